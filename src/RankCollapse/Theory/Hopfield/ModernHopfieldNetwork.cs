using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Hopfield;

/// <summary>
/// A modern Hopfield network with softmax memory ("model B"): hidden neurons score the visible state against M memories, their softmax
/// reads memories back. τ_v·dx/dt = softmax(βh)·W₁ᵀ − x and τ_h·dh/dt = xW₂ − h. Immutable.
/// </summary>
/// <example><code>
/// var network = ModernHopfieldNetwork.Tied(memories, inverseTemperature: 8);
/// var run = HopfieldDynamics.Staggered(network, new Retention { Feature = 0.5, Memory = 0.5 }).Run(start, steps: 25);
/// </code></example>
/// <source paper="krotov2021" item="model B">Energy as remembered, then checked by finite differences; for a transformer W₂ becomes the keys and
/// W₁ the values (masumura2025, as in summaries).</source>
public sealed class ModernHopfieldNetwork
{
    private readonly Matrix<double> score, read;

    /// <summary>A network; the matrices are copied.</summary>
    /// <param name="score">W₂, shape [features, memories]: xW₂ are the scores.</param>
    /// <param name="read">W₁, same shape: its columns are what is read.</param>
    /// <param name="inverseTemperature">β, above 0; the paper has 1.</param>
    /// <exception cref="ArgumentException">Two shapes, or an entry is not finite.</exception>
    public ModernHopfieldNetwork(Matrix<double> score, Matrix<double> read, double inverseTemperature = 1)
    {
        Guard.Finite(score, nameof(score), "[features, memories]");
        Guard.Finite(read, nameof(read), "[features, memories]");
        if (score.RowCount != read.RowCount || score.ColumnCount != read.ColumnCount)
        {
            throw new ArgumentException(
                $"The score weights had shape [{score.RowCount}, {score.ColumnCount}] and the read weights [{read.RowCount}, {read.ColumnCount}]; both "
                + "must be [features, memories]. Use ModernHopfieldNetwork.Tied for one matrix.", nameof(read));
        }

        (this.score, this.read) = (score.Clone(), read.Clone());
        InverseTemperature = Guard.Positive(inverseTemperature, nameof(inverseTemperature), "Use 1 for the paper's attention.");
        IsTied = this.score.Equals(this.read);
    }

    /// <summary>d, coordinates of the visible state.</summary>
    public int Features => score.RowCount;

    /// <summary>M, hidden neurons.</summary>
    public int Memories => score.ColumnCount;

    /// <summary>β.</summary>
    public double InverseTemperature { get; }

    /// <summary>Whether W₁ = W₂: then there is an energy.</summary>
    public bool IsTied { get; }

    /// <summary>A network that reads what it scores.</summary>
    /// <param name="weights">W, shape [features, memories]; its columns are the memories.</param>
    /// <param name="inverseTemperature">β, above 0.</param>
    /// <returns>The network with W₁ = W₂ = W.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    public static ModernHopfieldNetwork Tied(Matrix<double> weights, double inverseTemperature = 1) => new(weights, weights, inverseTemperature);

    /// <summary>xW₂, where the hidden state is drawn to.</summary>
    /// <param name="visible">x, shape [features].</param>
    /// <returns>Shape [memories].</returns>
    public Vector<double> Scores(Vector<double> visible) => Sized(visible, Features, nameof(visible)) * score;

    /// <summary>softmax(βh), the weights of the memories.</summary>
    /// <param name="hidden">h, shape [memories].</param>
    /// <returns>Shape [memories], at least 0, with sum 1.</returns>
    public Vector<double> Attention(Vector<double> hidden) => LogAttention(Sized(hidden, Memories, nameof(hidden))).PointwiseExp();

    /// <summary>softmax(βh)·W₁ᵀ, where the visible state is drawn to.</summary>
    /// <param name="hidden">h, shape [memories].</param>
    /// <returns>Shape [features].</returns>
    public Vector<double> Read(Vector<double> hidden) => read * Attention(hidden);

    /// <summary>The state whose hidden part has caught up, h = xW₂.</summary>
    /// <param name="visible">x, shape [features].</param>
    /// <returns>The state.</returns>
    public HopfieldState Adiabatic(Vector<double> visible) => new(visible.Clone(), Scores(visible));

