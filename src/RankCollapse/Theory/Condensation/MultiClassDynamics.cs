using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Differential;

namespace RankCollapse.Theory.Condensation;

/// <summary>
/// Stage one with V classes and cross-entropy: gradient ascent of tr(G·W_V·W¹·W²), where G, shape [classes, width], replaces α·v. Only
/// the top singular pair of G condenses; the second direction falls behind as a power ρ^(−(1 − σ₂/σ₁)). Immutable.
/// </summary>
/// <source paper="chen2025" item="beyond its two classes">Derived here.</source>
public sealed class MultiClassDynamics
{
    private readonly Matrix<double> classes;
    private readonly Vector<double> singular;
    private readonly Matrix<double> rightDirections;

    /// <summary>The dynamics of a class matrix.</summary>
    /// <param name="classMatrix">G, shape [classes, width], finite, not zero.</param>
    public MultiClassDynamics(Matrix<double> classMatrix)
    {
        Guard.Finite(classMatrix, nameof(classMatrix), "[classes, width]");
        classes = classMatrix;
        var svd = classMatrix.Svd();
        (singular, rightDirections) = (svd.S, svd.VT.Transpose());
        Guard.Positive(singular[0], nameof(classMatrix), "With G = 0 nothing moves at this order.");
    }

    /// <summary>Singular values of G in falling order.</summary>
    public IReadOnlyList<double> Strengths => singular.ToArray();

    /// <summary>−(1 − σ₂/σ₁): the power of ρ with which the second direction falls behind the first.</summary>
    public double Exponent => (singular[1] / singular[0]) - 1;

    /// <summary>G of sequences with class labels: (1/ns)Σ (e_y − 1/V)·Σ_j X_ij.</summary>
    /// <param name="sequences">At least one, shape [length, width] each.</param>
    /// <param name="labels">Classes from 0 to classCount − 1, as many.</param>
    /// <param name="classCount">V, at least 2.</param>
    /// <returns>Shape [classes, width].</returns>
    public static Matrix<double> ClassMatrix(IReadOnlyList<Matrix<double>> sequences, IReadOnlyList<int> labels, int classCount)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(labels);
        Guard.AtLeast(classCount, 2, nameof(classCount), "One class needs no classifier.");
        var sum = Matrix<double>.Build.Dense(classCount, sequences[0].ColumnCount);
        for (var i = 0; i < sequences.Count; i++)
        {
            var error = Vector<double>.Build.Dense(classCount, k => (k == labels[i] ? 1 : 0) - (1.0 / classCount));
            sum += error.OuterProduct(sequences[i].ColumnSums());
        }

        return sum / (sequences.Count * sequences[0].RowCount);
    }

    /// <summary>Follows standard normal weights in Sundman's clock.</summary>
    /// <param name="untilSize">ρ at which to end.</param>
    /// <param name="random">Where the start comes from.</param>
    /// <returns>At each step: ρ, and the length of W_V along the right singular directions of G, shape [directions].</returns>
    /// <exception cref="ArgumentException">A size that is not above that of the start.</exception>
    public IReadOnlyList<(double Size, double[] Lengths)> Follow(double untilSize, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (v, d) = (classes.RowCount, classes.ColumnCount);
        var start = new double[(2 * d * d) + (d * v)];
        random.FillNormal(start);
        Guard.Within(untilSize, ScaledNorm.Of(start), 1e8, nameof(untilSize), "The end must be above the size of the start.");
        var solution = new DormandPrince((_, y, dy) =>
        {
            var (value, hidden, readout) = Split(y, v, d);
            var pace = 1 / (singular[0] * ScaledNorm.Of(y));
            (pace * (hidden * readout * classes).Transpose()).ToRowMajorArray().CopyTo(dy);
            (pace * (readout * classes * value).Transpose()).ToRowMajorArray().CopyTo(dy[(d * d)..]);
            (pace * (classes * value * hidden).Transpose()).ToRowMajorArray().CopyTo(dy[(2 * d * d)..]);
        }, OdeAccuracy.Usual).Solve(start, 400, (_, y) => ScaledNorm.Of(y) >= untilSize);
        return [.. Enumerable.Range(0, solution.Times.Count).Select(k =>
        {
            var flat = solution.AtStep(k);
            var along = rightDirections.TransposeThisAndMultiply(Split(flat, v, d).Value);
            return (ScaledNorm.Of(flat), along.EnumerateRows().Select(row => row.L2Norm()).ToArray());
        })];
    }

    private static (Matrix<double> Value, Matrix<double> Hidden, Matrix<double> Readout) Split(ReadOnlySpan<double> y, int v, int d) => (
        Matrix<double>.Build.DenseOfRowMajor(d, d, y[..(d * d)].ToArray()),
        Matrix<double>.Build.DenseOfRowMajor(d, d, y.Slice(d * d, d * d).ToArray()),
        Matrix<double>.Build.DenseOfRowMajor(d, v, y[(2 * d * d)..].ToArray()));
}
