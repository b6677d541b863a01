using RankCollapse.Measures;

namespace RankCollapse.Theory.Stochastic;

/// <summary>Milstein's method: strong and weak order 1. For scalar noise, where no iterated integrals of different noises occur.</summary>
/// <remarks>The noise of a matrix covariance SDE does not commute, so this method does not apply to it as it stands.</remarks>
public static class Milstein
{
    /// <summary>The end of the path driven by the given increments.</summary>
    /// <param name="sde">The equation, with the derivative of its diffusion.</param>
    /// <param name="start">X₀, finite.</param>
    /// <param name="step">Time per increment, above 0.</param>
    /// <param name="increments">Increments of the Brownian motion, of variance <paramref name="step"/> each.</param>
    /// <returns>X at the end; not finite if the method exploded.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is not above 0.</exception>
    public static double End(ItoSde sde, double start, double step, ReadOnlySpan<double> increments)
    {
        ArgumentNullException.ThrowIfNull(sde);
        Guard.Positive(step, nameof(step), "It is the time of one increment.");
        foreach (var increment in increments)
        {
            var diffusion = sde.Diffusion(start);
            start += (sde.Drift(start) * step) + (diffusion * increment)
                + (diffusion * sde.DiffusionDerivative(start) * ((increment * increment) - step) / 2);
        }

        return start;
    }
}
