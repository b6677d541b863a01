using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>
/// Two features, solved: M₁₂ = c = cos ϑ. As γ → 0 the angle ϑ is uniform on (0, π) in the long run, so that E r = √2 exactly; without the
/// residual branch (γ = ∞) the chain is null recurrent and spends all but a vanishing share of its time near rank one.
/// </summary>
/// <remarks>
/// Small γ, in time t = γ²·layers: dϑ = 2·sin ϑ·cos ϑ·dt + √2·sin ϑ·dB, whose ends are never reached. γ = ∞: tan ϑ' = sin ϑ·ξ with ξ standard Cauchy,
/// so x = ln|tan ϑ| moves to x − ½·ln(1 + e^(2x)) + ln|ξ|: far to the left it is a random walk of mean 0 and variance π²/4.
/// </remarks>
/// <source paper="daneshmand2020" item="two features">Derived here; exact, not asymptotic in d.</source>
public static class TwoFeatureLaw
{
    /// <summary>E c² = 1/2 as γ → 0.</summary>
    public const double MeanSquaredCosine = 0.5;

    /// <summary>E S = 3 as γ → 0.</summary>
    public const double MeanSquaredNorm = 3;

    /// <summary>E r = √2 as γ → 0: √d, with constant 1.</summary>
    public static double MeanSoftBound => Math.Sqrt(2);

    /// <summary>Variance of ln|ξ|, ξ standard Cauchy: π²/4.</summary>
    public static double LogStepVariance => Math.PI * Math.PI / 4;

    /// <summary>E rank_τ as γ → 0.</summary>
    /// <param name="threshold">τ in [0, 1).</param>
    /// <returns>2 − (2/π)·arccos(1 − τ), in (1, 2].</returns>
    /// <exception cref="ArgumentOutOfRangeException">τ is outside of [0, 1).</exception>
    public static double MeanSoftRank(double threshold)
    {
        if (!(threshold >= 0 && threshold < 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), FormattableString.Invariant($"threshold was {threshold}; τ must be in [0, 1). Use 0.5 for the usual one."));
        return 2 - (2 / Math.PI * Math.Acos(1 - threshold));
    }

    /// <summary>The arcsine density of c as γ → 0.</summary>
    /// <param name="cosine">c in (−1, 1).</param>
    /// <returns>1/(π·√(1 − c²)).</returns>
    /// <exception cref="ArgumentOutOfRangeException">c is outside of [−1, 1].</exception>
    public static double CosineDensity(double cosine)
    {
        Guard.Within(cosine, -1, 1, nameof(cosine), "It is a cosine.");
        return 1 / (Math.PI * Math.Sqrt(1 - (cosine * cosine)));
    }

    /// <summary>One plain layer with normal weights, γ = ∞, in x = ln|tan ϑ|: keeps its digits where M has rank one to rounding.</summary>
    /// <param name="logTangent">x, any number.</param>
    /// <param name="cauchy">ξ, a standard Cauchy number, not 0.</param>
    /// <returns>x − ½·ln(1 + e^(2x)) + ln|ξ|.</returns>
    public static double NextPlain(double logTangent, double cauchy) =>
        (logTangent > 0 ? -0.5 * Math.Log(1 + Math.Exp(-2 * logTangent)) : logTangent - (0.5 * Math.Log(1 + Math.Exp(2 * logTangent))))
        + Math.Log(Math.Abs(cauchy));

    /// <summary>r = 2/(1 + c²) of an angle given by x = ln|tan ϑ|.</summary>
    /// <param name="logTangent">x, any number.</param>
    /// <returns>In [1, 2].</returns>
    public static double SoftBound(double logTangent)
    {
        var squaredCosine = 1 / (1 + Math.Exp(2 * logTangent));
        return 2 / (1 + squaredCosine);
    }

    /// <summary>x = ln|tan ϑ| before layer 0, 1, … of one chain of plain layers with normal weights.</summary>
    /// <param name="start">x before layer 0; 0 is ϑ = π/4.</param>
    /// <param name="layers">At least 0.</param>
    /// <param name="random">One Cauchy number per layer is drawn.</param>
    /// <returns>Layers + 1 numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 0 layers.</exception>
    public static double[] PlainPath(double start, int layers, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var path = new double[Guard.AtLeast(layers, 0, nameof(layers), "Give the depth.") + 1];
        path[0] = start;
        for (var layer = 0; layer < layers; layer++) path[layer + 1] = NextPlain(path[layer], StandardCauchy(random));
        return path;
    }

    internal static double StandardCauchy(RandomStream random) => Math.Tan(Math.PI * (random.NextUniform() - 0.5));
}
