using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>Batch normalization as the theory has it: rows are features, columns are samples, no epsilon, no learned scale and shift.</summary>
public static class BatchNormalization
{
    /// <summary>Scales every row to squared length N, so that M = H·Hᵀ/N has a unit diagonal; means stay where they are.</summary>
    /// <param name="h">Representation H, shape [features, samples], finite entries, no zero row.</param>
    /// <returns>diag(M)^(−1/2)·H, a new matrix of the same shape.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or a row is zero.</exception>
    /// <source paper="daneshmand2020" item="batch normalization without mean subtraction">As in the analysis and the released code.</source>
    public static Matrix<double> WithoutMean(Matrix<double> h)
    {
        Guard.Finite(h, nameof(h), "[features, samples]");
        var result = h.Clone();
        for (var i = 0; i < h.RowCount; i++)
        {
            var length = ScaledNorm.Of(h.Row(i).ToArray());
            if (length == 0)
            {
                throw new ArgumentException(
                    $"Row {i} of H was zero; batch normalization divides by its length. Leave the feature out, or centre a batch of at least "
                    + "2 different samples.", nameof(h));
            }

            result.SetRow(i, h.Row(i) / length * Math.Sqrt(h.ColumnCount));
        }

        return result;
    }

    /// <summary>Subtracts the mean of every row, then scales it: what frameworks do, with no epsilon.</summary>
    /// <remarks>
    /// In a linear network this is the chain <see cref="WithoutMean"/> started from X·(I − 11ᵀ/N), at every layer (derived here): a
    /// centred start stays centred. After a nonlinearity it is not.
    /// </remarks>
    /// <param name="h">Representation H, shape [features, samples], finite entries, no constant row.</param>
    /// <returns>A new matrix of the same shape with row means 0 and unit variances.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or a row is constant.</exception>
    /// <source paper="daneshmand2020" item="batch normalization">Variance divided by N, not by N − 1.</source>
    public static Matrix<double> Centred(Matrix<double> h) => WithoutMean(CentreRows(h));

    /// <summary>H·(I − 11ᵀ/N): every row without its mean over the batch; a row that is constant up to rounding becomes zero.</summary>
    /// <param name="h">Representation H, shape [features, samples], finite entries.</param>
    /// <returns>A new matrix of rank at most samples − 1.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    public static Matrix<double> CentreRows(Matrix<double> h)
    {
        Guard.Finite(h, nameof(h), "[features, samples]");
        var result = h.Clone();
        for (var i = 0; i < h.RowCount; i++)
        {
            var row = h.Row(i);
            var centred = row - row.Average();
            // What is left of a constant row after the subtraction is rounding, and would be blown up to full size.
            var rounding = 4 * h.ColumnCount * Ulp * row.AbsoluteMaximum();
            result.SetRow(i, centred.AbsoluteMaximum() > rounding ? centred : centred * 0);
        }

        return result;
    }

    /// <summary>Scales every column to squared length d: normalisation within a sample, as RMSNorm does.</summary>
    /// <remarks>
    /// A positive scale of each column acts from the right and commutes with linear layers, so that directions of samples are those of the
    /// network without normalisation at every depth (derived here): it does not prevent collapse.
    /// </remarks>
    /// <param name="h">Representation H, shape [features, samples], finite entries, no zero column.</param>
    /// <returns>A new matrix of the same shape.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or a column is zero.</exception>
    public static Matrix<double> PerSample(Matrix<double> h)
    {
        Guard.Finite(h, nameof(h), "[features, samples]");
        var result = h.Clone();
        for (var j = 0; j < h.ColumnCount; j++)
        {
            var length = ScaledNorm.Of(h.Column(j).ToArray());
            if (length == 0)
            {
                throw new ArgumentException(
                    $"Column {j} of H was zero; normalisation within a sample divides by its length. Leave the sample out.", nameof(h));
            }

            result.SetColumn(j, h.Column(j) / length * Math.Sqrt(h.RowCount));
        }

        return result;
    }

    private static double Ulp => 2.220446049250313e-16;
}
