using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Measures;

/// <summary>How far tokens are from agreeing: the residual mu and the distance to the nearest matrix of rank one.</summary>
/// <remarks>
/// <para>mu is zero exactly when all tokens are one common <em>vector</em>. It is blind to the sign: tokens v and −v span one
/// direction, so their matrix has rank one, and yet mu is not zero. <see cref="RankOneDistance(Matrix{double})"/> is zero there.</para>
/// <para>mu is absolute: a layer that shrinks all norms shrinks mu without any collapse. Show the relative form beside it.</para>
/// </remarks>
public static class TokenResidual
{
    /// <summary>Frobenius distance of the tokens from their mean, mu(X) = ‖X − 1·mean‖_F; centred first, then measured.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <returns>A length in the unit of <paramref name="x"/>; at least 0; exactly 0 when all tokens are equal.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    /// <source paper="wu2024" item="definition of mu">As printed. Dong et al. 2021 use a composite norm instead: <see cref="CompositeNorm"/>.</source>
    public static double Absolute(Matrix<double> x) => CentredTokens.From(x).Residual;

    /// <summary>The same as <see cref="Absolute(Matrix{double})"/> for tokens stored row by row.</summary>
    /// <param name="rowMajor">Entries of a [tokens, width] matrix, row by row, finite.</param>
    /// <param name="tokens">Number of rows, at least 1; it divides the number of entries.</param>
    /// <returns>A length in the unit of the entries; at least 0.</returns>
    /// <exception cref="ArgumentException">No entries, an entry that is not finite, or a length that is no multiple of the rows.</exception>
    public static double Absolute(ReadOnlySpan<double> rowMajor, int tokens)
    {
        Guard.Finite(rowMajor, nameof(rowMajor));
        Guard.AtLeast(tokens, 1, nameof(tokens), "Give the number of rows.");
        if (rowMajor.Length % tokens != 0)
        {
            throw new ArgumentException(
                $"There were {rowMajor.Length} entries for {tokens} tokens; the number of entries must be tokens × width. "
                + "Check the shape of the matrix that was flattened.", nameof(rowMajor));
        }

        return Absolute(Matrix<double>.Build.DenseOfRowMajor(tokens, rowMajor.Length / tokens, rowMajor.ToArray()));
    }

    /// <summary>mu from all pairs, mu² = Σ_{m,n} ‖X_m − X_n‖² / (2N): the literal pairwise form, order N² · width.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <returns>The same number as <see cref="Absolute(Matrix{double})"/>.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    public static double AbsoluteReference(Matrix<double> x)
    {
        Guard.Finite(x, nameof(x));
        var sum = 0.0;
        for (var m = 0; m < x.RowCount; m++)
        {
            for (var n = 0; n < x.RowCount; n++) sum += Math.Pow((x.Row(m) - x.Row(n)).L2Norm(), 2);
        }

        return Math.Sqrt(sum / (2.0 * x.RowCount));
    }

    /// <summary>mu(X) / ‖X‖_F: the share of the token matrix that is not common to all tokens.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries, not all zero.</param>
    /// <returns>Dimensionless, in [0, 1]; 1 when the tokens have mean zero.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or all entries are zero.</exception>
    /// <source paper="wu2024" item="definition of mu">Divided by the Frobenius norm; the paper plots the absolute form.</source>
    public static double Relative(Matrix<double> x)
    {
        var residual = Absolute(x);
        return Math.Min(1, residual / NormOfNonZero(x));
    }

    /// <summary>Frobenius distance to the nearest matrix of rank one, (σ₂² + σ₃² + …)^½: zero for tokens ±v as well.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <returns>A length in the unit of <paramref name="x"/>; at least 0 and at most mu. Values below about 1e-15·‖X‖ are rounding.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    /// <source paper="eckart1936" item="best approximation of lower rank"/>
    public static double RankOneDistance(Matrix<double> x)
    {
        Guard.Finite(x, nameof(x));
        return ScaledNorm.Of(Ranks.SingularValues(x).AsSpan(1));
    }

    /// <summary>Distance to the nearest matrix of rank one, divided by ‖X‖_F.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries, not all zero.</param>
    /// <returns>Dimensionless, in [0, (1 − 1/m)^½] with m the smaller of tokens and width.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or all entries are zero.</exception>
    public static double RelativeRankOneDistance(Matrix<double> x) => RankOneDistance(x) / NormOfNonZero(x);

    private static double NormOfNonZero(Matrix<double> x)
    {
        var norm = ScaledNorm.Of(x);
        if (norm > 0) return norm;
        throw new ArgumentException(
            "All entries were 0; a relative residual needs a token matrix that is not zero. Use the absolute residual.", nameof(x));
    }
}
