using RankCollapse.Measures;

namespace RankCollapse.Theory.Stochastic;

/// <summary>Euler and Maruyama's method: strong order ½, weak order 1, for any Itô equation with smooth coefficients.</summary>
/// <remarks>Smoothness is assumed, not checked. With coefficients that grow faster than linearly it can explode where the process does not.</remarks>
public static class EulerMaruyama
{
    /// <summary>The end of the path driven by the given increments.</summary>
    /// <param name="sde">The equation.</param>
    /// <param name="start">X₀, finite.</param>
    /// <param name="step">Time per increment, above 0.</param>
    /// <param name="increments">Increments of the Brownian motion, of variance <paramref name="step"/> each.</param>
    /// <returns>X at the end; not finite if the method exploded.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is not above 0.</exception>
    public static double End(ItoSde sde, double start, double step, ReadOnlySpan<double> increments)
    {
        ArgumentNullException.ThrowIfNull(sde);
        Guard.Positive(step, nameof(step), "It is the time of one increment.");
        foreach (var increment in increments) start += (sde.Drift(start) * step) + (sde.Diffusion(start) * increment);
        return start;
    }
}
