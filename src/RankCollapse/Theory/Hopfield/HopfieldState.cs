using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Hopfield;

/// <summary>The two states of a modern Hopfield network: what it shows and what it holds in its hidden neurons. Immutable.</summary>
/// <source paper="masumura2025" item="visible state x and hidden state h">The pair as in summaries of the paper.</source>
public sealed class HopfieldState
{
    private readonly Vector<double> visible, hidden;

    /// <summary>A state; the vectors are copied.</summary>
    /// <param name="visible">x, shape [features], finite.</param>
    /// <param name="hidden">h, shape [memories], finite.</param>
    /// <exception cref="ArgumentException">No entries, or an entry is not finite.</exception>
    public HopfieldState(ReadOnlySpan<double> visible, ReadOnlySpan<double> hidden)
    {
        Guard.Finite(visible, nameof(visible));
        Guard.Finite(hidden, nameof(hidden));
        (this.visible, this.hidden) = (Vector<double>.Build.DenseOfArray(visible.ToArray()), Vector<double>.Build.DenseOfArray(hidden.ToArray()));
    }

    internal HopfieldState(Vector<double> visible, Vector<double> hidden) => (this.visible, this.hidden) = (visible, hidden);

    /// <summary>A copy of x, shape [features].</summary>
    public Vector<double> Visible => visible.Clone();

    /// <summary>A copy of h, shape [memories]: the scores before the softmax.</summary>
    public Vector<double> Hidden => hidden.Clone();

    internal Vector<double> VisibleUnsafe => visible;

    internal Vector<double> HiddenUnsafe => hidden;

    /// <summary>x and then h in one array, as the integrators take them.</summary>
    /// <returns>Shape [features + memories].</returns>
    public double[] ToArray() => [.. visible, .. hidden];
}
