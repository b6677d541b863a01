using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Theory.LayerNorm;

namespace RankCollapse.Tests.Theory.LambdaSkip;

/// <summary>Closed-form inputs of the reference file of this topic.</summary>
internal static class LambdaInputs
{
    /// <summary>off + s·sin(c + i·columns + j).</summary>
    public static Matrix<double> Sine(int rows, int columns, double phase = 1, double scale = 1, double offset = 0) =>
        Matrix<double>.Build.Dense(rows, columns, (i, j) => offset + (scale * Math.Sin(phase + (i * columns) + j)));

    /// <summary>The sine matrix with rows of length 1.</summary>
    public static Matrix<double> UnitSine(int rows, int columns, double scale = 1, double offset = 0) =>
        SphereProjection.OfReference(Sine(rows, columns, 1, scale, offset));

    /// <summary>W_Q = sin(0.1 + columns·i + j).</summary>
    public static Matrix<double> Query(int width, int keyWidth) => Sine(width, keyWidth, 0.1);

    /// <summary>W_K = cos(0.5 + 0.7(columns·i + j)).</summary>
    public static Matrix<double> Key(int width, int keyWidth) =>
        Matrix<double>.Build.Dense(width, keyWidth, (i, j) => Math.Cos(0.5 + (0.7 * ((i * keyWidth) + j))));
}
