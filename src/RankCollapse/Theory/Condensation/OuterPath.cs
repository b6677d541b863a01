using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Differential;

namespace RankCollapse.Theory.Condensation;

/// <summary>A path of the effective dynamics: states over time, its blow-up time and the directions in which it goes. Immutable.</summary>
public sealed class OuterPath
{
    private readonly OdeSolution solution;
    private readonly int width, hidden;

    internal OuterPath(OdeSolution solution, int width, int hidden)
    {
        (this.solution, this.width, this.hidden) = (solution, width, hidden);
        Steps = [.. Enumerable.Range(0, solution.Times.Count).Select(k => Split(solution.AtStep(k)))];
    }

    /// <summary>Whether the path became as large as asked; otherwise it was given up, as a start that never escapes.</summary>
    public bool Escaped => solution.Stopped;

    /// <summary>Times and states at the ends of the integrator's steps.</summary>
    public IReadOnlyList<(double Time, OuterState State)> Steps { get; }

    /// <summary>The last state.</summary>
    public OuterState End => Steps[^1].State;

    /// <summary>The bracket of the blow-up time at each step: it closes like ρ^(−3).</summary>
    public IEnumerable<BlowUpBracket> Brackets => Steps.Select(step => BlowUpBracket.At(step.Time, step.State));

    /// <summary>T*: the middle of the last bracket; +∞ for a path that was given up.</summary>
    public double BlowUpTime => Escaped ? BlowUpBracket.At(Steps[^1].Time, End).Middle : double.PositiveInfinity;

    /// <summary>u* and w*: (T* − t)(a, M, b) tends to (u*, u*w*ᵀ, w*). Shape [width] and [hidden], length 1.</summary>
    /// <exception cref="InvalidOperationException">The path did not escape.</exception>
    /// <source paper="chen2025" item="Theorem 2">Derived here, without Assumption 1.</source>
    public (Vector<double> Value, Vector<double> Readout) Limit => Escaped
        ? (End.Value.Normalize(2), End.Readout.Normalize(2))
        : throw new InvalidOperationException("The path did not escape, so it has no limit direction. Take a start that is not degenerate, or follow it for longer.");

    /// <summary>The state at a time.</summary>
    /// <param name="time">From 0 to the last time, which is below T*.</param>
    /// <returns>The state, by the integrator's polynomial.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside the path.</exception>
    public OuterState At(double time)
    {
        Guard.Within(time, 0, Steps[^1].Time, nameof(time), "Follow the path to a larger size; it ends below the blow-up time.");
        var (low, high) = (0.0, solution.Until);
        // The clock t(τ) rises strictly.
        for (var halving = 0; halving < 80 && high - low > 1e-15 * high; halving++)
        {
            var middle = (low + high) / 2;
            if (solution.At(middle)[^1] < time) low = middle;
            else high = middle;
        }

        return Split(solution.At(high)).State;
    }

    private (double Time, OuterState State) Split(double[] flat) => (flat[^1], OuterState.FromArray(flat.AsSpan()[..^1], width, hidden));
}
