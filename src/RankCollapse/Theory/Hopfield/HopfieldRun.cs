using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.Hopfield;

/// <summary>The states of a stepped network and their energies. Immutable.</summary>
public sealed class HopfieldRun
{
    internal HopfieldRun(ModernHopfieldNetwork network, IReadOnlyList<HopfieldState> states) =>
        (States, Energies) = (states, [.. states.Select(network.Energy)]);

    /// <summary>States before the first step and after each.</summary>
    public IReadOnlyList<HopfieldState> States { get; }

    /// <summary>E of each state.</summary>
    public IReadOnlyList<double> Energies { get; }

    /// <summary>The largest rise of the energy in one step; at most 0 up to rounding where it is a Lyapunov function.</summary>
    /// <exception cref="InvalidOperationException">A run of 0 steps.</exception>
    public double LargestRise => Energies.Count > 1
        ? Energies.Zip(Energies.Skip(1), (before, after) => after - before).Max()
        : throw new InvalidOperationException("The run had 0 steps and so no change of energy; run at least 1 step.");

    /// <summary>Cosine between the visible state and a pattern, step by step.</summary>
    /// <param name="pattern">Shape [features], not zero.</param>
    /// <returns>One number in [−1, 1] per state; NaN where the state is zero.</returns>
    public IReadOnlyList<double> Overlaps(Vector<double> pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var length = pattern.L2Norm();
        if (length == 0) throw new ArgumentException("The pattern was the zero vector; an overlap needs a direction. Pass a memory.", nameof(pattern));
        return [.. States.Select(s => s.VisibleUnsafe.DotProduct(pattern) / length / s.VisibleUnsafe.L2Norm())];
    }
}
