using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Randomness;

/// <content>Spans and matrices of draws.</content>
public sealed partial class RandomStream
{
    /// <summary>Fills with uniform draws in [0, 1).</summary>
    /// <param name="output">Filled entirely, in order.</param>
    public void FillUniform(Span<double> output)
    {
        for (var i = 0; i < output.Length; i++) output[i] = NextUniform();
    }

    /// <summary>Fills with standard normal draws.</summary>
    /// <param name="output">Filled entirely, in order.</param>
    public void FillNormal(Span<double> output)
    {
        while (!output.IsEmpty)
        {
            var bits = NextBuffered(output.Length);
            NormalQuantile.Fill(bits, output);
            output = output[bits.Length..];
        }
    }

    /// <summary>Fills with the next 64-bit numbers themselves.</summary>
    /// <param name="output">Filled entirely, in order.</param>
    internal void FillBits(Span<ulong> output)
    {
        while (!output.IsEmpty)
        {
            var bits = NextBuffered(output.Length);
            bits.CopyTo(output);
            output = output[bits.Length..];
        }
    }

    /// <summary>Fills with fair signs.</summary>
    /// <param name="output">Filled entirely, in order.</param>
    public void FillRademacher(Span<double> output)
    {
        for (var i = 0; i < output.Length; i++) output[i] = NextRademacher();
    }

    /// <summary>Fills with exponential draws of mean 1.</summary>
    /// <param name="output">Filled entirely, in order.</param>
    public void FillExponential(Span<double> output)
    {
        for (var i = 0; i < output.Length; i++) output[i] = NextExponential();
    }

    /// <summary>Fills with chi-square draws.</summary>
    /// <param name="output">Filled entirely, in order.</param>
    /// <param name="degreesOfFreedom">k, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is not above 0.</exception>
    public void FillChiSquare(Span<double> output, double degreesOfFreedom)
    {
        for (var i = 0; i < output.Length; i++) output[i] = NextChiSquare(degreesOfFreedom);
    }

    /// <summary>A matrix of independent normal entries, filled row by row.</summary>
    /// <param name="rows">At least 1.</param>
    /// <param name="columns">At least 1.</param>
    /// <param name="standardDeviation">At least 0.</param>
    /// <returns>Shape [rows, columns].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or a deviation that is negative or not finite.</exception>
    public Matrix<double> NormalMatrix(int rows, int columns, double standardDeviation = 1)
    {
        CheckScale(standardDeviation);
        CheckShape(rows, columns);
        var entries = new double[checked(rows * columns)];
        FillNormal(entries);
        for (var k = 0; k < entries.Length; k++) entries[k] *= standardDeviation;
        return Matrix<double>.Build.DenseOfRowMajor(rows, columns, entries);
    }

    /// <summary>A matrix of independent entries uniform on [−s√3, s√3), filled row by row: mean 0, standard deviation s.</summary>
    /// <param name="rows">At least 1.</param>
    /// <param name="columns">At least 1.</param>
    /// <param name="standardDeviation">s, at least 0.</param>
    /// <returns>Shape [rows, columns].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or a deviation that is negative or not finite.</exception>
    public Matrix<double> UniformMatrix(int rows, int columns, double standardDeviation = 1)
    {
        CheckScale(standardDeviation);
        var scale = standardDeviation * Math.Sqrt(3);
        return Matrix(rows, columns, () => scale * ((2 * NextUniform()) - 1));
    }

    /// <summary>A matrix of independent fair signs, filled row by row.</summary>
    /// <param name="rows">At least 1.</param>
    /// <param name="columns">At least 1.</param>
    /// <returns>Shape [rows, columns], entries −1 or 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public Matrix<double> RademacherMatrix(int rows, int columns) => Matrix(rows, columns, NextRademacher);

    /// <summary>Tokens drawn uniformly from the unit sphere, one per row.</summary>
    /// <param name="tokens">At least 1.</param>
    /// <param name="width">At least 1.</param>
    /// <returns>Shape [tokens, width], rows of length 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public Matrix<double> UnitRows(int tokens, int width) => NormalMatrix(tokens, width).NormalizeRows(2);

    /// <summary>A random orthogonal matrix, uniform (Haar): the Q of a normal matrix, with the signs of R's diagonal taken out.</summary>
    /// <param name="size">At least 1.</param>
    /// <returns>Shape [size, size]; Qᵀ·Q = I to about 1e-15 · size.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    /// <source paper="mezzadri2007" item="how to generate random matrices from the classical compact groups"/>
    public Matrix<double> OrthogonalMatrix(int size)
    {
        var factors = NormalMatrix(size, size).QR();
        var q = factors.Q.Clone();
        for (var j = 0; j < size; j++)
        {
            if (factors.R.At(j, j) < 0) q.SetColumn(j, -q.Column(j));
        }

        return q;
    }

    internal static void CheckShape(int rows, int columns)
    {
        if (rows >= 1 && columns >= 1) return;
        throw new ArgumentOutOfRangeException(
            rows < 1 ? nameof(rows) : nameof(columns),
            $"The shape was [{rows}, {columns}]; both sizes must be at least 1. Give rows first, then columns.");
    }

    internal static void CheckScale(double standardDeviation)
    {
        if (standardDeviation >= 0 && double.IsFinite(standardDeviation)) return;
        throw new ArgumentOutOfRangeException(
            nameof(standardDeviation),
            $"standardDeviation was {standardDeviation}; it must be finite and at least 0. Give a deviation, not a variance.");
    }

    private static Matrix<double> Matrix(int rows, int columns, Func<double> draw)
    {
        CheckShape(rows, columns);
        var matrix = Matrix<double>.Build.Dense(rows, columns);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++) matrix.At(i, j, draw());
        }

        return matrix;
    }
}
