using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>The sizes of a task on vectors with classes.</summary>
/// <param name="Positions">Vectors per sample; 1 when a sample is a single vector.</param>
/// <param name="Width">Numbers per vector.</param>
/// <param name="Classes">Labels are from 0 to this less 1.</param>
public readonly record struct VectorTaskShape(int Positions, int Width, int Classes);

/// <summary>Samples of one or more vectors, each vector with a class; immutable and safe for several threads.</summary>
public sealed class VectorTask
{
    private readonly double[] vectors;
    private readonly int[] labels;

    internal VectorTask(VectorTaskShape shape, double[] vectors, int[] labels)
    {
        Shape = shape;
        this.vectors = vectors;
        this.labels = labels;
    }

    /// <summary>Positions, width and number of classes.</summary>
    public VectorTaskShape Shape { get; }

    /// <summary>Number of samples.</summary>
    public int Count => labels.Length / Shape.Positions;

    /// <summary>All vectors, shape [count, positions, width].</summary>
    public ReadOnlySpan<double> Vectors => vectors;

    /// <summary>All labels, shape [count, positions].</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>The vectors of one sample.</summary>
    /// <param name="index">From 0 to Count − 1.</param>
    /// <returns>Shape [positions, width].</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<double> Sample(int index) =>
        vectors.AsSpan(Require.Index(index, Count, "sample") * Shape.Positions * Shape.Width, Shape.Positions * Shape.Width);

    /// <summary>The labels of one sample.</summary>
    /// <param name="index">From 0 to Count − 1.</param>
    /// <returns>Shape [positions].</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<int> LabelsOf(int index) =>
        labels.AsSpan(Require.Index(index, Count, "sample") * Shape.Positions, Shape.Positions);

    /// <summary>A uniformly random order of all samples, cut into batches of their numbers; each appears exactly once.</summary>
    /// <param name="size">Samples per batch, at least 1; the last batch may be smaller.</param>
    /// <param name="random">A stream of its own for each epoch.</param>
    /// <returns>Arrays of sample numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public IReadOnlyList<int[]> Batches(int size, RandomStream random) => IndexBatches.Shuffled(Count, size, random);

    /// <summary>Copies the vectors of some samples, rounded to single precision.</summary>
    /// <param name="indices">Sample numbers, shape [batch].</param>
    /// <param name="output">Filled; shape [batch, positions, width].</param>
    /// <exception cref="ArgumentException">The output has another size.</exception>
    public void CopyVectors(ReadOnlySpan<int> indices, Span<float> output) => SignalTask.CopyRows(indices, Sample, output);

    /// <summary>Copies the labels of some samples as the 64-bit integers that a cross-entropy wants.</summary>
    /// <param name="indices">Sample numbers, shape [batch].</param>
    /// <param name="output">Filled; shape [batch, positions].</param>
    /// <exception cref="ArgumentException">The output has another size.</exception>
    public void CopyLabels(ReadOnlySpan<int> indices, Span<long> output)
    {
        Require.Length(output.Length, indices.Length * Shape.Positions, $"[{indices.Length}, {Shape.Positions}] labels");
        for (var i = 0; i < indices.Length; i++)
        {
            var row = LabelsOf(indices[i]);
            for (var j = 0; j < row.Length; j++) output[(i * row.Length) + j] = row[j];
        }
    }

    /// <summary>One line.</summary>
    /// <returns>Count and sizes.</returns>
    public override string ToString() => $"{Count} samples of {Shape.Positions} vectors of width {Shape.Width} in {Shape.Classes} classes";
}
