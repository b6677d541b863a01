using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.LayerNorm;

namespace RankCollapse.Theory.Hopfield;

/// <summary>
/// Whole blocks without skip paths: Y = LN(X), H ← α'H + (1 − α')·Y·M·Yᵀ, X ← relu(LN(softmax(H)·Y·W)·W₁)·W₂. Immutable.
/// </summary>
/// <remarks>LN subtracts the mean of the features and divides by their deviation; no gain, no epsilon. Token mean and rest are carried apart
/// through every part, so residuals keep their digits down to about 1e-300.</remarks>
/// <source paper="masumura2025" item="blocks without skip paths">Derived here: the parabola of <see cref="DepthLaw"/> survives LN and MLP.</source>
public sealed class NormalisedHopfieldStack
{
    private readonly HopfieldHead head;
    private readonly Matrix<double> up, down;
    private readonly ScoreMemory memory;

    /// <summary>Blocks of the same weights.</summary>
    /// <param name="head">M and W, shape [width, width].</param>
    /// <param name="up">W₁, shape [width, hidden], finite.</param>
    /// <param name="down">W₂, shape [hidden, width], finite.</param>
    /// <param name="memory">α' and the scores before the first layer.</param>
    /// <exception cref="ArgumentException">Shapes that do not fit.</exception>
    public NormalisedHopfieldStack(HopfieldHead head, Matrix<double> up, Matrix<double> down, ScoreMemory memory)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(memory);
        Guard.Finite(up, nameof(up), "[width, hidden]");
        Guard.Finite(down, nameof(down), "[hidden, width]");
        if (up.RowCount != head.Width || down.ColumnCount != head.Width || up.ColumnCount != down.RowCount)
        {
            throw new ArgumentException(
                $"The MLP had shapes [{up.RowCount}, {up.ColumnCount}] and [{down.RowCount}, {down.ColumnCount}] for width {head.Width}; they must be "
                + "[width, hidden] and [hidden, width]. Transpose weights that act from the left.", nameof(up));
        }

        (this.head, this.up, this.down, this.memory) = (head, up.Clone(), down.Clone(), memory);
    }

    /// <summary>Runs blocks on mean and rest.</summary>
    /// <param name="start">X before the first block, shape [tokens, width], at least 2 rows.</param>
    /// <param name="layers">At least 1.</param>
    /// <returns>ln of the residual after block 1, 2, …; −∞ where all tokens are equal.</returns>
    /// <exception cref="ArgumentException">Another width, or a token whose features are all equal meets LN.</exception>
    public IReadOnlyList<double> LogResiduals(Matrix<double> start, int layers)
    {
        Guard.AtLeast(layers, 1, nameof(layers), "It is the depth.");
        Guard.Finite(start, nameof(start));
        if (start.ColumnCount != head.Width || start.RowCount < 2)
            throw new ArgumentException($"The tokens had shape [{start.RowCount}, {start.ColumnCount}]; they must be at least 2 of width {head.Width}.", nameof(start));
        var (tokens, scores, logs) = (CentredTokens.From(start), new SharedAndOwnScores(memory), new List<double>(layers));
        for (var layer = 0; layer < layers; layer++)
        {
            var y = Normalised(tokens);
            var (mean, rest) = (Vector(y), ScaledMatrix.Of(y.Centred));
            var (common, own) = scores.Attend(mean, rest, head.ScoreUnsafe);
            var (centre, moved) = HopfieldStack.Read(common, own, rest);
            var mixed = Times(new CentredTokens([.. mean + centre], moved.Value), head.ValueUnsafe);
            tokens = Times(Rectified(Times(Normalised(mixed), up)), down);
            logs.Add(Math.Log(tokens.Residual));
        }

        return logs;
    }

    /// <summary>The blocks as they are printed, on X itself: residuals below about 1e-16·‖X‖ are rounding.</summary>
    /// <param name="start">X before the first block.</param>
    /// <param name="layers">At least 1.</param>
    /// <returns>X after block 1, 2, ….</returns>
    public IReadOnlyList<Matrix<double>> RunReference(Matrix<double> start, int layers)
    {
        var (x, states, held) = (start, new List<Matrix<double>>(layers), (Matrix<double>?)null);
        for (var layer = 0; layer < layers; layer++)
        {
            var y = Plain(x);
            var scores = y * head.ScoreUnsafe * y.Transpose();
            held = (memory.Retention * (held ?? (memory.Start == MemoryStart.FirstScores ? scores : 0 * scores))) + ((1 - memory.Retention) * scores);
            x = (Plain(HopfieldStack.Softmax(held) * y * head.ValueUnsafe) * up).Map(v => Math.Max(v, 0), Zeros.Include) * down;
            states.Add(x);
        }

        return states;

        static Matrix<double> Plain(Matrix<double> tokens) => Matrix<double>.Build.DenseOfRowVectors(tokens.EnumerateRows().Select(row =>
        {
            var centred = row - row.Average();
            return centred / Math.Sqrt(centred.DotProduct(centred) / centred.Count);
        }));
    }

    /// <summary>LN of both parts: the mean of the features leaves each, then <see cref="SphereProjection"/>, times √width.</summary>
    private static CentredTokens Normalised(CentredTokens x)
    {
        var mean = Vector(x);
        var rest = x.Centred;
        for (var i = 0; i < rest.RowCount; i++) rest.SetRow(i, rest.Row(i) - rest.Row(i).Average());
        var unit = SphereProjection.Of(new CentredTokens([.. mean - mean.Average()], rest));
        var scale = Math.Sqrt(x.Width);
        return new CentredTokens([.. Vector(unit) * scale], unit.Centred * scale);
    }

    private static CentredTokens Times(CentredTokens x, Matrix<double> weights) => new([.. Vector(x) * weights], x.Centred * weights);

    /// <summary>max(m + r, 0) = max(m, 0) + (r where both signs are +, 0 where both are −, the difference where the sign changes).</summary>
    private static CentredTokens Rectified(CentredTokens x)
    {
        var (mean, rest) = (Vector(x), x.Centred);
        for (var i = 0; i < rest.RowCount; i++)
        {
            for (var j = 0; j < rest.ColumnCount; j++)
            {
                var (m, r) = (mean[j], rest.At(i, j));
                rest.At(i, j, m > 0 && m + r > 0 ? r : Math.Max(m + r, 0) - Math.Max(m, 0));
            }
        }

        var shift = rest.Row(0).ToArray();
        var correction = CentredTokens.CentreInPlace(rest, shift);
        return new CentredTokens([.. mean.Select((m, j) => Math.Max(m, 0) + shift[j] + correction[j])], rest);
    }

    private static Vector<double> Vector(CentredTokens x) => Vector<double>.Build.DenseOfArray(x.Mean.ToArray());
}
