using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Tests.Theory.BatchNorm;

/// <summary>Cases of the reference file and its closed-form inputs.</summary>
internal static class BatchNormReference
{
    private static readonly JsonElement[] Cases = [.. ReferenceValues.Of("batchnorm-markov").GetProperty("cases").EnumerateArray()];

    public static JsonElement Case(string id) => Cases.Single(entry => entry.GetProperty("id").GetString() == id);

    public static IEnumerable<JsonElement> StartingWith(string prefix) => Cases.Where(entry => entry.GetProperty("id").GetString()!.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>X[i, j] = sin(1 + i·n + j) + cos(0.7(i + 1)(j + 2)²).</summary>
    public static Matrix<double> Input(int features, int samples) => Matrix<double>.Build.Dense(
        features, samples, (i, j) => Math.Sin(1 + (i * samples) + j) + Math.Cos(0.7 * (i + 1) * (j + 2) * (j + 2)));

    /// <summary>W[i, j] = √2·cos(1.7 + 3i² + 5j + 0.9·layer·(1 + i) + 2ij).</summary>
    public static Matrix<double> Weights(int width, int layer) => Matrix<double>.Build.Dense(
        width, width, (i, j) => Math.Sqrt(2) * Math.Cos(1.7 + (3 * i * i) + (5 * j) + (0.9 * layer * (1 + i)) + (2 * i * j)));
}
