using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Frequency;

/// <summary>Cases of the reference file, their closed-form inputs, and random attention.</summary>
internal static class FrequencyOracle
{
    private static readonly JsonElement Cases = ReferenceValues.Of("frequency-token-reduction").GetProperty("cases");

    public static JsonElement Inputs(string name) => Cases.GetProperty(name).GetProperty("inputs");

    public static JsonElement Outputs(string name) => Cases.GetProperty(name).GetProperty("outputs");

    public static double Number(string name, string output) => Outputs(name).GetProperty(output).GetDouble();

    /// <summary>sin(0.7 + 1.1i + 0.8j), 6 × 4.</summary>
    public static Matrix<double> Tokens { get; } = Sine(6, 4, 0.7, 1.1, 0.8);

    public static Matrix<double> Query { get; } = Tokens * Sine(4, 4, 0.2, 0.8, 1.5);

    public static Matrix<double> Key { get; } = Tokens * Matrix<double>.Build.Dense(4, 4, (i, j) => Math.Cos(0.3 + (1.2 * i) + (0.7 * j)));

    /// <summary>The two attention matrices of the case "selection".</summary>
    public static Matrix<double>[] Heads { get; } =
        [.. Enumerable.Range(0, 2).Select(h => RowSoftmax.Of(Query.SubMatrix(0, 6, 2 * h, 2).TransposeAndMultiply(Key.SubMatrix(0, 6, 2 * h, 2)) / Math.Sqrt(2)))];

    public static Matrix<double> Sine(int rows, int columns, double offset, double perRow, double perColumn) =>
        Matrix<double>.Build.Dense(rows, columns, (i, j) => Math.Sin(offset + (perRow * i) + (perColumn * j)));

    /// <summary>Softmax of independent normal scores.</summary>
    public static Matrix<double> Attention(RandomStream random, int tokens, double strength) => RowSoftmax.Of(random.NormalMatrix(tokens, tokens, strength));
}
