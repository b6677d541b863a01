using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Theorem 4.1: if λ² − a·(S·C_M + |λ|)² is above 0 and mu² of the input is at least b, then mu² after K layers is at least a^K times
/// mu² of the input. Every threshold that follows from it, for one system. Immutable.
/// </summary>
/// <remarks>
/// <para>As reported the theorem is false for inputs of any row length: collinear rows of different length become equal under
/// LN, see <see cref="UnnormalisedCounterexample"/>. With rows of length 1 and width of at least 2 it is true, by a proof derived here.
/// That proof needs 2 in place of the width: set <see cref="Width"/> to 2 for the sharper threshold on unit rows.</para>
/// <para>a is at most <see cref="BestRate"/>, below 1: the theorem allows exponential collapse, it only bounds its rate.</para>
/// </remarks>
/// <example><code>
/// var theorem = new SkipGuarantee { Tokens = 128, Width = 2560, Layers = 64, MixingBound = Math.Sqrt(128) };
/// var least = theorem.LeastSkip(rate: 0.9999);   // 226257.2
/// </code></example>
/// <source paper="joseph2025" item="theorem 4.1">As reported in reviews of the paper; the equivalent forms and the condition on λ that makes
/// the input threshold usable are derived here.</source>
public sealed record SkipGuarantee
{
    /// <summary>N, at least 1.</summary>
    public required int Tokens
    {
        get;
        init => field = Guard.AtLeast(value, 1, nameof(Tokens), "Give the sequence length.");
    }

    /// <summary>d, at least 1.</summary>
    public required int Width
    {
        get;
        init => field = Guard.AtLeast(value, 1, nameof(Width), "Give the width of the tokens.");
    }

    /// <summary>K, at least 1.</summary>
    public required int Layers
    {
        get;
        init => field = Guard.AtLeast(value, 1, nameof(Layers), "Give the depth.");
    }

    /// <summary>C_M, a bound of ‖M‖_F in all layers, finite and above 0; √N for row-stochastic M.</summary>
    public required double MixingBound
    {
        get;
        init => field = Guard.Positive(value, nameof(MixingBound), "Use the root of the number of tokens for attention.");
    }

    /// <summary>S, a bound of ‖C_V‖₂ in all layers, finite and above 0; 1 for state space models.</summary>
    /// <remarks>The paper's text calls S a Frobenius norm, yet has S = 1 for C_V = I; the spectral norm is what every bound needs.</remarks>
    public double ValueNorm
    {
        get;
        init => field = Guard.Positive(value, nameof(ValueNorm), "Give the spectral norm of the value weights.");
    }
    = 1;

    private double Product => ValueNorm * MixingBound;

    /// <summary>λ² − a·(S·C_M + |λ|)², which condition (7) wants above 0.</summary>
    /// <param name="skipStrength">λ, finite.</param>
    /// <param name="rate">a, finite and above 0.</param>
    /// <returns>A squared length; negative where the theorem says nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public double Margin(double skipStrength, double rate)
    {
        Skip(skipStrength);
        Guard.Positive(rate, nameof(rate), "It is the factor per layer of the lower bound.");
        var length = Math.Abs(skipStrength);
        // (λ − √a·(SC + λ))·(λ + √a·(SC + λ)): the difference of squares would lose the digits of λ of 1e8.
        var root = Math.Sqrt(rate) * (Product + length);
        return (length - root) * (length + root);
    }

    /// <summary>λ_min(a) = (a + √a)·S·C_M/(1 − a): condition (7) holds exactly for |λ| above it.</summary>
    /// <param name="rate">a, above 0 and below 1; from 1 on no λ satisfies (7).</param>
    /// <returns>Above 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">a is outside its range.</exception>
    public double LeastSkip(double rate)
    {
        Rate(rate);
        return (rate + Math.Sqrt(rate)) * Product / (1 - rate);
    }

    /// <summary>a_max(λ) = (|λ|/(|λ| + S·C_M))²: condition (7) holds exactly for a below it.</summary>
    /// <param name="skipStrength">λ, finite.</param>
    /// <returns>In [0, 1).</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is not finite.</exception>
    public double BestRate(double skipStrength)
    {
        Skip(skipStrength);
        return Math.Pow(Math.Abs(skipStrength) / (Math.Abs(skipStrength) + Product), 2);
    }

    /// <summary>b = a^(−K)·2|λ|·N·d·S·C_M/(λ² − a·(S·C_M + |λ|)²): the theorem speaks of inputs with mu² of at least b.</summary>
    /// <remarks>Reported with λ in the numerator, which would make b negative for negative λ; |λ| must be meant.</remarks>
    /// <param name="skipStrength">λ, finite, |λ| above <see cref="LeastSkip"/>.</param>
    /// <param name="rate">a, above 0 and below 1.</param>
    /// <returns>A squared length. mu² of N unit rows never exceeds N.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Condition (7) does not hold.</exception>
    public double InputThreshold(double skipStrength, double rate)
    {
        var margin = Margin(skipStrength, rate);
        if (!(margin > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(skipStrength), FormattableString.Invariant(
                $"skipStrength was {skipStrength:R}, where condition (7) does not hold for a = {rate:R}; |λ| must be above ")
                + (rate < 1 ? FormattableString.Invariant($"{LeastSkip(rate):G6}. Use a stronger skip path or a smaller rate.") : "any number. Use a rate below 1."));
        }

        return 2 * Math.Abs(skipStrength) * Tokens * Width * Product / margin / Math.Pow(rate, Layers);
    }

    /// <summary>The least |λ| for which (7) holds and b is at most <paramref name="residualSquared"/>.</summary>
    /// <remarks>(q + (q² + (1 − a)·a·S²·C_M²)^½)/(1 − a) with q = S·C_M·(a + N·d/(B·a^K)).</remarks>
    /// <param name="residualSquared">B = mu² of the input, above 0; N is the most that unit rows can have.</param>
    /// <param name="rate">a, above 0 and below 1.</param>
    /// <returns>Above <see cref="LeastSkip"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public double LeastSkipForInput(double residualSquared, double rate)
    {
        Rate(rate);
        Guard.Positive(residualSquared, nameof(residualSquared), "Collapsed tokens cannot be kept apart.");
        var q = Product * (rate + ((double)Tokens * Width / (residualSquared * Math.Pow(rate, Layers))));
        return (q + Math.Sqrt((q * q) + ((1 - rate) * rate * Product * Product))) / (1 - rate);
    }

    /// <summary>a for which a^K is a given share of mu².</summary>
    /// <param name="share">Share of mu² that should be left, above 0 and below 1; 1/4 for half of mu.</param>
    /// <returns>share^(1/K).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside its range.</exception>
    public double RateForShare(double share) => Math.Pow(Rate(share), 1.0 / Layers);

    private static double Rate(double rate)
    {
        if (rate is > 0 and < 1) return rate;
        throw new ArgumentOutOfRangeException(nameof(rate), FormattableString.Invariant(
            $"rate was {rate:R}; it must be above 0 and below 1. No skip strength satisfies condition (7) for a rate of 1 or more."));
    }

    private static void Skip(double value) =>
        Guard.Within(value, -double.MaxValue, double.MaxValue, "skipStrength", "Either sign is allowed.");
}
