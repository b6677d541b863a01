using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Theory.Condensation;

namespace RankCollapse.Tests.Theory.Condensation;

/// <summary>Reference values of the topic and the closed-form inputs that its file defines.</summary>
internal static class CondensationOracle
{
    private static readonly JsonElement File = ReferenceValues.Of("condensation-two-stage");

    public static JsonElement Of(string name) => File.GetProperty(name);

    /// <summary>sinmat(r, c, k)_ij = sin(k + 1.3i + 2.1j + 0.7ij).</summary>
    public static Matrix<double> Sines(int rows, int columns, double phase) =>
        Matrix<double>.Build.Dense(rows, columns, (i, j) => Math.Sin(phase + (1.3 * i) + (2.1 * j) + (0.7 * i * j)));

    public static OuterState State(int d, double k) => new(Sines(1, d, k).Row(0), Sines(d, d, k + 0.5), Sines(1, d, k + 1.1).Row(0));

    public static LabelledSequences Sequences { get; } =
        new([.. Enumerable.Range(0, 5).Select(i => Sines(4, 3, 1 + (0.9 * i)))], [1, -1, 1, 1, -1]);

    public static OneLayerWeights Weights { get; } =
        new((Sines(3, 3, 0.1), Sines(3, 3, 0.2)), Sines(3, 3, 0.3), Sines(3, 3, 0.4), Sines(1, 3, 0.5).Row(0));

    public static Vector<double> Vector(this JsonElement element) => Vector<double>.Build.DenseOfArray(element.Numbers());
}
