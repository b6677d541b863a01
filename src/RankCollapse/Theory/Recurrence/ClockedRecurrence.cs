using System.Numerics;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// A diagonal linear recurrence x_k = λ⊙x_{k−1} + b·u_k, x_0 = 0, with one mode more that is driven by 1 and so tells the time: without it
/// a zero input leaves no trace, and (0, 1) leads to the same state as (1). Immutable.
/// </summary>
/// <remarks>The clock is c_k = 1 + μ + … + μ^{k−1}: k itself for μ = 1, which grows; on the unit circle it stays within 2/|1 − μ| and tells steps apart up to 2π/|arg μ|.</remarks>
/// <source paper="orvieto2024" item="time index">Derived here; that the targets are one function for each step is as reported in a summary of the paper.</source>
public sealed class ClockedRecurrence
{
    private readonly Complex[] eigenvalues;

    /// <summary>A recurrence with unit input weights.</summary>
    /// <param name="eigenvalues">λ, at least one; finite.</param>
    /// <param name="clock">μ on the unit circle within 1e-12.</param>
    /// <exception cref="ArgumentException">No mode, one that is not finite, or a clock off the circle.</exception>
    public ClockedRecurrence(IEnumerable<Complex> eigenvalues, Complex clock)
    {
        this.eigenvalues = [.. eigenvalues];
        Guard.Finite([.. this.eigenvalues.Select(Complex.Abs)], nameof(eigenvalues));
        if (!(Math.Abs(Complex.Abs(clock) - 1) <= 1e-12))
            throw new ArgumentException($"The clock was {clock}, of modulus {Complex.Abs(clock):R}; it must lie on the unit circle. Use 1 for a counter.", nameof(clock));
        Clock = clock;
    }

    /// <summary>μ.</summary>
    public Complex Clock { get; }

    /// <summary>The states after each step.</summary>
    /// <param name="inputs">u_1, …, shape [steps], finite; may be empty.</param>
    /// <returns>For each step the modes (shape [modes]) and the clock.</returns>
    /// <exception cref="ArgumentException">An input that is not finite.</exception>
    public IReadOnlyList<(Complex[] Modes, Complex Clock)> Run(ReadOnlySpan<double> inputs)
    {
        if (!inputs.IsEmpty) Guard.Finite(inputs, nameof(inputs));
        var (states, state, time) = (new List<(Complex[], Complex)>(inputs.Length), new Complex[eigenvalues.Length], Complex.Zero);
        foreach (var input in inputs)
        {
            state = [.. state.Zip(eigenvalues, (x, lambda) => (lambda * x) + input)];
            time = (Clock * time) + 1;
            states.Add((state, time));
        }

        return states;
    }

    /// <summary>Reads the step off a clock state.</summary>
    /// <param name="clock">c_k.</param>
    /// <returns>k, for a rotating clock the smallest that fits; not rounded.</returns>
    public double Step(Complex clock)
    {
        if (Clock == Complex.One) return clock.Real;
        var turned = Complex.One - (clock * (Complex.One - Clock));
        var angle = turned.Phase / Clock.Phase;
        return angle < -0.5 ? angle + (2 * Math.PI / Math.Abs(Clock.Phase)) : angle;
    }
}
