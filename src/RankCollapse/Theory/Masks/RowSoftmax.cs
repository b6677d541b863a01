using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Masks;

/// <summary>Softmax row by row: what turns scores, however they came about, into attention weights.</summary>
public static class RowSoftmax
{
    /// <summary>A_ij = exp(P_ij) / Σ_k exp(P_ik).</summary>
    /// <param name="scores">P, shape [queries, keys], finite entries; it is left alone.</param>
    /// <returns>Shape [queries, keys], rows sum to 1.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    public static Matrix<double> Of(Matrix<double> scores)
    {
        Guard.Finite(scores, nameof(scores), "[queries, keys]");
        return InPlace(scores.Clone());
    }

    /// <summary>The largest score is taken off first so that no exponential overflows.</summary>
    internal static Matrix<double> InPlace(Matrix<double> scores)
    {
        for (var i = 0; i < scores.RowCount; i++)
        {
            var (largest, sum) = (double.NegativeInfinity, 0.0);
            for (var j = 0; j < scores.ColumnCount; j++) largest = Math.Max(largest, scores.At(i, j));
            for (var j = 0; j < scores.ColumnCount; j++)
            {
                var weight = Math.Exp(scores.At(i, j) - largest);
                scores.At(i, j, weight);
                sum += weight;
            }

            for (var j = 0; j < scores.ColumnCount; j++) scores.At(i, j, scores.At(i, j) / sum);
        }

        return scores;
    }
}
