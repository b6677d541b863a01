using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Tests;

/// <summary>Oracle values from independent derivations, stored as JSON beside the tests with their definitions.</summary>
internal static class ReferenceValues
{
    public static JsonElement Of(string topic)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Reference", topic + ".json");
        return JsonDocument.Parse(File.ReadAllText(path)).RootElement;
    }

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetDouble())];

    public static Matrix<double> Matrix(this JsonElement element) =>
        Matrix<double>.Build.DenseOfRowArrays(element.EnumerateArray().Select(row => row.Numbers()));
}

/// <summary>Assertions whose failures print what was compared.</summary>
internal static class Close
{
    public static void To(double expected, double actual, double tolerance, string what = "value") => Assert.True(
        Math.Abs(expected - actual) <= tolerance,
        FormattableString.Invariant($"{what}: expected {expected:R}, got {actual:R}, difference {actual - expected:E2}, tolerance {tolerance:E1}"));

    public static void Relatively(double expected, double actual, double tolerance, string what = "value") =>
        To(expected, actual, tolerance * Math.Abs(expected), what);

    public static void To(Matrix<double> expected, Matrix<double> actual, double tolerance, string what = "matrix")
    {
        Assert.Equal((expected.RowCount, expected.ColumnCount), (actual.RowCount, actual.ColumnCount));
        To(0, (expected - actual).Enumerate().Max(Math.Abs), tolerance, what + ", largest entry of the difference");
    }
}

/// <summary>Closed-form inputs of the reference files.</summary>
internal static class Inputs
{
    /// <summary>F(N, d) = sin(1 + i·d + j) + cos((i + 1)(j + 2))/2.</summary>
    public static Matrix<double> F(int tokens, int width) => Matrix<double>.Build.Dense(
        tokens, width, (i, j) => Math.Sin(1 + (i * width) + j) + (0.5 * Math.Cos((i + 1) * (j + 2))));

    /// <summary>Product of Givens rotations in neighbouring planes by angles 0.3(k + 1) + 0.1t.</summary>
    public static Matrix<double> Rotation(int width, int t)
    {
        var product = Matrix<double>.Build.DenseIdentity(width);
        for (var k = 0; k + 1 < width; k++)
        {
            var angle = (0.3 * (k + 1)) + (0.1 * t);
            var givens = Matrix<double>.Build.DenseIdentity(width);
            givens[k, k] = givens[k + 1, k + 1] = Math.Cos(angle);
            givens[k, k + 1] = -Math.Sin(angle);
            givens[k + 1, k] = Math.Sin(angle);
            product *= givens;
        }

        return product;
    }
}
