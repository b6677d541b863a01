using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Measures;

/// <summary>
/// A token matrix kept as its mean and its centred part, X = 1·mean + centred, so that the centred part keeps its
/// relative accuracy after it has become far smaller than the rounding of X itself. Immutable.
/// </summary>
/// <remarks>
/// A collapse curve that is computed from X stops near 1e-16·‖X‖; one that is carried in this form goes on to about 1e-300.
/// </remarks>
/// <source paper="wu2024" item="definition of mu">The split is the one behind their measure; carrying it is our choice.</source>
public sealed class CentredTokens
{
    private readonly double[] mean;
    private readonly Matrix<double> centred;

    internal CentredTokens(double[] mean, Matrix<double> centred)
    {
        this.mean = mean;
        this.centred = centred;
        Residual = ScaledNorm.Of(centred);
    }

    /// <summary>Number of rows.</summary>
    public int Tokens => centred.RowCount;

    /// <summary>Number of columns.</summary>
    public int Width => centred.ColumnCount;

    /// <summary>The token mean, shape [width].</summary>
    public ReadOnlySpan<double> Mean => mean;

    /// <summary>Frobenius norm of the centred part, the residual mu of the represented tokens; at least 0.</summary>
    public double Residual { get; }

    /// <summary>A copy of the centred part, shape [tokens, width]; its columns sum to 0 up to its own rounding.</summary>
    public Matrix<double> Centred => centred.Clone();

    internal Matrix<double> CentredUnsafe => centred;

    /// <summary>Splits a token matrix.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <returns>The split, exact up to the rounding of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    public static CentredTokens From(Matrix<double> x)
    {
        Guard.Finite(x, nameof(x));
        var shift = new double[x.ColumnCount];
        for (var j = 0; j < shift.Length; j++) shift[j] = x.At(0, j);
        var rest = x.Clone();
        var correction = CentreInPlace(rest, shift);
        for (var j = 0; j < shift.Length; j++) shift[j] += correction[j];
        return new CentredTokens(shift, rest);
    }

    /// <summary>Puts the two parts together again; parts of the residual below the rounding of the mean are lost.</summary>
    /// <returns>Tokens, shape [tokens, width].</returns>
    public Matrix<double> ToMatrix() =>
        Matrix<double>.Build.Dense(Tokens, Width, (i, j) => mean[j] + centred.At(i, j));

    /// <summary>
    /// Subtracts <paramref name="shift"/> from every row, then the mean of what is left, and returns that mean. With a row
    /// of the matrix as the shift, equal rows give exact zeros, which the mean of N equal numbers would not.
    /// </summary>
    internal static double[] CentreInPlace(Matrix<double> matrix, ReadOnlySpan<double> shift)
    {
        var means = new double[matrix.ColumnCount];
        for (var j = 0; j < means.Length; j++)
        {
            var sum = 0.0;
            for (var i = 0; i < matrix.RowCount; i++)
            {
                matrix.At(i, j, matrix.At(i, j) - shift[j]);
                sum += matrix.At(i, j);
            }

            means[j] = sum / matrix.RowCount;
            for (var i = 0; i < matrix.RowCount; i++) matrix.At(i, j, matrix.At(i, j) - means[j]);
        }

        return means;
    }
}
