using RankCollapse.Measures;

namespace RankCollapse.Theory.Differential;

/// <summary>A solution of a differential equation, known at every time between its ends: the steps that were accepted and a polynomial in each.</summary>
public sealed class OdeSolution
{
    private readonly List<Segment> segments;
    private readonly double[] start;

    internal OdeSolution(double from, double[] start, List<Segment> segments, int refused, bool stopped)
    {
        (this.start, this.segments) = (start, segments);
        (From, Refused, Stopped) = (from, refused, stopped);
        Times = [from, .. segments.Select(s => s.From + s.Length)];
    }

    /// <summary>First time.</summary>
    public double From { get; }

    /// <summary>Last time.</summary>
    public double Until => Times[^1];

    /// <summary>The ends of all steps, shape [steps + 1].</summary>
    public IReadOnlyList<double> Times { get; }

    /// <summary>Steps whose error was too large and that were taken again with a smaller size.</summary>
    public int Refused { get; }

    /// <summary>Whether the stop condition ended it.</summary>
    public bool Stopped { get; }

    /// <summary>The state at the last time, shape [size].</summary>
    public double[] End => segments.Count == 0 ? (double[])start.Clone() : segments[^1].At(1);

    /// <summary>The state at the end of a step, without interpolation.</summary>
    /// <param name="step">From 0, the start, to the number of steps.</param>
    /// <returns>Shape [size].</returns>
    public double[] AtStep(int step) => step == 0 ? (double[])start.Clone() : segments[step - 1].At(1);

    /// <summary>The state at a time, of fourth order between the steps.</summary>
    /// <param name="time">From the first to the last time.</param>
    /// <returns>Shape [size].</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside the solution.</exception>
    public double[] At(double time)
    {
        Guard.Within(time, From, Until, nameof(time), "Integrate further.");
        if (segments.Count == 0) return (double[])start.Clone();
        var (low, high) = (0, segments.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Times[middle + 1] < time) low = middle + 1;
            else high = middle;
        }

        return segments[low].At((time - segments[low].From) / segments[low].Length);
    }

    /// <summary>The first time at which a function of the state is no longer negative, to rounding: a step is looked into once its ends differ in sign.</summary>
    /// <param name="function">Negative at the start.</param>
    /// <returns>The time; +∞ where it stays negative.</returns>
    public double FirstTimeNotNegative(Func<double[], double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (function(start) >= 0) return From;
        for (var step = 1; step < Times.Count; step++)
        {
            if (function(AtStep(step)) < 0) continue;
            var (low, high) = (0.0, 1.0);
            for (var halving = 0; halving < 60; halving++)
            {
                var middle = (low + high) / 2;
                if (function(segments[step - 1].At(middle)) >= 0) high = middle;
                else low = middle;
            }

            return segments[step - 1].From + (high * segments[step - 1].Length);
        }

        return double.PositiveInfinity;
    }

    /// <summary>One step: its polynomial by five coefficients a component.</summary>
    internal sealed record Segment(double From, double Length, double[][] Coefficients)
    {
        public double[] At(double part)
        {
            var (c, rest) = (Coefficients, 1 - part);
            var state = new double[c[0].Length];
            for (var i = 0; i < state.Length; i++)
                state[i] = c[0][i] + (part * (c[1][i] + (rest * (c[2][i] + (part * (c[3][i] + (rest * c[4][i])))))));
            return state;
        }
    }
}
