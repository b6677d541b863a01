namespace RankCollapse.Models.Data;

/// <summary>The classical Runge–Kutta method of order four, for the small systems whose trajectories are data.</summary>
internal static class RungeKutta
{
    /// <summary>Writes the time derivative of a state.</summary>
    public delegate void Field(ReadOnlySpan<double> state, Span<double> derivative);

    /// <summary>Advances a state in place by a time, in equal steps; error of order step⁴.</summary>
    public static void Advance(Span<double> state, double time, int steps, Field field)
    {
        Span<double> slopes = stackalloc double[4 * state.Length];
        Span<double> trial = stackalloc double[state.Length];
        var h = time / steps;
        for (var step = 0; step < steps; step++)
        {
            state.CopyTo(trial);
            for (var stage = 0; stage < 4; stage++)
            {
                var slope = slopes.Slice(stage * state.Length, state.Length);
                field(trial, slope);
                var reach = stage == 2 ? h : h / 2;
                for (var i = 0; i < trial.Length; i++) trial[i] = state[i] + (reach * slope[i]);
            }

            var n = state.Length;
            for (var i = 0; i < n; i++)
                state[i] += h / 6 * (slopes[i] + (2 * slopes[n + i]) + (2 * slopes[(2 * n) + i]) + slopes[(3 * n) + i]);
        }
    }
}
