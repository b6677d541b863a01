using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Two tokens in the plane under the selective model with W = w·I and unit-row LN, in closed form: the tangent of the angle between their
/// lines is multiplied by |w + λ|/|w(1 + α) + λ| in each layer. Immutable.
/// </summary>
/// <remarks>
/// Above the threshold −w(1 + α/2) the lines coincide, below it they become orthogonal. Tokens themselves agree for λ above −w; between the
/// threshold and −w their cosine alternates between near 1 and near −1, which mu mistakes for diversity in every other layer.
/// </remarks>
/// <source paper="joseph2025" item="proposition 4.3.1 and 4.3.2">Reviews report N = d = 2 and the threshold −3/2; this system, which has it for
/// α = w = 1, is a reconstruction derived here.</source>
public sealed record TwoTokenSelective
{
    /// <summary>α, in (0, 1].</summary>
    public double Decay
    {
        get;
        init => field = Guard.Within(Guard.Positive(value, nameof(Decay), "Without memory tokens do not mix."), 0, 1, nameof(Decay), "1 is the paper's case.");
    }
    = 1;

    /// <summary>w, finite and above 0.</summary>
    public double Weight
    {
        get;
        init => field = Guard.Positive(value, nameof(Weight), "1 is the paper's case.");
    }
    = 1;

    /// <summary>θ₀ between the tokens in radians, in (0, π/2).</summary>
    public double Angle
    {
        get;
        init => field = value is > 0 and < Math.PI / 2
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Angle), FormattableString.Invariant(
                $"Angle was {value:R} radians; it must be above 0 and below π/2. At the ends nothing moves."));
    }
    = 1;

    /// <summary>−w(1 + α/2): above it the lines of the tokens coincide in the limit, below it they are orthogonal; −3/2 for α = w = 1.</summary>
    public double Threshold => -Weight * (1 + (Decay / 2));

    /// <summary>Y⁽⁰⁾ = (1, 0) and (cos θ₀, sin θ₀), shape [2, 2].</summary>
    public Matrix<double> Tokens =>
        Matrix<double>.Build.DenseOfArray(new[,] { { 1, 0 }, { Math.Cos(Angle), Math.Sin(Angle) } });

    /// <summary>The layer that the closed form is about.</summary>
    /// <param name="skipStrength">λ, finite.</param>
    /// <returns>Unit rows, C_V = I.</returns>
    public LambdaSkipLayer Layer(double skipStrength) => new(QuadraticSelectiveMixing.Scaled(Decay, 2, Weight), skipStrength);

    /// <summary>|w + λ|/|w(1 + α) + λ|, by which tan θ is multiplied.</summary>
    /// <param name="skipStrength">λ, finite, not −w, where a token cancels.</param>
    /// <returns>Above 0; infinite at −w(1 + α), where tokens are orthogonal after one layer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is −w or not finite.</exception>
    public double TangentRatio(double skipStrength)
    {
        if (!double.IsFinite(skipStrength) || skipStrength == -Weight)
        {
            throw new ArgumentOutOfRangeException(nameof(skipStrength), FormattableString.Invariant(
                $"skipStrength was {skipStrength:R}; it must be finite and not −w = {-Weight:R}, where LN meets a row of zeros. Move it a little."));
        }

        return Math.Abs(Weight + skipStrength) / Math.Abs((Weight * (1 + Decay)) + skipStrength);
    }

    /// <summary>The cosine between the tokens after some layers, with its sign.</summary>
    /// <param name="skipStrength">λ, finite, not −w.</param>
    /// <param name="layers">At least 0.</param>
    /// <returns>In [−1, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is −w or not finite, or fewer than 0 layers.</exception>
    public double Cosine(double skipStrength, int layers)
    {
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth.");
        var ratio = TangentRatio(skipStrength);
        var tangent = layers == 0 ? Math.Tan(Angle) : Math.Exp(layers * Math.Log(ratio)) * Math.Tan(Angle);
        // Token 1 is multiplied by w + λ, the part of token 2 along it by w(1 + α) + λ: their signs decide the sign of the cosine.
        var turned = layers % 2 == 1 && (Weight + skipStrength) * ((Weight * (1 + Decay)) + skipStrength) < 0;
        return (turned ? -1 : 1) / Math.Sqrt(1 + (tangent * tangent));
    }

    /// <summary>mu after some layers, (1 − cosine)^½.</summary>
    /// <param name="skipStrength">λ, finite, not −w.</param>
    /// <param name="layers">At least 0.</param>
    /// <returns>In [0, √2].</returns>
    /// <exception cref="ArgumentOutOfRangeException">As for <see cref="Cosine"/>.</exception>
    public double Residual(double skipStrength, int layers)
    {
        var cosine = Cosine(skipStrength, layers);
        if (cosine <= 0) return Math.Sqrt(1 - cosine);
        // 1 − cos = sin²/(1 + cos) keeps its digits near collapse.
        var tangent = Math.Pow(TangentRatio(skipStrength), layers) * Math.Tan(Angle);
        return tangent * cosine / Math.Sqrt(1 + cosine);
    }

    /// <summary>
    /// Proposition 4.3.2: mu_k² is at most tan²θ₀/(2(1 − cos θ₀))·a^k·mu₀² with a = ((w + λ)/(w + λ + αw))², so that the theorem's rate
    /// cannot be improved in general by more than a constant in |λ|.
    /// </summary>
    /// <param name="skipStrength">λ, finite and above −w.</param>
    /// <param name="layers">At least 0.</param>
    /// <returns>An upper bound of mu².</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is at most −w, or fewer than 0 layers.</exception>
    public double ResidualSquaredBound(double skipStrength, int layers)
    {
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth.");
        var rate = Math.Pow(SkipCollapseRate.Selective(Decay, Weight, skipStrength), 2);
        return Math.Pow(Math.Tan(Angle), 2) / 2 * Math.Pow(rate, layers);
    }
}
