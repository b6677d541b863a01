using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Hopfield;

/// <summary>
/// Layers of attention whose scores are averaged over depth, with a convex skip path and nothing else:
/// H ← α'H + (1 − α')·X·M·Xᵀ, X ← αX + (1 − α)·Σ_heads softmax(H)·X·W. Immutable.
/// </summary>
/// <remarks>The stable recursion carries the token mean, and the rest and the scores that tell queries apart as mantissas with exponents of their
/// own: logarithms of the residual have no lower end, where X itself ends at 1e-16 of its norm.</remarks>
/// <example><code>
/// var run = new HopfieldStack(new HopfieldHead(m, v), new ScoreMemory { Retention = 0.5 }).Run(tokens, layers: 40);
/// var curvature = run.SecondDifferences[^1];   // ln 0.5
/// </code></example>
/// <source paper="masumura2025" item="eq. 10">As in summaries of the paper; several heads by their sum. The recursion is derived here.</source>
public sealed class HopfieldStack
{
    private readonly IReadOnlyList<HopfieldHead> heads;

    /// <summary>Layers with one head and the same weights in each.</summary>
    /// <param name="head">M and W.</param>
    /// <param name="memory">α' and the scores before the first layer.</param>
    public HopfieldStack(HopfieldHead head, ScoreMemory memory) : this([head], memory)
    {
    }

    /// <summary>Layers with several heads and the same weights in each.</summary>
    /// <param name="heads">At least one, all of one width.</param>
    /// <param name="memory">α' and the scores before the first layer.</param>
    /// <exception cref="ArgumentException">No head, or heads of several widths.</exception>
    public HopfieldStack(IReadOnlyList<HopfieldHead> heads, ScoreMemory memory)
    {
        ArgumentNullException.ThrowIfNull(heads);
        ArgumentNullException.ThrowIfNull(memory);
        if (heads.Count == 0 || heads.Any(h => h.Width != heads[0].Width))
            throw new ArgumentException($"There were {heads.Count} heads of widths {string.Join(", ", heads.Select(h => h.Width))}; at least one is needed, all of one width.", nameof(heads));
        (this.heads, Memory) = ([.. heads], memory);
    }

    /// <summary>α' and the scores before the first layer.</summary>
    public ScoreMemory Memory { get; }

    /// <summary>α, in [0, 1]: weight of the skip path; 0 for none.</summary>
    public double FeatureRetention { get; init => field = Guard.Within(value, 0, 1, nameof(FeatureRetention), "Use 0 for no skip path."); }

    /// <summary>Runs layers by the stable recursion.</summary>
    /// <param name="start">X before the first layer, shape [tokens, width], finite, at least 2 rows.</param>
    /// <param name="layers">At least 1.</param>
    /// <returns>Residuals at every depth.</returns>
    /// <exception cref="ArgumentException">Another width, a single token, or an entry that is not finite.</exception>
    /// <exception cref="InvalidOperationException">An overflow, or a residual below 2^(−2^58).</exception>
    public HopfieldStackRun Run(Matrix<double> start, int layers)
    {
        Check(start, layers);
        var split = CentredTokens.From(start);
        var (mean, rest) = (Vector<double>.Build.DenseOfArray(split.Mean.ToArray()), ScaledMatrix.Of(split.Centred));
        var memories = heads.Select(_ => new SharedAndOwnScores(Memory)).ToArray();
        var states = new List<(Vector<double> Mean, ScaledMatrix Others)> { (mean, rest) };
        for (var layer = 0; layer < layers; layer++)
        {
            var (nextMean, nextRest) = (FeatureRetention * mean, rest.Times(FeatureRetention));
            for (var k = 0; k < heads.Count; k++)
            {
                var (common, own) = memories[k].Attend(mean, rest, heads[k].ScoreUnsafe);
                var (centre, moved) = Read(common, own, rest);
                nextMean += (1 - FeatureRetention) * ((mean + centre) * heads[k].ValueUnsafe);
                nextRest = nextRest.Plus(moved.Times(heads[k].ValueUnsafe).Times(1 - FeatureRetention));
            }

            (mean, rest) = (nextMean, nextRest);
            states.Add((mean, rest));
        }

        return new HopfieldStackRun(states);
    }

