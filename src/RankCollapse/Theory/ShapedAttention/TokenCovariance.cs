using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>Covariances of tokens: V = X·Xᵀ/n, shape [tokens, tokens], symmetric, positive definite unless said otherwise.</summary>
/// <source paper="noci2023" item="the covariance V">Rows of X are tokens, n is the width.</source>
public static class TokenCovariance
{
    /// <summary>All variances q and all correlations ρ: q·((1 − ρ)·I + ρ·1·1ᵀ).</summary>
    /// <param name="tokens">m, at least 1.</param>
    /// <param name="correlation">ρ in (−1/(m − 1), 1), where the matrix is positive definite.</param>
    /// <param name="variance">q, finite and above 0.</param>
    /// <returns>Shape [tokens, tokens].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter outside its range.</exception>
    public static Matrix<double> Exchangeable(int tokens, double correlation, double variance = 1)
    {
        Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length.");
        Guard.Positive(variance, nameof(variance), "Use 1 for tokens of unit variance.");
        var least = tokens > 1 ? -1.0 / (tokens - 1) : -1;
        if (!(correlation > least && correlation < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(correlation), FormattableString.Invariant(
                $"correlation was {correlation}; for {tokens} tokens it must be inside ({least:0.####}, 1), where the covariance is positive definite. ")
                + "At the ends tokens are linearly dependent and every formula with a factor of V fails.");
        }

        return Matrix<double>.Build.Dense(tokens, tokens, (i, j) => i == j ? variance : variance * correlation);
    }

    /// <summary>V = X·Xᵀ/n of a matrix of tokens.</summary>
    /// <param name="tokens">X, shape [tokens, width], finite.</param>
    /// <returns>Shape [tokens, tokens], positive semi-definite.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    public static Matrix<double> Of(Matrix<double> tokens)
    {
        Guard.Finite(tokens, nameof(tokens));
        return tokens.TransposeAndMultiply(tokens) / tokens.ColumnCount;
    }

    /// <summary>V_c = P·V·P, P = I − 1·1ᵀ/m: the covariance of tokens around their mean, in O(m²).</summary>
    /// <param name="covariance">V, shape [tokens, tokens], symmetric.</param>
    /// <returns>Shape [tokens, tokens]; rows sum to 0 up to rounding.</returns>
    /// <exception cref="ArgumentException">Not square, not symmetric or not finite.</exception>
    public static Matrix<double> Centred(Matrix<double> covariance)
    {
        RequireSymmetric(covariance);
        var means = covariance.RowSums() / covariance.RowCount;
        var mean = means.Average();
        return Matrix<double>.Build.Dense(
            covariance.RowCount, covariance.RowCount, (i, j) => covariance.At(i, j) - means[i] - means[j] + mean);
    }

    /// <summary>ρ = V_ij/√(V_ii·V_jj).</summary>
    /// <param name="covariance">V, shape [tokens, tokens].</param>
    /// <param name="first">i, from 0.</param>
    /// <param name="second">j, from 0.</param>
    /// <returns>In [−1, 1] for a positive semi-definite V; NaN where a token has no variance.</returns>
    public static double Correlation(Matrix<double> covariance, int first, int second)
    {
        RequireSymmetric(covariance);
        return covariance[first, second] / Math.Sqrt(covariance[first, first] * covariance[second, second]);
    }

    /// <summary>The lower Cholesky factor L, V = L·Lᵀ.</summary>
    /// <param name="covariance">V, shape [tokens, tokens], positive definite.</param>
    /// <returns>Lower triangular, positive diagonal.</returns>
    /// <exception cref="ArgumentException">Not symmetric, not finite, or not positive definite.</exception>
    public static Matrix<double> Factor(Matrix<double> covariance)
    {
        RequireSymmetric(covariance);
        var size = covariance.RowCount;
        var factor = Matrix<double>.Build.Dense(size, size);
        for (var j = 0; j < size; j++)
        {
            for (var i = j; i < size; i++)
            {
                var rest = covariance.At(i, j);
                for (var k = 0; k < j; k++) rest -= factor.At(i, k) * factor.At(j, k);
                if (i == j && !(rest > 0))
                {
                    throw new ArgumentException(FormattableString.Invariant(
                        $"The covariance is not positive definite: pivot {j} was {rest:E2}. ")
                        + "Tokens are linearly dependent or a step left the cone of covariances; use distinct tokens or a smaller step.",
                        nameof(covariance));
                }

                factor.At(i, j, i == j ? Math.Sqrt(rest) : rest / factor.At(j, j));
            }
        }

        return factor;
    }

    /// <summary>Accepts a square symmetric matrix of finite entries.</summary>
    internal static void RequireSymmetric(Matrix<double> covariance)
    {
        Guard.Square(covariance, nameof(covariance));
        var scale = covariance.Enumerate().Max(Math.Abs);
        for (var i = 0; i < covariance.RowCount; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Math.Abs(covariance.At(i, j) - covariance.At(j, i)) <= 1e-12 * scale) continue;
                throw new ArgumentException(FormattableString.Invariant(
                    $"Entries [{i}, {j}] and [{j}, {i}] were {covariance.At(i, j)} and {covariance.At(j, i)}; a covariance is symmetric. ")
                    + "Use TokenCovariance.Of to make one from tokens.", nameof(covariance));
            }
        }
    }
}