    /// <summary>E = [x·g − L_v] + [h·f − L_h] − f·(gW) with L_v = ‖x‖²/2, L_h = lse(βh)/β: ½‖x‖² + h·p − lse(βh)/β − p·(xW₂), p = softmax(βh).</summary>
    /// <param name="state">x and h.</param>
    /// <returns>Dimensionless. It never rises along the dynamics when the weights are tied; untied it is only a number (W₂ is used).</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    /// <source paper="krotov2021" item="energy by Lagrangians">Remembered, then verified numerically.</source>
    public double Energy(HopfieldState state)
    {
        var (x, h) = Parts(state);
        var p = Attention(h);
        return (0.5 * x.DotProduct(x)) + h.DotProduct(p) - (LogSumExp(h) / InverseTemperature) - p.DotProduct(x * score);
    }

    /// <summary>The same energy as ½‖x‖² − lse(βxW)/β + KL(p ‖ softmax(βxW))/β: the usual energy and one term that is never negative.</summary>
    /// <param name="state">x and h.</param>
    /// <returns>Equal to <see cref="Energy"/> up to rounding.</returns>
    /// <source paper="masumura2025" item="model B energy, KL form">Derived here.</source>
    public double EnergyByDivergence(HopfieldState state) => AdiabaticEnergy(Parts(state).X) + (Divergence(state) / InverseTemperature);

    /// <summary>½‖x‖² − lse(βxW)/β, the energy when the hidden state has caught up.</summary>
    /// <param name="visible">x, shape [features].</param>
    /// <returns>At most <see cref="Energy"/> of any state with this x.</returns>
    public double AdiabaticEnergy(Vector<double> visible) =>
        (0.5 * visible.DotProduct(visible)) - (LogSumExp(Scores(visible)) / InverseTemperature);

    /// <summary>KL(softmax(βh) ‖ softmax(βxW₂)), how far the hidden state lags, in nats.</summary>
    /// <param name="state">x and h.</param>
    /// <returns>At least 0 up to rounding; 0 when h and xW₂ differ by a constant.</returns>
    public double Divergence(HopfieldState state)
    {
        var (x, h) = Parts(state);
        var held = LogAttention(h);
        return held.PointwiseExp().DotProduct(held - LogAttention(x * score));
    }

    /// <summary>∇ₓE = x − W·pᵀ and ∇ₕE = β(diag p − pᵀp)(h − xW), for tied weights.</summary>
    /// <param name="state">x and h.</param>
    /// <returns>Shapes [features] and [memories].</returns>
    public (Vector<double> Visible, Vector<double> Hidden) Gradient(HopfieldState state)
    {
        var (x, h) = Parts(state);
        var p = Attention(h);
        return (x - (score * p), InverseTemperature * Spread(p, h - (x * score)));
    }

    /// <summary>dE/dt = −τ_v·ẋ·∇²L_v·ẋᵀ − τ_h·ḣ·∇²L_h·ḣᵀ along the continuous dynamics, for tied weights.</summary>
    /// <param name="state">x and h.</param>
    /// <param name="constants">τ_v and τ_h.</param>
    /// <returns>At most 0.</returns>
    public double EnergyRate(HopfieldState state, TimeConstants constants)
    {
        ArgumentNullException.ThrowIfNull(constants);
        var (x, h) = Parts(state);
        var p = Attention(h);
        var (dx, dh) = (((read * p) - x) / constants.Visible, ((x * score) - h) / constants.Hidden);
        return -(constants.Visible * dx.DotProduct(dx)) - (constants.Hidden * InverseTemperature * dh.DotProduct(Spread(p, dh)));
    }

    internal (Vector<double> X, Vector<double> H) Parts(HopfieldState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return (Sized(state.VisibleUnsafe, Features, "visible"), Sized(state.HiddenUnsafe, Memories, "hidden"));
    }

    /// <summary>(diag p − pᵀp)·v, by differences from the mean: no cancellation where p is nearly one memory.</summary>
    private static Vector<double> Spread(Vector<double> p, Vector<double> v) => p.PointwiseMultiply(v - p.DotProduct(v));

    private Vector<double> LogAttention(Vector<double> hidden) => (InverseTemperature * hidden) - LogSumExp(hidden);

    private double LogSumExp(Vector<double> hidden)
    {
        var largest = InverseTemperature * hidden.Maximum();
        return largest + Math.Log(hidden.Sum(v => Math.Exp((InverseTemperature * v) - largest)));
    }

    private static Vector<double> Sized(Vector<double> vector, int size, string name)
    {
        ArgumentNullException.ThrowIfNull(vector, name);
        if (vector.Count == size) return vector;
        throw new ArgumentException($"The {name} state had {vector.Count} entries; this network has {size}. A weight matrix is [features, memories].", name);
    }
}
