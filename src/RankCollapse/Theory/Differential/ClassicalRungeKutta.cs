using RankCollapse.Measures;

namespace RankCollapse.Theory.Differential;

/// <summary>The classical method of order four with equal steps: for data whose spacing is known to suffice, and the plain reference of <see cref="DormandPrince"/>.</summary>
public static class ClassicalRungeKutta
{
    /// <summary>The state after some equal steps.</summary>
    /// <param name="field">The right side.</param>
    /// <param name="start">y(0), shape [size], finite.</param>
    /// <param name="step">Size of a step, above 0.</param>
    /// <param name="steps">How many, at least 1.</param>
    /// <returns>Shape [size]; error of order step⁴.</returns>
    /// <exception cref="ArgumentException">A number outside its range.</exception>
    public static double[] End(VectorField field, ReadOnlySpan<double> start, double step, int steps)
    {
        ArgumentNullException.ThrowIfNull(field);
        Guard.Finite(start, nameof(start));
        Guard.Positive(step, nameof(step), "It is the size of a step.");
        Guard.AtLeast(steps, 1, nameof(steps), "It is the number of steps.");
        double[] state = start.ToArray(), trial = new double[state.Length], slope = new double[state.Length], sum = new double[state.Length];
        for (var k = 0; k < steps; k++)
        {
            state.CopyTo(trial, 0);
            Array.Clear(sum);
            for (var stage = 0; stage < 4; stage++)
            {
                field((k + (stage == 0 ? 0 : stage == 3 ? 1 : 0.5)) * step, trial, slope);
                var (weight, reach) = (stage is 0 or 3 ? step / 6 : step / 3, stage == 2 ? step : step / 2);
                for (var i = 0; i < state.Length; i++)
                {
                    sum[i] += weight * slope[i];
                    trial[i] = state[i] + (reach * slope[i]);
                }
            }

            for (var i = 0; i < state.Length; i++) state[i] += sum[i];
        }

        return state;
    }
}
