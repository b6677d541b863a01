using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Measures;

/// <summary>Euclidean length that neither overflows nor underflows: collapsed residuals reach 1e-300, whose square is 0.</summary>
internal static class ScaledNorm
{
    /// <summary>Euclidean norm of finite numbers.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        foreach (var value in values) largest = Math.Max(largest, Math.Abs(value));
        if (largest == 0) return 0;
        // Dividing by a power of two is exact, so the scaling costs no accuracy.
        var scale = Math.ScaleB(1, Math.Max(-1000, Math.ILogB(largest)));
        var sum = 0.0;
        foreach (var value in values)
        {
            var scaled = value / scale;
            sum += scaled * scaled;
        }

        return scale * Math.Sqrt(sum);
    }

    /// <summary>Frobenius norm of a matrix of finite entries.</summary>
    public static double Of(Matrix<double> matrix) => Of(matrix.AsColumnMajorArray() ?? matrix.ToColumnMajorArray());
}
