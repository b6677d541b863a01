using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Theory.Hopfield;

namespace RankCollapse.Tests.Theory.Hopfield;

/// <summary>Reference values of the topic and the closed-form inputs that its file and its sheet define.</summary>
internal static class HopfieldInputs
{
    private static readonly JsonElement File = ReferenceValues.Of("hopfield-attention").GetProperty("cases");

    public static JsonElement Inputs(string name) => File.GetProperty(name).GetProperty("inputs");

    public static JsonElement Outputs(string name) => File.GetProperty(name).GetProperty("outputs");

    public static Vector<double> Vector(int size, Func<int, double> entry) => Vector<double>.Build.Dense(size, entry);

    public static Matrix<double> Matrix(int rows, int columns, Func<int, int, double> entry) => Matrix<double>.Build.Dense(rows, columns, entry);

    public static HopfieldState State(Vector<double> visible, Vector<double> hidden) => new(visible.ToArray(), hidden.ToArray());

    /// <summary>X, M and W_V of the collapse cases of the file.</summary>
    public static (Matrix<double> Tokens, HopfieldHead Head) Collapse { get; } = (
        Matrix(6, 4, (i, j) => Math.Cos(0.3 + (0.9 * i) + (1.2 * j))),
        new HopfieldHead(
            Matrix(4, 4, (i, j) => 0.8 * Math.Sin(0.5 + (1.1 * i) + (0.6 * j))),
            Matrix<double>.Build.DenseIdentity(4) + Matrix(4, 4, (i, j) => 0.2 * Math.Cos(0.7 + (1.3 * i) + (0.5 * j)))));

    /// <summary>X, M and W_V = I of the reference run of the sheet.</summary>
    public static (Matrix<double> Tokens, HopfieldHead Head) Sheet { get; } = (
        Matrix(5, 3, (i, j) => Math.Sin(0.4 + (1.3 * i) + (0.9 * j))),
        new HopfieldHead(Matrix(3, 3, (i, j) => Math.Sin(0.2 + (0.8 * i) + (1.4 * j))), Matrix<double>.Build.DenseIdentity(3)));

    public static HopfieldStack Stack((Matrix<double> Tokens, HopfieldHead Head) of, double retention, double feature = 0, MemoryStart start = MemoryStart.FirstScores) =>
        new(of.Head, new ScoreMemory { Retention = retention, Start = start }) { FeatureRetention = feature };
}