    /// <summary>The layers as they are printed, on X itself: residuals below about 1e-16·‖X‖ are rounding.</summary>
    /// <param name="start">X before the first layer, shape [tokens, width], finite, at least 2 rows.</param>
    /// <param name="layers">At least 1.</param>
    /// <returns>X before layer 0, 1, … and after the last.</returns>
    /// <exception cref="ArgumentException">Another width, a single token, or an entry that is not finite.</exception>
    public IReadOnlyList<Matrix<double>> RunReference(Matrix<double> start, int layers)
    {
        Check(start, layers);
        var states = new List<Matrix<double>> { start.Clone() };
        var remembered = new Matrix<double>?[heads.Count];
        for (var layer = 0; layer < layers; layer++)
        {
            var x = states[layer];
            var next = FeatureRetention * x;
            for (var k = 0; k < heads.Count; k++)
            {
                var scores = x * heads[k].ScoreUnsafe * x.Transpose();
                var before = remembered[k] ?? (Memory.Start == MemoryStart.FirstScores ? scores : 0 * scores);
                var held = (Memory.Retention * before) + ((1 - Memory.Retention) * scores);
                remembered[k] = held;
                next += (1 - FeatureRetention) * (Softmax(held) * x * heads[k].ValueUnsafe);
            }

            states.Add(next);
        }

        return states;
    }

    /// <summary>Attention of the first layer, softmax of its scores row by row: the pattern that α' = 1 keeps for ever (F).</summary>
    /// <param name="start">X, shape [tokens, width].</param>
    /// <param name="head">Which head, from 0.</param>
    /// <returns>Row-stochastic, shape [tokens, tokens].</returns>
    public Matrix<double> FirstAttention(Matrix<double> start, int head = 0)
    {
        Check(start, 1);
        if (head < 0 || head >= heads.Count)
            throw new ArgumentOutOfRangeException(nameof(head), $"head was {head}; it must be in [0, {heads.Count - 1}], as heads are numbered from 0.");
        return Softmax(start * heads[head].ScoreUnsafe * start.Transpose());
    }

    /// <summary>A·X = 1·(c + aR + y) + (BR − 1y) with y the mean row of BR: the two parts of what is read.</summary>
    internal static (Vector<double> Centre, ScaledMatrix Moved) Read(Vector<double> common, ScaledMatrix own, ScaledMatrix rest)
    {
        var product = own.Mantissa * rest.Mantissa;
        var exponent = own.IsZero || rest.IsZero ? 0 : own.Exponent + rest.Exponent;
        var mean = product.ColumnSums() / product.RowCount;
        var centred = Matrix<double>.Build.Dense(product.RowCount, product.ColumnCount, (i, j) => product.At(i, j) - mean[j]);
        var shift = ScaledMatrix.Scale(mean.ToRowMatrix(), exponent).Row(0);
        return ((common * rest.Value) + shift, ScaledMatrix.Of(centred, exponent));
    }

    internal static Matrix<double> Softmax(Matrix<double> scores) => Matrix<double>.Build.DenseOfRowVectors(scores.EnumerateRows().Select(row =>
    {
        var grown = (row - row.Maximum()).PointwiseExp();
        return grown / grown.Sum();
    }));

    private void Check(Matrix<double> start, int layers)
    {
        Guard.Finite(start, nameof(start));
        Guard.AtLeast(start.RowCount, 2, "tokens", "A single token agrees with itself.");
        Guard.AtLeast(layers, 1, nameof(layers), "It is the depth.");
        if (start.ColumnCount != heads[0].Width)
            throw new ArgumentException($"The tokens had width {start.ColumnCount}; the heads need width {heads[0].Width}. Rows are tokens, columns are features.", nameof(start));
    }
}
