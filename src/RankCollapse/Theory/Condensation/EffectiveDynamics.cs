using RankCollapse.Measures;
using RankCollapse.Theory.Differential;

namespace RankCollapse.Theory.Condensation;

/// <summary>
/// Stage one to leading order, (ȧ, Ṁ, ḃ) = (Mb, abᵀ, Mᵀa), followed in Sundman's clock dτ = ρ dt: there ln ρ grows at a steady pace
/// while the time t comes ever closer to the blow-up.
/// </summary>
/// <source paper="chen2025" item="Proposition 1">The clock is derived here.</source>
public static class EffectiveDynamics
{
    /// <summary>Follows a state until it is large.</summary>
    /// <param name="start">The state at t = 0, not zero.</param>
    /// <param name="untilSize">ρ at which to end, above that of the start; directions are best near 1e4, blow-up times near 1e5.</param>
    /// <param name="untilTau">Where to end in Sundman's clock if the state never becomes large.</param>
    /// <param name="accuracy"><see cref="OdeAccuracy.Fine"/> when left out.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentException">A zero state, which never moves, or a number outside its range.</exception>
    public static OuterPath Follow(OuterState start, double untilSize = 1e5, double untilTau = 300, OdeAccuracy? accuracy = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        Guard.Positive(start.Size, nameof(start), "All entries were 0; such a state never moves. Draw one with OuterState.Gaussian.");
        Guard.Within(untilSize, start.Size, 1e8, nameof(untilSize), "The end must be above the size of the start.");
        var (width, hidden) = (start.Value.Count, start.Readout.Count);
        var solution = new DormandPrince((_, y, dy) => Derivative(y, dy, width, hidden), accuracy ?? OdeAccuracy.Fine)
            .Solve([.. start.ToArray(), 0], untilTau, (_, y) => Norm(y[..^1]) >= untilSize);
        return new OuterPath(solution, width, hidden);
    }

    /// <summary>The same by the classical method of order four with equal steps in τ.</summary>
    /// <param name="start">The state at t = 0, not zero.</param>
    /// <param name="step">Step in τ; 0.01 gives the blow-up time to better than 1e-9.</param>
    /// <param name="steps">How many.</param>
    /// <returns>The state at the end and its time t.</returns>
    public static (OuterState State, double Time) FollowReference(OuterState start, double step, int steps)
    {
        ArgumentNullException.ThrowIfNull(start);
        Guard.Positive(start.Size, nameof(start), "All entries were 0; such a state never moves. Draw one with OuterState.Gaussian.");
        var (width, hidden) = (start.Value.Count, start.Readout.Count);
        var end = ClassicalRungeKutta.End((_, y, dy) =>
        {
            var velocity = OuterState.FromArray(y[..^1], width, hidden).Velocity.ToArray();
            var size = Norm(y[..^1]);
            for (var i = 0; i < velocity.Length; i++) dy[i] = velocity[i] / size;
            dy[^1] = 1 / size;
        }, [.. start.ToArray(), 0], step, steps);
        return (OuterState.FromArray(end.AsSpan()[..^1], width, hidden), end[^1]);
    }

    private static void Derivative(ReadOnlySpan<double> y, Span<double> dy, int width, int hidden)
    {
        ReadOnlySpan<double> a = y[..width], m = y.Slice(width, width * hidden), b = y.Slice(width + (width * hidden), hidden);
        Span<double> da = dy[..width], dm = dy.Slice(width, width * hidden), db = dy.Slice(width + (width * hidden), hidden);
        var pace = 1 / Norm(y[..^1]);
        db.Clear();
        for (var i = 0; i < width; i++)
        {
            var (at, sum, scaled) = (i * hidden, 0.0, pace * a[i]);
            for (var j = 0; j < hidden; j++)
            {
                sum += m[at + j] * b[j];
                dm[at + j] = scaled * b[j];
                db[j] += scaled * m[at + j];
            }

            da[i] = pace * sum;
        }

        dy[^1] = pace;
    }

    private static double Norm(ReadOnlySpan<double> y) => ScaledNorm.Of(y);
}
