using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>What stands between two linear layers.</summary>
public enum Normalization
{
    /// <summary>Rows over the batch, without mean and epsilon.</summary>
    BatchNorm,

    /// <summary>Nothing: the vanilla network. H is divided by its Frobenius norm, which changes no direction.</summary>
    None,

    /// <summary>Columns: every sample by itself, as LayerNorm and RMSNorm do.</summary>
    PerSample,
}

/// <summary>
/// A random linear network of constant width as a Markov chain in depth, on H itself: n ≤ d columns, so that the rank of the input is kept
/// exactly and small eigenvalues keep their digits. Immutable.
/// </summary>
/// <example><code>
/// var run = new RepresentationChain(width: 64, strength: 0.03)
///     .Simulate(ChainStart.Gaussian(64, samples: 8), plan, random.Stream("n = 8"));
/// run.SoftBound       // 6.3 ± 0.01, the law r = 4dn/(4d + n²) says 6.4
/// </code></example>
/// <source paper="daneshmand2020" item="the residual network with batch normalization"/>
public sealed class RepresentationChain
{
    /// <summary>A network.</summary>
    /// <param name="width">d, at least 2.</param>
    /// <param name="strength">γ, above 0; positive infinity for plain layers.</param>
    /// <param name="law">Law of the weights; normal when left out.</param>
    /// <param name="normalization">What stands between the layers.</param>
    /// <exception cref="ArgumentOutOfRangeException">Width or strength outside of its range.</exception>
    public RepresentationChain(int width, double strength, WeightLaw? law = null, Normalization normalization = Normalization.BatchNorm)
    {
        Width = Measures.Guard.AtLeast(width, 2, nameof(width), "One feature has no rank to lose.");
        Layer = new BatchNormLayer(strength);
        Law = law ?? WeightLaw.Gaussian;
        Normalization = normalization;
    }

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>The layer, which knows γ.</summary>
    public BatchNormLayer Layer { get; }

    /// <summary>Law of the weights.</summary>
    public WeightLaw Law { get; }

    /// <summary>What stands between the layers.</summary>
    public Normalization Normalization { get; }

    /// <summary>The network with plain layers, γ = ∞.</summary>
    /// <param name="width">d, at least 2.</param>
    /// <param name="normalization">What stands between the layers.</param>
    /// <returns>Normal weights.</returns>
    public static RepresentationChain Plain(int width, Normalization normalization = Normalization.BatchNorm) =>
        new(width, double.PositiveInfinity, normalization: normalization);

    /// <summary>Samples several chains at once. The result depends on the random source alone, not on the number of threads.</summary>
    /// <param name="start">Where they begin.</param>
    /// <param name="plan">How they are sampled.</param>
    /// <param name="random">Chain c draws from stream c below it.</param>
    /// <param name="cancellation">Looked at in every layer.</param>
    /// <param name="progress">The share of layers that are done, in [0, 1].</param>
    /// <returns>The spectra of all samples; chains that met a zero row are counted.</returns>
    /// <exception cref="ArgumentException">The start has another width.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ChainRun Simulate(
        ChainStart start, SamplingPlan plan, RandomStream random, CancellationToken cancellation = default, IProgress<double>? progress = null) =>
        Simulate(start, plan, random, Environment.ProcessorCount, cancellation, progress);

    /// <summary>H before layer 0, 1, 2, … of one chain, without end: take what is needed.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="random">The stream of the chain: chain c of <see cref="Simulate(ChainStart, SamplingPlan, RandomStream, CancellationToken, IProgress{double})"/> has <c>random.Stream(c)</c>.</param>
    /// <returns>Normalized representations, shape [d, n], n at most d; ends early only at a zero row.</returns>
    /// <exception cref="ArgumentException">The start has another width.</exception>
    public IEnumerable<Matrix<double>> Path(ChainStart start, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(random);
        var state = new RepresentationState(this, start.Draw(random, Width), random);
        for (var layer = 0; state.IsAlive; layer++)
        {
            yield return state.ToMatrix();
            state.Advance(layer, threads: 1);
        }
    }

    /// <summary>The same path by plain matrix algebra.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="random">The stream of the chain.</param>
    /// <returns>As <see cref="Path"/>, up to rounding.</returns>
    public IEnumerable<Matrix<double>> PathReference(ChainStart start, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(random);
        Matrix<double> Normalized(Matrix<double> h) => Normalization switch
        {
            Normalization.BatchNorm => BatchNormalization.WithoutMean(h),
            Normalization.PerSample => BatchNormalization.PerSample(h),
            _ => h * Math.Sqrt((double)h.RowCount * h.ColumnCount) / h.FrobeniusNorm(),
        };

        var state = Normalized(start.Draw(random, Width));
        for (var layer = 0; ; layer++)
        {
            yield return state;
            state = Normalized(Layer.Mixing(Law.Draw(random.Stream("weights"), layer, Width)) * state);
        }
    }

    /// <summary>One line.</summary>
    /// <returns>Width, layer, law and normalization.</returns>
    public override string ToString() => $"width {Width}, {Layer}, {Law} weights, {Normalization}";

    internal ChainRun Simulate(
        ChainStart start, SamplingPlan plan, RandomStream random, int threads, CancellationToken cancellation = default, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        return ChainSimulation.Run(
            plan, random, threads, chain => new RepresentationState(this, start.Draw(chain, Width), chain), cancellation, progress);
    }
}
