using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Differential;

namespace RankCollapse.Theory.Hopfield;

/// <summary>One way of stepping a network in time. Immutable; named after what a step looks at: <see cref="Staggered"/> or <see cref="Euler"/>.</summary>
public sealed class HopfieldDynamics
{
    private readonly ModernHopfieldNetwork network;
    private readonly Retention retention;
    private readonly bool staggered;

    private HopfieldDynamics(ModernHopfieldNetwork network, Retention retention, bool staggered)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(retention);
        (this.network, this.retention, this.staggered) = (network, retention, staggered);
    }

    /// <summary>"staggered" or "Euler".</summary>
    public string Name => staggered ? "staggered" : "Euler";

    /// <summary>Hidden state first, then the visible state with the new hidden one, as a layer of attention does it:
    /// h' = α'h + (1 − α')xW₂, x' = αx + (1 − α)·softmax(βh')·W₁ᵀ.</summary>
    /// <remarks>With tied weights the energy never rises, for any β &gt; 0 and α, α' in [0, 1]: each half step is a damped step of block descent.</remarks>
    /// <param name="network">The network.</param>
    /// <param name="retention">α and α'.</param>
    /// <returns>The stepping.</returns>
    /// <source paper="masumura2025" item="eq. 10, one token">The form of the layer as in summaries; that its energy never rises is derived here.</source>
    public static HopfieldDynamics Staggered(ModernHopfieldNetwork network, Retention retention) => new(network, retention, staggered: true);

    /// <summary>Both states at once from the old ones, forward Euler: x' = αx + (1 − α)·softmax(βh)·W₁ᵀ, h' = α'h + (1 − α')xW₂.</summary>
    /// <remarks>Its energy may rise, even for tied weights and for ever.</remarks>
    /// <param name="network">The network.</param>
    /// <param name="retention">α and α'.</param>
    /// <returns>The stepping.</returns>
    /// <source paper="masumura2025" item="discretisation">As in summaries, one of which calls it exact; it is forward Euler.</source>
    public static HopfieldDynamics Euler(ModernHopfieldNetwork network, Retention retention) => new(network, retention, staggered: false);

    /// <summary>One step.</summary>
    /// <param name="state">x and h.</param>
    /// <returns>x' and h'.</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public HopfieldState Step(HopfieldState state)
    {
        var (x, h) = network.Parts(state);
        var hidden = (retention.Memory * h) + ((1 - retention.Memory) * network.Scores(x));
        var visible = (retention.Feature * x) + ((1 - retention.Feature) * network.Read(staggered ? hidden : h));
        return new HopfieldState(visible, hidden);
    }

    /// <summary>Several steps.</summary>
    /// <param name="start">x and h before the first.</param>
    /// <param name="steps">At least 0.</param>
    /// <returns>All states.</returns>
    public HopfieldRun Run(HopfieldState start, int steps)
    {
        Guard.AtLeast(steps, 0, nameof(steps), "It is the number of steps.");
        network.Parts(start);
        var states = new List<HopfieldState>(steps + 1) { start };
        for (var k = 0; k < steps; k++) states.Add(Step(states[k]));
        return new HopfieldRun(network, states);
    }

    /// <summary>The differential equation itself.</summary>
    /// <param name="network">The network.</param>
    /// <param name="constants">τ_v and τ_h. A τ_h far below τ_v makes it stiff.</param>
    /// <param name="start">x and h at time 0.</param>
    /// <param name="until">Last time, above 0.</param>
    /// <param name="accuracy">How exactly; <see cref="OdeAccuracy.Usual"/> when left out.</param>
    /// <returns>The solution; a state is x and then h, shape [features + memories]: see <see cref="StateOf"/>.</returns>
    /// <source paper="masumura2025" item="continuous dynamics">As in summaries.</source>
    public static OdeSolution Continuous(
        ModernHopfieldNetwork network, TimeConstants constants, HopfieldState start, double until, OdeAccuracy? accuracy = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(constants);
        network.Parts(start);
        return new DormandPrince(Field, accuracy).Solve(start.ToArray(), until);

        void Field(double time, ReadOnlySpan<double> state, Span<double> derivative)
        {
            var (x, h) = Split(network, state);
            var dx = (network.Read(h) - x) / constants.Visible;
            var dh = (network.Scores(x) - h) / constants.Hidden;
            for (var i = 0; i < dx.Count; i++) derivative[i] = dx[i];
            for (var j = 0; j < dh.Count; j++) derivative[dx.Count + j] = dh[j];
        }
    }

    /// <summary>The adiabatic limit of the differential equation, τ_v·dx/dt = softmax(βxW₂)·W₁ᵀ − x: hidden neurons are infinitely fast.</summary>
    /// <param name="network">The network.</param>
    /// <param name="visibleConstant">τ_v, above 0.</param>
    /// <param name="visible">x at time 0, shape [features].</param>
    /// <param name="until">Last time, above 0.</param>
    /// <param name="accuracy">How exactly; <see cref="OdeAccuracy.Usual"/> when left out.</param>
    /// <returns>The solution; a state is x.</returns>
    /// <source paper="masumura2025" item="adiabatic limit">As in summaries of the paper.</source>
    public static OdeSolution Adiabatic(
        ModernHopfieldNetwork network, double visibleConstant, Vector<double> visible, double until, OdeAccuracy? accuracy = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Guard.Positive(visibleConstant, nameof(visibleConstant), "Use 1 as the unit of time.");
        network.Scores(visible);
        return new DormandPrince(Field, accuracy).Solve(visible.ToArray(), until);

        void Field(double time, ReadOnlySpan<double> state, Span<double> derivative)
        {
            var x = Vector<double>.Build.DenseOfArray(state.ToArray());
            var drive = network.Read(network.Scores(x));
            for (var i = 0; i < x.Count; i++) derivative[i] = (drive[i] - x[i]) / visibleConstant;
        }
    }

    /// <summary>x and h from a state of the differential equation.</summary>
    /// <param name="network">The network.</param>
    /// <param name="state">Shape [features + memories].</param>
    /// <returns>The two parts.</returns>
    /// <exception cref="ArgumentException">Another size.</exception>
    public static HopfieldState StateOf(ModernHopfieldNetwork network, ReadOnlySpan<double> state)
    {
        ArgumentNullException.ThrowIfNull(network);
        var (x, h) = Split(network, state);
        return new HopfieldState(x, h);
    }

    private static (Vector<double> X, Vector<double> H) Split(ModernHopfieldNetwork network, ReadOnlySpan<double> state) =>
        state.Length == network.Features + network.Memories
            ? (Vector<double>.Build.DenseOfArray(state[..network.Features].ToArray()), Vector<double>.Build.DenseOfArray(state[network.Features..].ToArray()))
            : throw new ArgumentException(
                $"The state had {state.Length} entries; it must have {network.Features} features and {network.Memories} memories one after the other.", nameof(state));
}
