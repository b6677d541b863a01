using RankCollapse.Models.Data;
using static TorchSharp.torch;

namespace RankCollapse.Models.Attention;

/// <summary>What a <see cref="PathNetwork"/> is trained and tested on: sequences with a class at every position. Immutable.</summary>
/// <source paper="dong2021" item="sorting, convex hull and memorisation, official code">Sizes there; see each data set for what differs here.</source>
public sealed class PathTask
{
    private readonly Func<int[], (Tensor Input, Tensor Target)> training, testing;
    private readonly Func<int, nn.Module<Tensor, Tensor>> embedding;
    private readonly int[][] trainingLabels, testLabels;

    private PathTask(
        Func<int[], (Tensor, Tensor)> training, Func<int[], (Tensor, Tensor)> testing, Func<int, nn.Module<Tensor, Tensor>> embedding,
        int classes, int[][] trainingLabels, int[][] testLabels)
    {
        (this.training, this.testing, this.embedding) = (training, testing, embedding);
        (this.trainingLabels, this.testLabels) = (trainingLabels, testLabels);
        Classes = classes;
        PositionGuess = Share(MostFrequent(at => trainingLabels.Select(row => row[at])));
        Guess = Share(MostFrequent(_ => trainingLabels.SelectMany(row => row)));
    }

    /// <summary>A task on numbered tokens; words and positions are learned vectors.</summary>
    /// <param name="train">What is learned from; every position counts.</param>
    /// <param name="test">What is tested on; the same object to test what was remembered.</param>
    /// <exception cref="ArgumentException">The two have different shapes, or a position that does not count.</exception>
    public static PathTask Of(TokenTask train, TokenTask test)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        RequireOneShape(train.Shape, test.Shape);
        if (train.Targets.Contains(TokenTask.Unscored) || test.Targets.Contains(TokenTask.Unscored))
            throw new ArgumentException("A position of the task does not count; paths are judged at every position. Use a task such as SortingTask.", nameof(train));
        return new PathTask(
            indices => train.Batch(indices), indices => test.Batch(indices),
            width => new TokenEmbedding(train.Shape.Vocabulary, train.Shape.Length, width),
            train.Shape.Classes, Rows(train.Count, i => train.TargetsOf(i)), Rows(test.Count, i => test.TargetsOf(i)));
    }

    /// <summary>A task on points; an MLP of two layers with LayerNorm embeds each point by itself.</summary>
    /// <param name="train">What is learned from.</param>
    /// <param name="test">What is tested on.</param>
    /// <exception cref="ArgumentException">The two have different shapes.</exception>
    public static PathTask Of(VectorTask train, VectorTask test)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        RequireOneShape(train.Shape, test.Shape);
        return new PathTask(
            indices => train.Batch(indices), indices => test.Batch(indices), width => new PointEmbedding(train.Shape.Width, width),
            train.Shape.Classes, Rows(train.Count, i => train.LabelsOf(i)), Rows(test.Count, i => test.LabelsOf(i)));
    }

    /// <summary>Sequences to learn from.</summary>
    public int TrainingCount => trainingLabels.Length;

    /// <summary>Sequences to test on.</summary>
    public int TestCount => testLabels.Length;

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Accuracy on the test set of the one class that is most frequent in the training set.</summary>
    public double Guess { get; }

    /// <summary>Accuracy on the test set of the class that is most frequent at each position in the training set: what can be said without reading the sequence.</summary>
    public double PositionGuess { get; }

    /// <summary>Some sequences to learn from.</summary>
    /// <param name="indices">Their numbers, from 0.</param>
    /// <returns>Inputs, and classes of shape [batch, positions]; the caller disposes them.</returns>
    internal (Tensor Input, Tensor Target) TrainingBatch(int[] indices) => training(indices);

    /// <summary>All test sequences.</summary>
    internal (Tensor Input, Tensor Target) Test() => testing([.. Enumerable.Range(0, TestCount)]);

    /// <summary>A new embedding, with PyTorch's usual initial weights.</summary>
    internal nn.Module<Tensor, Tensor> Embedding(int width) => embedding(width);

    private static void RequireOneShape<T>(T train, T test) where T : struct, IEquatable<T>
    {
        if (!train.Equals(test)) throw new ArgumentException($"The training set was {train}, the test set {test}; both must have one shape. Draw both from one task.", nameof(test));
    }

    private static int[][] Rows(int count, Func<int, ReadOnlySpan<int>> row) => [.. Enumerable.Range(0, count).Select(i => row(i).ToArray())];

    private int[] MostFrequent(Func<int, IEnumerable<int>> labels) =>
        [.. Enumerable.Range(0, trainingLabels[0].Length).Select(at => labels(at).CountBy(c => c).OrderBy(c => c.Key).MaxBy(c => c.Value).Key)];

    private double Share(int[] guess) => testLabels.Average(row => row.Zip(guess).Count(pair => pair.First == pair.Second) / (double)row.Length);
}
