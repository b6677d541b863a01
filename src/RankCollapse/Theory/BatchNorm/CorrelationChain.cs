using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>
/// The same Markov chain on M alone, the recursion of the released code: M ← diag(K)^(−1/2)·K·diag(K)^(−1/2), K = A·M·Aᵀ. Immutable.
/// </summary>
/// <remarks>
/// From full rank it shows what <see cref="RepresentationChain"/> shows, with half of the digits of small eigenvalues. From rank n below 2√d
/// it fails: rounding grows in the directions beyond n, with either sign, until M is no longer semidefinite and the chain stops. Use the
/// chain on H there.
/// </remarks>
/// <source paper="daneshmand2020" item="width scaling experiment">The recursion of the released code.</source>
public sealed class CorrelationChain
{
    /// <summary>A chain.</summary>
    /// <param name="width">d, at least 2.</param>
    /// <param name="strength">γ, above 0; positive infinity for plain layers.</param>
    /// <param name="law">Law of the weights; normal when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">Width or strength outside of its range.</exception>
    public CorrelationChain(int width, double strength, WeightLaw? law = null)
    {
        Width = Measures.Guard.AtLeast(width, 2, nameof(width), "One feature has no rank to lose.");
        Layer = new BatchNormLayer(strength);
        Law = law ?? WeightLaw.Gaussian;
    }

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>The layer, which knows γ.</summary>
    public BatchNormLayer Layer { get; }

    /// <summary>Law of the weights.</summary>
    public WeightLaw Law { get; }

    /// <summary>Samples several chains at once. The result depends on the random source alone, not on the number of threads.</summary>
    /// <param name="start">Where they begin; its rows are normalized.</param>
    /// <param name="plan">How they are sampled.</param>
    /// <param name="random">Chain c draws from stream c below it, the same weights as the chain on H.</param>
    /// <param name="cancellation">Looked at in every layer.</param>
    /// <param name="progress">The share of layers that are done, in [0, 1].</param>
    /// <returns>The spectra of all samples; chains that met a zero row are counted.</returns>
    /// <exception cref="ArgumentException">The start has another width or a zero row.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ChainRun Simulate(
        ChainStart start, SamplingPlan plan, RandomStream random, CancellationToken cancellation = default, IProgress<double>? progress = null) =>
        Simulate(start, plan, random, Environment.ProcessorCount, cancellation, progress);

    /// <summary>M before layer 0, 1, 2, … of one chain by plain matrix algebra, without end.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="random">The stream of the chain.</param>
    /// <returns>Shape [d, d], unit diagonal.</returns>
    public IEnumerable<Matrix<double>> PathReference(ChainStart start, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(random);
        var m = CorrelationMatrix.Of(start.Draw(random, Width)).ToMatrix();
        for (var layer = 0; ; layer++)
        {
            yield return m;
            m = Layer.NextCorrelation(m, Law.Draw(random.Stream("weights"), layer, Width));
        }
    }

    /// <summary>One line.</summary>
    /// <returns>Width, layer and law.</returns>
    public override string ToString() => $"width {Width}, {Layer}, {Law} weights, recursion in M";

    internal ChainRun Simulate(
        ChainStart start, SamplingPlan plan, RandomStream random, int threads, CancellationToken cancellation = default, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        return ChainSimulation.Run(
            plan, random, threads, chain => new CorrelationState(this, CorrelationMatrix.Of(start.Draw(chain, Width)), chain), cancellation, progress);
    }
}

/// <summary>M of one chain, in panels.</summary>
internal sealed class CorrelationState : IChainState
{
    private readonly LayerMixing mixing;
    private readonly PanelMatrix m;
    private readonly PanelMatrix product;
    private readonly double[] scales;

    public CorrelationState(CorrelationChain chain, CorrelationMatrix start, RandomStream random)
    {
        mixing = new LayerMixing(chain.Width, chain.Layer.Strength, chain.Law, random.Stream("weights"));
        m = PanelMatrix.From(start.ToMatrix());
        product = new PanelMatrix(m.Rows, m.Rows);
        scales = new double[m.Panels * PanelMatrix.Width];
    }

    public bool IsAlive { get; private set; } = true;

    public void Advance(int layer, int threads)
    {
        threads = ChainSimulation.Sharing(m.Rows, threads);
        mixing.Draw(layer, threads);
        // M is symmetric, so M·Aᵀ is its transposed product with Aᵀ, and A·(M·Aᵀ) that of Aᵀ with the result.
        PanelProduct.Transposed(m, mixing.Transposed, product, threads);
        PanelProduct.Symmetric(mixing.Transposed, product, m, threads);
        IsAlive = Normalize();
    }

    public Spectrum Observe() => new CorrelationMatrix(m.ToMatrix()).Spectrum;

    private bool Normalize()
    {
        for (var i = 0; i < m.Rows; i++)
        {
            var square = m[i, i];
            if (!(square > 0 && double.IsFinite(square))) return false;
            scales[i] = 1 / Math.Sqrt(square);
        }

        for (var panel = 0; panel < m.Panels; panel++)
        {
            var columns = scales.AsSpan(panel * PanelMatrix.Width, PanelMatrix.Width);
            for (var i = 0; i < m.Rows; i++)
            {
                var row = m.Row(panel, i);
                for (var c = 0; c < row.Length; c++) row[c] *= scales[i] * columns[c];
            }
        }

        for (var i = 0; i < m.Rows; i++) m[i, i] = 1;
        return true;
    }
}
