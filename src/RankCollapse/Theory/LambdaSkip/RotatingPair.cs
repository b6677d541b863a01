using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Why theorem 4.1 needs its threshold on the input, and |λ| in it: two unit tokens that one layer turns by equal angles in opposite
/// senses, M = diag(1, −1) and C_V a quarter turn. Started at just that angle, condition (7) holds and they are equal after one layer.
/// </summary>
/// <remarks>The tokens are nearer than the threshold asks for. With λ in place of |λ| the threshold is negative for negative λ, every input meets
/// it, and this pair contradicts the statement.</remarks>
/// <source paper="joseph2025" item="theorem 4.1, input threshold">Derived here, against the formula as reported in reviews of the paper.</source>
public static class RotatingPair
{
    /// <summary>C_V, a turn by 90°; N = d = 2, K = 1, C_M = √2, S = 1.</summary>
    public static SkipGuarantee Theorem { get; } = new() { Tokens = 2, Width = 2, Layers = 1, MixingBound = Math.Sqrt(2) };

    /// <summary>The layer.</summary>
    /// <param name="skipStrength">λ, finite.</param>
    /// <returns>Unit rows, M = diag(1, −1).</returns>
    public static LambdaSkipLayer Layer(double skipStrength) =>
        new(TokenMixing.Fixed(Matrix<double>.Build.DenseOfDiagonalArray([1, -1]), "diag(1, −1)"), skipStrength)
        {
            Value = Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 1 }, { -1, 0 } }),
        };

    /// <summary>Two unit tokens which that layer makes equal: at angles ∓arctan(1/λ).</summary>
    /// <param name="skipStrength">λ, finite and not 0.</param>
    /// <returns>Shape [2, 2].</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is 0 or not finite.</exception>
    public static Matrix<double> Tokens(double skipStrength)
    {
        if (skipStrength == 0 || !double.IsFinite(skipStrength))
        {
            throw new ArgumentOutOfRangeException(nameof(skipStrength), FormattableString.Invariant(
                $"skipStrength was {skipStrength:R}; it must be finite and not 0. Without a skip path the layer only turns."));
        }

        var angle = Math.Atan(1 / skipStrength);
        return Matrix<double>.Build.DenseOfArray(new[,] { { Math.Cos(angle), -Math.Sin(angle) }, { Math.Cos(angle), Math.Sin(angle) } });
    }
}
