namespace RankCollapse.Theory.BatchNorm;

/// <summary>What the samples of several chains showed. Immutable.</summary>
public sealed class ChainRun
{
    private readonly Spectrum[][] samples;

    internal ChainRun(SamplingPlan plan, Spectrum?[][] samples)
    {
        Plan = plan;
        this.samples = [.. samples.Where(chain => chain[^1] is not null).Select(chain => chain.Select(sample => sample!).ToArray())];
        StoppedChains = samples.Length - this.samples.Length;
    }

    /// <summary>How the chains were sampled.</summary>
    public SamplingPlan Plan { get; }

    /// <summary>Chains that met a row of zeros or an infinity; they are left out of every statistic.</summary>
    public int StoppedChains { get; }

    /// <summary>Chains that count.</summary>
    public int Chains => samples.Length;

    /// <summary>The layer after which each sample was taken; 0 is the start.</summary>
    public IReadOnlyList<int> Layers => [.. Enumerable.Range(0, Plan.Samples).Select(k => Plan.BurnIn + (k * Plan.Every))];

    /// <summary>r at each sample.</summary>
    public ChainSeries SoftBound => Observe(sample => sample.SoftBound);

    /// <summary>S = ‖M‖_F² at each sample.</summary>
    public ChainSeries SquaredNorm => Observe(sample => sample.SquaredNorm);

    /// <summary>[4·(Tr M³ − Σ((M²)_ii)²) + S]/d² at each sample.</summary>
    public ChainSeries StationarityRatio => Observe(sample => sample.StationarityRatio);

    /// <summary>θ = E Σ_i((M²)_ii)² / E Tr M³, over all samples; in [1/d, 1].</summary>
    public double Theta => Observe(sample => sample.SquaredDiagonal).Mean / Observe(sample => sample.CubeTrace).Mean;

    /// <summary>One sample.</summary>
    /// <param name="chain">From 0, among those that count.</param>
    /// <param name="sample">From 0.</param>
    /// <returns>Its spectrum.</returns>
    public Spectrum this[int chain, int sample] => samples[chain][sample];

    /// <summary>All samples of all chains.</summary>
    public IEnumerable<Spectrum> Samples => samples.SelectMany(chain => chain);

    /// <summary>rank_τ at each sample.</summary>
    /// <param name="threshold">τ in [0, 1).</param>
    /// <returns>A series of integers.</returns>
    public ChainSeries SoftRank(double threshold) => Observe(sample => sample.SoftRank(threshold));

    /// <summary>Any number that a spectrum shows, at each sample.</summary>
    /// <param name="observable">A function of one sample.</param>
    /// <returns>Shape [chains, samples].</returns>
    /// <exception cref="InvalidOperationException">All chains have stopped.</exception>
    public ChainSeries Observe(Func<Spectrum, double> observable)
    {
        if (samples.Length > 0) return new ChainSeries(samples.Select(chain => (IReadOnlyList<double>)[.. chain.Select(observable)]));
        throw new InvalidOperationException(
            $"All {StoppedChains} chains met a row of zeros; none is left to observe. Use another weight law or more features.");
    }

    /// <summary>One line.</summary>
    /// <returns>The plan and what r was.</returns>
    public override string ToString() => $"{Plan}: r = {SoftBound}{(StoppedChains > 0 ? $", {StoppedChains} chains stopped" : "")}";
}
