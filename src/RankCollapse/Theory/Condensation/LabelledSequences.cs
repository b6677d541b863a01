using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.Condensation;

/// <summary>Sequences of tokens, each with a label ±1: the data of binary classification. Tokens are rows; the last one is the query. Immutable.</summary>
public sealed class LabelledSequences
{
    private readonly double[] tokens;

    /// <summary>A data set.</summary>
    /// <param name="sequences">At least one, each of shape [length, width], finite.</param>
    /// <param name="labels">As many, each −1 or 1.</param>
    /// <exception cref="ArgumentException">Shapes that differ, or a label that is not ±1.</exception>
    public LabelledSequences(IReadOnlyList<Matrix<double>> sequences, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(labels);
        if (sequences.Count == 0 || sequences.Count != labels.Count)
            throw new ArgumentException($"There were {sequences.Count} sequences and {labels.Count} labels; as many of both are needed, and at least 1. Pair them.", nameof(labels));
        (Count, Length, Width) = (sequences.Count, sequences[0].RowCount, sequences[0].ColumnCount);
        foreach (var x in sequences)
        {
            Guard.Finite(x, nameof(sequences), "[length, width]");
            if (x.RowCount != Length || x.ColumnCount != Width)
                throw new ArgumentException($"A sequence had shape [{x.RowCount}, {x.ColumnCount}]; all must have [{Length}, {Width}]. Pad or cut them.", nameof(sequences));
        }

        if (labels.FirstOrDefault(y => y is not (1 or -1), 1) is not (1 or -1) and var bad)
            throw new ArgumentException($"A label was {bad}; each must be −1 or 1. Map two classes to these numbers.", nameof(labels));
        tokens = [.. sequences.SelectMany(x => x.ToRowMajorArray())];
        Labels = [.. labels];
    }

    /// <summary>n.</summary>
    public int Count { get; }

    /// <summary>s, tokens per sequence.</summary>
    public int Length { get; }

    /// <summary>d, coordinates per token.</summary>
    public int Width { get; }

    /// <summary>y, shape [count].</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>S = Σ_i y_i Σ_j X_ij, shape [width].</summary>
    public Vector<double> SignedSum
    {
        get
        {
            var sum = new double[Width];
            for (var k = 0; k < tokens.Length; k++) sum[k % Width] += Labels[k / (Length * Width)] * tokens[k];
            return Vector<double>.Build.DenseOfArray(sum);
        }
    }

    /// <summary>v = S/‖S‖: where the value matrix condenses. Shape [width].</summary>
    /// <exception cref="InvalidOperationException">S is zero: the data have no such direction, and stage one is of higher order.</exception>
    /// <source paper="chen2025" item="Proposition 1"/>
    public Vector<double> Direction => Strength > 0
        ? SignedSum.Normalize(2)
        : throw new InvalidOperationException("The label-weighted sum of all tokens was 0, so there is no condensation direction. Shift the tokens, or use data whose classes have different means.");

    /// <summary>α = ‖S‖/(ns): how fast stage one goes.</summary>
    /// <source paper="chen2025" item="Proposition 1">With 1/n for the exponential loss; the printed 1/(2n) is the logistic loss's.</source>
    public double Strength => SignedSum.L2Norm() / (Count * Length);

    /// <summary>One sequence.</summary>
    /// <param name="index">From 0 to Count − 1.</param>
    /// <returns>Shape [length, width].</returns>
    public Matrix<double> Sequence(int index) => Matrix<double>.Build.DenseOfRowMajor(Length, Width, Flat(index).ToArray());

    /// <summary>The mean of each sequence's tokens, shape [count, width]: what uniform attention sees.</summary>
    public Matrix<double> Means => Matrix<double>.Build.DenseOfRows(Enumerable.Range(0, Count).Select(i => Sequence(i).ColumnSums() / Length));

    /// <summary>Normal tokens with random labels, the first token of each shifted along its label so that there is a direction.</summary>
    /// <param name="shape">Sequences, tokens per sequence, coordinates per token, each at least 1.</param>
    /// <param name="random">Where they come from.</param>
    /// <returns>A data set.</returns>
    public static LabelledSequences Gaussian((int Count, int Length, int Width) shape, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int[] labels = [.. Enumerable.Range(0, shape.Count).Select(_ => (int)random.NextRademacher())];
        return new([.. labels.Select(y =>
        {
            var x = random.NormalMatrix(shape.Length, shape.Width);
            x[0, 0] += y;
            return x;
        })], labels);
    }

    internal ReadOnlySpan<double> Flat(int index) => tokens.AsSpan(index * Length * Width, Length * Width);
}
