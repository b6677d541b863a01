using System.Runtime.CompilerServices;
using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>The sizes of a task from vectors to vectors.</summary>
/// <param name="Positions">Vectors per sequence: time steps or tokens.</param>
/// <param name="InputWidth">Numbers per input vector.</param>
/// <param name="TargetWidth">Numbers per target vector.</param>
public readonly record struct SignalTaskShape(int Positions, int InputWidth, int TargetWidth);

/// <summary>Sequences of vectors with a target vector at every position; immutable and safe for several threads.</summary>
public sealed class SignalTask
{
    private readonly double[] inputs;
    private readonly double[] targets;

    internal SignalTask(SignalTaskShape shape, double[] inputs, double[] targets)
    {
        Shape = shape;
        this.inputs = inputs;
        this.targets = targets;
    }

    internal delegate ReadOnlySpan<double> Row(int index);

    /// <summary>Positions and widths.</summary>
    public SignalTaskShape Shape { get; }

    /// <summary>Number of sequences.</summary>
    public int Count => inputs.Length / (Shape.Positions * Shape.InputWidth);

    /// <summary>All inputs, shape [count, positions, input width].</summary>
    public ReadOnlySpan<double> Inputs => inputs;

    /// <summary>All targets, shape [count, positions, target width].</summary>
    public ReadOnlySpan<double> Targets => targets;

    /// <summary>The inputs of one sequence.</summary>
    /// <param name="index">From 0 to Count − 1.</param>
    /// <returns>Shape [positions, input width].</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public ReadOnlySpan<double> InputsOf(int index) => RowOf(inputs, index, Shape.InputWidth);

    /// <summary>The targets of one sequence.</summary>
    /// <param name="index">From 0 to Count − 1.</param>
    /// <returns>Shape [positions, target width].</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public ReadOnlySpan<double> TargetsOf(int index) => RowOf(targets, index, Shape.TargetWidth);

    /// <summary>A uniformly random order of all sequences, cut into batches of their numbers; each appears exactly once.</summary>
    /// <param name="size">Sequences per batch, at least 1; the last batch may be smaller.</param>
    /// <param name="random">A stream of its own for each epoch.</param>
    /// <returns>Arrays of sequence numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public IReadOnlyList<int[]> Batches(int size, RandomStream random) => IndexBatches.Shuffled(Count, size, random);

    /// <summary>Copies the inputs of some sequences, rounded to single precision.</summary>
    /// <param name="indices">Sequence numbers, shape [batch].</param>
    /// <param name="output">Filled; shape [batch, positions, input width].</param>
    /// <exception cref="ArgumentException">The output has another size.</exception>
    public void CopyInputs(ReadOnlySpan<int> indices, Span<float> output) => CopyRows(indices, InputsOf, output);

    /// <summary>Copies the targets of some sequences, rounded to single precision.</summary>
    /// <param name="indices">Sequence numbers, shape [batch].</param>
    /// <param name="output">Filled; shape [batch, positions, target width].</param>
    /// <exception cref="ArgumentException">The output has another size.</exception>
    public void CopyTargets(ReadOnlySpan<int> indices, Span<float> output) => CopyRows(indices, TargetsOf, output);

    /// <summary>One line.</summary>
    /// <returns>Count and sizes.</returns>
    public override string ToString() =>
        $"{Count} sequences of {Shape.Positions} positions, from width {Shape.InputWidth} to width {Shape.TargetWidth}";

    /// <summary>Rows of equal length one after the other; the length is checked against that of the first row.</summary>
    internal static void CopyRows(ReadOnlySpan<int> indices, Row rowOf, Span<float> output, [CallerMemberName] string method = "")
    {
        var size = rowOf(0).Length;
        Require.Length(output.Length, indices.Length * size, $"[{indices.Length}] rows of {size} numbers", method);
        for (var i = 0; i < indices.Length; i++)
        {
            var row = rowOf(indices[i]);
            for (var j = 0; j < size; j++) output[(i * size) + j] = (float)row[j];
        }
    }

    private ReadOnlySpan<double> RowOf(double[] from, int index, int width) =>
        from.AsSpan(Require.Index(index, Count, "sequence") * Shape.Positions * width, Shape.Positions * width);
}
