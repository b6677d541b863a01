using System.Runtime.CompilerServices;
using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>The sizes of a task on tokens.</summary>
/// <param name="Length">Positions per sequence.</param>
/// <param name="Vocabulary">Input tokens are from 0 to this less 1.</param>
/// <param name="Classes">Targets are from 0 to this less 1.</param>
public readonly record struct TokenTaskShape(int Length, int Vocabulary, int Classes);

/// <summary>
/// Sequences of tokens with a target class at some or all positions; immutable and safe for several threads. A position
/// that is not scored has the target <see cref="Unscored"/>, which a cross-entropy leaves out by default.
/// </summary>
public sealed class TokenTask
{
    /// <summary>The target of a position that does not count, −100: the value that a cross-entropy ignores by default.</summary>
    public const int Unscored = -100;

    private readonly int[] inputs;
    private readonly int[] targets;

    internal TokenTask(TokenTaskShape shape, int[] inputs, int[] targets)
    {
        Shape = shape;
        this.inputs = inputs;
        this.targets = targets;
    }

    /// <summary>Length, vocabulary and number of classes.</summary>
    public TokenTaskShape Shape { get; }

    /// <summary>Number of sequences.</summary>
    public int Count => inputs.Length / Shape.Length;

    /// <summary>Input tokens, shape [count, length].</summary>
    public ReadOnlySpan<int> Inputs => inputs;

    /// <summary>Target classes, shape [count, length]; <see cref="Unscored"/> where the position does not count.</summary>
    public ReadOnlySpan<int> Targets => targets;

    /// <summary>The tokens of one sequence.</summary>
    /// <param name="index">From 0 to Count − 1.</param>
    /// <returns>Shape [length].</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public ReadOnlySpan<int> Sequence(int index) => Row(inputs, index);

    /// <summary>The targets of one sequence.</summary>
    /// <param name="index">From 0 to Count − 1.</param>
    /// <returns>Shape [length]; <see cref="Unscored"/> where the position does not count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public ReadOnlySpan<int> TargetsOf(int index) => Row(targets, index);

    /// <summary>Which positions of one sequence count.</summary>
    /// <param name="index">From 0 to Count − 1.</param>
    /// <returns>Shape [length]; true where the target is scored.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public bool[] ScoredOf(int index) => Array.ConvertAll(TargetsOf(index).ToArray(), target => target != Unscored);

    /// <summary>A uniformly random order of all sequences, cut into batches of their numbers; each appears exactly once.</summary>
    /// <param name="size">Sequences per batch, at least 1; the last batch may be smaller.</param>
    /// <param name="random">A stream of its own for each epoch.</param>
    /// <returns>Arrays of sequence numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public IReadOnlyList<int[]> Batches(int size, RandomStream random) => IndexBatches.Shuffled(Count, size, random);

    /// <summary>Copies the tokens of some sequences as the 64-bit integers that an embedding wants.</summary>
    /// <param name="indices">Sequence numbers, shape [batch].</param>
    /// <param name="output">Filled; shape [batch, length].</param>
    /// <exception cref="ArgumentException">The output has another size.</exception>
    public void CopyInputs(ReadOnlySpan<int> indices, Span<long> output) => Copy(inputs, indices, output);

    /// <summary>Copies the targets of some sequences as the 64-bit integers that a cross-entropy wants.</summary>
    /// <param name="indices">Sequence numbers, shape [batch].</param>
    /// <param name="output">Filled; shape [batch, length], <see cref="Unscored"/> where the position does not count.</param>
    /// <exception cref="ArgumentException">The output has another size.</exception>
    public void CopyTargets(ReadOnlySpan<int> indices, Span<long> output) => Copy(targets, indices, output);

    /// <summary>One line.</summary>
    /// <returns>Count and sizes.</returns>
    public override string ToString() =>
        $"{Count} sequences of {Shape.Length} tokens, vocabulary {Shape.Vocabulary}, {Shape.Classes} classes";

    private ReadOnlySpan<int> Row(int[] from, int index) =>
        from.AsSpan(Require.Index(index, Count, "sequence") * Shape.Length, Shape.Length);

    private void Copy(int[] from, ReadOnlySpan<int> indices, Span<long> output, [CallerMemberName] string method = "")
    {
        Require.Length(output.Length, indices.Length * Shape.Length, $"[{indices.Length}] sequences of {Shape.Length}", method);
        for (var i = 0; i < indices.Length; i++)
        {
            var row = Row(from, indices[i]);
            for (var j = 0; j < row.Length; j++) output[(i * row.Length) + j] = row[j];
        }
    }
}
