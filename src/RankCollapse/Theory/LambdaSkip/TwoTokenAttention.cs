using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Uniform attention with C_V = c·I, unit-row LN and a skip path, in closed form. Two tokens: the tangent of half their angle is
/// multiplied by |λ/(λ + c)| in each layer. Any number of balanced tokens: so is tan arcsin of the relative residual. Immutable.
/// </summary>
/// <source paper="joseph2025" item="proposition A.10.1">The 2×2 example of the appendix was not available; this one is a reconstruction derived here.</source>
public sealed record TwoTokenAttention
{
    /// <summary>c of C_V = c·I, finite, not 0.</summary>
    public double ValueScale
    {
        get;
        init => field = value != 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ValueScale), FormattableString.Invariant(
                $"ValueScale was {value:R}; it must be finite and not 0. At 0 attention adds nothing."));
    }
    = 1;

    /// <summary>θ₀ between the tokens in radians, in (0, π).</summary>
    public double Angle
    {
        get;
        init => field = value is > 0 and < Math.PI
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Angle), FormattableString.Invariant(
                $"Angle was {value:R} radians; it must be above 0 and below π. At the ends nothing moves."));
    }
    = 1;

    /// <summary>−c/2: for positive c tokens agree in the limit for λ above it and are antipodal below it; for negative c the other way round.</summary>
    public double Threshold => -ValueScale / 2;

    /// <summary>Y⁽⁰⁾ = (1, 0) and (cos θ₀, sin θ₀), shape [2, 2].</summary>
    public Matrix<double> Tokens =>
        Matrix<double>.Build.DenseOfArray(new[,] { { 1, 0 }, { Math.Cos(Angle), Math.Sin(Angle) } });

    /// <summary>The layer that the closed form is about.</summary>
    /// <param name="skipStrength">λ, finite.</param>
    /// <returns>Unit rows.</returns>
    public LambdaSkipLayer Layer(double skipStrength) =>
        new(TokenMixing.Uniform(2), skipStrength) { Value = ValueScale * Matrix<double>.Build.DenseIdentity(2) };

    /// <summary>|λ/(λ + c)|, by which tan(θ/2) is multiplied.</summary>
    /// <param name="skipStrength">λ, finite, not −c.</param>
    /// <returns>At least 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is −c, where the mean cancels, or not finite.</exception>
    public double TangentRatio(double skipStrength)
    {
        if (!double.IsFinite(skipStrength) || skipStrength == -ValueScale)
        {
            throw new ArgumentOutOfRangeException(nameof(skipStrength), FormattableString.Invariant(
                $"skipStrength was {skipStrength:R}; it must be finite and not −c = {-ValueScale:R}, where the mean cancels. Move it a little."));
        }

        return Math.Abs(skipStrength / (skipStrength + ValueScale));
    }

    /// <summary>mu of the two tokens after some layers, √2·sin(θ_k/2).</summary>
    /// <param name="skipStrength">λ, finite, not −c.</param>
    /// <param name="layers">At least 0.</param>
    /// <returns>In [0, √2).</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is −c or not finite, or fewer than 0 layers.</exception>
    public double Residual(double skipStrength, int layers) =>
        Math.Sqrt(2) * RelativeResidual(Math.Sin(Angle / 2), skipStrength, layers);

    /// <summary>
    /// mu/‖Y‖_F after some layers for N tokens that all have the same cosine with their mean: sin arctan of |λ/(λ + c)|^k·tan arcsin of its
    /// start. Exact for uniform attention, a law without parameters for attention that is nearly uniform.
    /// </summary>
    /// <param name="start">mu/‖Y‖_F before the first layer, in [0, 1).</param>
    /// <param name="skipStrength">λ, finite, not −c.</param>
    /// <param name="layers">At least 0.</param>
    /// <returns>In [0, 1).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    /// <source paper="joseph2025" item="none">Derived here.</source>
    public double RelativeResidual(double start, double skipStrength, int layers)
    {
        Guard.Within(start, 0, Math.BitDecrement(1), nameof(start), "At 1 the mean is zero and has no direction.");
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth.");
        var tangent = Math.Pow(TangentRatio(skipStrength), layers) * start / Math.Sqrt((1 - start) * (1 + start));
        return double.IsInfinity(tangent) ? 1 : tangent / Math.Sqrt(1 + (tangent * tangent));
    }
}
