namespace RankCollapse.Theory.BatchNorm;

/// <summary>One number per sample of several chains, with a standard error that knows that neighbours are correlated. Immutable.</summary>
/// <remarks>
/// The variance of the mean is σ²·τ/(number of samples), τ = 1 + 2·Σ ρ_k the correlation time in samples. Autocovariances are averaged
/// over chains about the common mean, so that chains which have not met count as correlated; the sum stops at the first negative pair.
/// </remarks>
/// <source paper="geyer1992" item="initial positive sequence">With the monotone correction.</source>
public sealed class ChainSeries
{
    private readonly double[][] chains;
    private readonly Lazy<double> correlationTime;

    /// <summary>Series of one length.</summary>
    /// <param name="chains">Shape [chains, samples], at least one of both, finite.</param>
    /// <exception cref="ArgumentException">No number, different lengths, or a number that is not finite.</exception>
    public ChainSeries(IEnumerable<IReadOnlyList<double>> chains)
    {
        ArgumentNullException.ThrowIfNull(chains);
        this.chains = [.. chains.Select(chain => chain.ToArray())];
        if (this.chains.Length == 0 || this.chains.Any(chain => chain.Length == 0 || chain.Length != this.chains[0].Length))
        {
            throw new ArgumentException(
                "The chains were none, empty or of different lengths; give at least one number for each, as many for all. Sample all chains by one plan.",
                nameof(chains));
        }

        foreach (var chain in this.chains) Measures.Guard.Finite(chain, nameof(chains));
        Mean = this.chains.Average(chain => chain.Average());
        Variance = this.chains.Average(chain => chain.Average(value => (value - Mean) * (value - Mean)));
        correlationTime = new Lazy<double>(FindCorrelationTime);
    }

    /// <summary>Number of chains.</summary>
    public int Chains => chains.Length;

    /// <summary>Samples of each chain.</summary>
    public int Samples => chains[0].Length;

    /// <summary>Mean over all chains and samples.</summary>
    public double Mean { get; }

    /// <summary>Mean squared distance from the mean.</summary>
    public double Variance { get; }

    /// <summary>τ in samples, at least 1: so many samples are worth one independent one.</summary>
    public double CorrelationTime => correlationTime.Value;

    /// <summary>Standard error of the mean; NaN for a single sample.</summary>
    public double StandardError => Chains * Samples > 1 ? Math.Sqrt(Variance * CorrelationTime / ((Chains * Samples) - 1)) : double.NaN;

    /// <summary>The samples of one chain.</summary>
    /// <param name="chain">From 0.</param>
    /// <returns>A read-only view.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such chain.</exception>
    public IReadOnlyList<double> Chain(int chain)
    {
        Measures.Guard.Within(chain, 0, Chains - 1, nameof(chain), "Chains are numbered from 0.");
        return chains[chain];
    }

    /// <summary>All samples of all chains.</summary>
    public IEnumerable<double> Values => chains.SelectMany(chain => chain);

    /// <summary>At each sample the mean over the chains.</summary>
    public IReadOnlyList<double> AcrossChains => [.. Enumerable.Range(0, Samples).Select(k => chains.Average(chain => chain[k]))];

    /// <summary>The mean of the first k samples of all chains, k = 1, 2, …: what an ergodic theorem speaks of.</summary>
    public IReadOnlyList<double> RunningMean
    {
        get
        {
            var sum = 0.0;
            return [.. AcrossChains.Select((value, k) => (sum += value) / (k + 1))];
        }
    }

    /// <summary>Mean and standard error.</summary>
    /// <returns>For example "7.540 ± 0.012".</returns>
    public override string ToString() => FormattableString.Invariant($"{Mean:0.000} ± {StandardError:0.000}");

    private double Autocovariance(int lag) =>
        chains.Sum(chain =>
        {
            var sum = 0.0;
            for (var t = 0; t + lag < chain.Length; t++) sum += (chain[t] - Mean) * (chain[t + lag] - Mean);
            return sum;
        }) / (Chains * (double)Samples);

    private double FindCorrelationTime()
    {
        // A spread in the last bits is no spread.
        if (Variance <= 1e-28 * Mean * Mean || Samples < 4) return 1;
        var (sum, smallest) = (0.0, double.PositiveInfinity);
        for (var lag = 0; lag + 1 < Samples; lag += 2)
        {
            var pair = Autocovariance(lag) + Autocovariance(lag + 1);
            if (pair <= 0) break;
            smallest = Math.Min(smallest, pair);
            sum += smallest;
        }

        return Math.Max(1, ((2 * sum) - Autocovariance(0)) / Variance);
    }
}
