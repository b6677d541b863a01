using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>
/// Why batch normalization repels rank one: near M = s·sᵀ the distance to collapse grows like e^(λ⊥·layers), and eigenvalues 2, 3, … of M
/// like e^(2λ⊥·layers).
/// </summary>
/// <source paper="daneshmand2020" item="escape experiment">Derived here.</source>
public static class TransverseExponent
{
    /// <summary>Small γ, exact to order γ²: γ²·(2d − 2 − d·E Σ ε⁴), ε the unit, mean-zero direction of the perturbation.</summary>
    /// <param name="width">d, at least 2.</param>
    /// <param name="strength">γ, finite and above 0.</param>
    /// <param name="fourthMoment">E Σ ε_i⁴ in [1/d, 1]; ½ for d = 2, where there is one direction only.</param>
    /// <returns>In nats per layer; positive for every d.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside of its range.</exception>
    public static double SmallStrength(int width, double strength, double fourthMoment)
    {
        Guard.AtLeast(width, 2, nameof(width), "One feature has no rank to lose.");
        Guard.Positive(strength, nameof(strength), "For plain layers use TransverseExponent.Plain.");
        Guard.Within(fourthMoment, 1.0 / width, 1, nameof(fourthMoment), "It is a sum of fourth powers of a unit vector.");
        return strength * strength * ((2 * width) - 2 - (width * fourthMoment));
    }

    /// <summary>What small γ allows for any direction: γ²·(d − 2) to γ²·(2d − 3).</summary>
    /// <param name="width">d, at least 2.</param>
    /// <param name="strength">γ, finite and above 0.</param>
    /// <returns>Least and largest exponent in nats per layer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside of its range.</exception>
    public static (double Least, double Most) SmallStrengthRange(int width, double strength) =>
        (SmallStrength(width, strength, 1), SmallStrength(width, strength, 1.0 / width));

    /// <summary>Growth of direction k + 1 on a rank-k stratum for small γ and large d: γ²·(2d/k − k/2), up to k = 2·√d.</summary>
    /// <param name="width">d, at least 2.</param>
    /// <param name="strength">γ, finite and above 0.</param>
    /// <param name="rank">k, from 1 to 2·√d.</param>
    /// <returns>In nats per layer; measured values are 2γ² to 4γ² below.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside of its range; beyond 2·√d there is no stationary law of rank k.</exception>
    public static double OnStratum(int width, double strength, int rank)
    {
        Guard.AtLeast(width, 2, nameof(width), "One feature has no rank to lose.");
        Guard.Positive(strength, nameof(strength), "The law is one of small γ.");
        Guard.Within(rank, 1, RankLaw.KinkOf(width), nameof(rank), "Beyond 2·√d no stationary law has this rank.");
        return strength * strength * ((2.0 * width / rank) - (rank / 2.0));
    }

    /// <summary>Plain layers with normal weights: λ⊥ = E ln std(ξ₁, …, ξ_d) of standard Cauchy numbers, to about 1e-10.</summary>
    /// <remarks>
    /// With Q = Σ(ξ − mean)²: E ln Q = ∫ (e^(−t) − E e^(−tQ)) dt/t, and integrating the Gaussian over the shift m gives
    /// E e^(−tQ) = √(td/π)·∫ (Re w(√t·(m + i)))^d dm, w the Faddeeva function. Two smooth integrals, for every d.
    /// </remarks>
    /// <param name="width">d, at least 2.</param>
    /// <returns>In nats per layer: 0 for d = 2, which is the null-recurrent case, and positive from d = 3 on.</returns>
    /// <exception cref="ArgumentOutOfRangeException">d is below 2.</exception>
    public static double Plain(int width)
    {
        Guard.AtLeast(width, 2, nameof(width), "One feature has no rank to lose.");
        // In u = ln t the trapezoid rule converges like e^(−π²/step); the tails fall like e^(u/2) and e^(−u(d − 1)/2).
        const double step = 0.2;
        var sum = 0.0;
        for (var u = -70.0; u <= 80; u += step)
        {
            var t = Math.Exp(u);
            sum += Math.Exp(-t) - Laplace(width, t);
        }

        return 0.5 * ((step * sum) - Math.Log(width));
    }

    /// <summary>The same mean by drawing Cauchy numbers.</summary>
    /// <param name="width">d, at least 2.</param>
    /// <param name="draws">At least 2.</param>
    /// <param name="random">d draws each.</param>
    /// <returns>Mean and its standard error.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside of its range.</exception>
    public static (double Mean, double StandardError) PlainReference(int width, int draws, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Guard.AtLeast(width, 2, nameof(width), "One feature has no rank to lose.");
        Guard.AtLeast(draws, 2, nameof(draws), "10000 give two digits.");
        var (sum, squares) = (0.0, 0.0);
        var numbers = new double[width];
        for (var draw = 0; draw < draws; draw++)
        {
            for (var i = 0; i < width; i++) numbers[i] = TwoFeatureLaw.StandardCauchy(random);
            var mean = numbers.Average();
            var log = 0.5 * Math.Log(numbers.Average(value => (value - mean) * (value - mean)));
            sum += log;
            squares += log * log;
        }

        var average = sum / draws;
        return (average, Math.Sqrt(((squares / draws) - (average * average)) / (draws - 1)));
    }

    /// <summary>E e^(−tQ), by the trapezoid rule in s, m = sinh s.</summary>
    private static double Laplace(int width, double t)
    {
        const double step = 0.1;
        var root = Math.Sqrt(t);
        var last = Math.Asinh(1 / root) + 4 + (40.0 / ((2 * width) - 1));
        var sum = 0.5 * Math.Pow(VoigtFunction.Of(0, root), width);
        for (var s = step; s <= last; s += step)
            sum += Math.Cosh(s) * Math.Pow(Math.Max(0, VoigtFunction.Of(root * Math.Sinh(s), root)), width);
        return Math.Sqrt(t * width / Math.PI) * 2 * step * sum;
    }
}
