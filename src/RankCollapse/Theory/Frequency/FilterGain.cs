using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Frequency;

/// <summary>
/// By how much one attention matrix can change the high-frequency part of the tokens: ‖H·A·X·W_V‖_F ≤ ‖H·A·H‖₂ ‖W_V‖₂ ‖H·X‖_F, with
/// H = I − 11ᵀ/n, and ever coarser bounds of the factor.
/// </summary>
/// <remarks>A·1 = 1 gives H·A·X = H·A·H·X, whence the first bound; then ‖H·A·H‖_F² ≤ ‖A − J‖_F² = ‖A‖_F² − 1; then Σ_j a_ij² ≤ max_j a_ij. None of
/// them is below 1 in general: <see cref="GrowthExample"/>. What always shrinks is the range of the numbers, by <c>Masks.Dobrushin</c>.</remarks>
/// <source paper="lee2025" item="proposition 2.1 and theorem A.1">The paper asserts a factor below 1 for every layer; the statement here, its constants and its
/// proof are derived here.</source>
public static class FilterGain
{
    /// <summary>‖H·A·H‖₂: the largest factor by which this matrix multiplies a high-frequency part, attained by some tokens.</summary>
    /// <param name="attention">A, row-stochastic, shape [tokens, tokens].</param>
    /// <returns>Dimensionless, in [0, √tokens].</returns>
    /// <exception cref="ArgumentException">Not row-stochastic.</exception>
    public static double Exact(Matrix<double> attention) => Ranks.SingularValues(HighPass(attention))[0];

    /// <summary>(‖A‖_F² − 1)^½, computed as ‖A − J‖_F because the difference loses all digits near uniform attention.</summary>
    /// <param name="attention">A, row-stochastic, shape [tokens, tokens].</param>
    /// <returns>At least <see cref="Exact"/>.</returns>
    /// <exception cref="ArgumentException">Not row-stochastic.</exception>
    public static double FrobeniusBound(Matrix<double> attention)
    {
        Guard.RowStochastic(attention, nameof(attention));
        return ScaledNorm.Of(attention - (1.0 / attention.RowCount));
    }

    /// <summary>(n·p − 1)^½ with p = e^(2a)/(e^(2a) + n − 1), the largest weight that scores within ±a allow.</summary>
    /// <param name="tokens">n, at least 1.</param>
    /// <param name="largestScore">a = max |P_ij|, at least 0, finite.</param>
    /// <returns>At least <see cref="FrobeniusBound"/> of every softmax matrix with such scores.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double ScoreBound(int tokens, double largestScore)
    {
        Guard.AtLeast(tokens, 1, nameof(tokens), "It is the length of the sequence.");
        Guard.Within(largestScore, 0, 300, nameof(largestScore), "It is max |P_ij|; beyond 300 the bound is √(n − 1).");
        // n·p − 1 = (n − 1)(e^2a − 1)/(e^2a + n − 1), without the difference; divided through by e^2a so that nothing overflows.
        return Math.Sqrt((tokens - 1) * -Exponentials.MinusOne(-2 * largestScore) / (1 + ((tokens - 1) * Math.Exp(-2 * largestScore))));
    }

    /// <summary>(2a(n − 1)/n)^½: what <see cref="ScoreBound"/> is to leading order for small scores, so that small scores smooth strongly.</summary>
    /// <param name="tokens">n, at least 1.</param>
    /// <param name="largestScore">a, at least 0.</param>
    /// <returns>The leading term; relative error of order a.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double SmallScoreLimit(int tokens, double largestScore)
    {
        Guard.AtLeast(tokens, 1, nameof(tokens), "It is the length of the sequence.");
        Guard.Within(largestScore, 0, 300, nameof(largestScore), "It is max |P_ij|.");
        return Math.Sqrt(2 * largestScore * (tokens - 1) / tokens);
    }

    /// <summary>H·A·H = H·A, because A·J = J: what an attention matrix does to differences between tokens.</summary>
    /// <param name="attention">A, row-stochastic, shape [tokens, tokens].</param>
    /// <returns>Shape [tokens, tokens]; rows and columns sum to 0 up to rounding.</returns>
    /// <exception cref="ArgumentException">Not row-stochastic.</exception>
    public static Matrix<double> HighPass(Matrix<double> attention)
    {
        Guard.RowStochastic(attention, nameof(attention));
        return CentredTokens.From(attention).CentredUnsafe;
    }
}
