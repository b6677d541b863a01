using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Measures;

/// <summary>Cosines between tokens: the view of collapse that ignores lengths.</summary>
/// <remarks>
/// The mean cosine tends to 1 when all tokens point one way. Tokens ±v give cosines of −1: the mean absolute cosine, not
/// the mean, is the one that rank one drives to 1.
/// </remarks>
public static class TokenCosineSimilarity
{
    /// <summary>Statistics of the cosines of all pairs of distinct tokens.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries, at least 2 rows, no row of zeros.</param>
    /// <returns>Mean, extremes and mean absolute value over the N(N−1)/2 pairs; each dimensionless, in [−1, 1].</returns>
    /// <exception cref="ArgumentException">An entry is not finite, there is one row only, or a row has length zero.</exception>
    /// <source paper="wu2024" item="phi (minimal cosine) and Fig. 4 (mean absolute cosine)"/>
    public static CosineStatistics Of(Matrix<double> x)
    {
        var cosines = Matrix(x);
        if (x.RowCount < 2)
        {
            throw new ArgumentException(
                "There was 1 token; a pairwise cosine needs at least 2. Pass a matrix of shape [tokens, width], one token per row.",
                nameof(x));
        }

        double sum = 0, absolute = 0, least = 1, most = -1;
        for (var i = 0; i < x.RowCount; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var cosine = cosines.At(i, j);
                sum += cosine;
                absolute += Math.Abs(cosine);
                least = Math.Min(least, cosine);
                most = Math.Max(most, cosine);
            }
        }

        var pairs = x.RowCount * (x.RowCount - 1L) / 2;
        return new CosineStatistics
        {
            Mean = sum / pairs, MeanAbsolute = absolute / pairs, Minimum = least, Maximum = most, Pairs = pairs,
        };
    }

    /// <summary>All cosines between tokens.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries, no row of zeros.</param>
    /// <returns>Symmetric, shape [tokens, tokens], diagonal exactly 1, entries clipped to [−1, 1] against rounding.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or a row has length zero.</exception>
    public static Matrix<double> Matrix(Matrix<double> x)
    {
        Guard.Finite(x, nameof(x));
        var unit = x.Clone();
        for (var i = 0; i < x.RowCount; i++)
        {
            var row = x.Row(i);
            var length = ScaledNorm.Of(row.AsArray() ?? row.ToArray());
            if (length == 0)
            {
                throw new ArgumentException(
                    $"Token {i} was the zero vector; a cosine needs a direction. Drop the token or measure the residual instead.",
                    nameof(x));
            }

            unit.SetRow(i, row / length);
        }

        var cosines = unit.TransposeAndMultiply(unit);
        cosines.MapIndexedInplace((i, j, value) => i == j ? 1 : Math.Clamp(value, -1, 1), Zeros.Include);
        return cosines;
    }
}
