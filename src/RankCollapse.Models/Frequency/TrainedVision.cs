using RankCollapse.Models.Data;
using RankCollapse.Models.Training;
using RankCollapse.Models.Vision;
using static TorchSharp.torch;

namespace RankCollapse.Models.Frequency;

/// <summary>A trained classifier on its test images, with reductions put in where asked.</summary>
public sealed class TrainedVision : IDisposable
{
    private readonly Tensor images;
    private readonly Tensor labels;

    internal TrainedVision(VisionTransformer model, ReducibleTransformer body, TrainingLog log, PixelStatistics statistics, ImageSet test)
    {
        (Model, Body, Log) = (model, body, log);
        (images, labels) = test.Batch([.. Enumerable.Range(0, test.Count)], statistics);
    }

    /// <summary>The classifier.</summary>
    public VisionTransformer Model { get; }

    /// <summary>Its layers.</summary>
    public ReducibleTransformer Body { get; }

    /// <summary>Losses of its training.</summary>
    public TrainingLog Log { get; }

    /// <summary>Whether each test image is classified rightly, with what happens inside layers as <see cref="ReducibleTransformer.Steps"/> says.</summary>
    /// <returns>One truth value per test image.</returns>
    public bool[] Correct()
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        return Right(Body.call(Model.Embed(images)));
    }

    /// <summary>The same for several steps inside one layer; everything before the step is computed once.</summary>
    /// <param name="layer">Counted from 1.</param>
    /// <param name="steps">What is tried in its middle.</param>
    /// <returns>For each step one truth value per test image.</returns>
    public IReadOnlyList<bool[]> Correct(int layer, IEnumerable<ReductionStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var before = Body.Trace(Model.Embed(images))[Math.Clamp(layer, 1, Body.Design.Layers) - 1];
        return [.. steps.Select(step =>
        {
            using var inner = NewDisposeScope();
            return Right(Body.Resume(step.Apply(before.Attended, before.Pass), layer).Tokens);
        })];
    }

    /// <summary>Scores of the classes after one step inside one layer.</summary>
    /// <param name="layer">Counted from 1.</param>
    /// <param name="step">What happens there; null for nothing.</param>
    /// <param name="count">How many test images, from the first.</param>
    /// <returns>Shape [count, classes].</returns>
    public double[,] Scores(int layer, ReductionStep? step, int count)
    {
        var steps = step is null ? [] : new Dictionary<int, ReductionStep> { [layer] = step };
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var scores = Model.Classify(Body.Trace(Model.Embed(images.narrow(0, 0, count)), steps)[^1].Left.Tokens);
        var values = scores.to(float64).cpu().data<double>().ToArray();
        var table = new double[scores.size(0), scores.size(1)];
        Buffer.BlockCopy(values, 0, table, 0, values.Length * sizeof(double));
        return table;
    }

    /// <summary>Something about every layer of a pass over the first test images, tensors freed afterwards.</summary>
    /// <param name="count">How many test images, from the first.</param>
    /// <param name="measure">What is read from each layer.</param>
    /// <param name="steps">What happens inside which layer; nothing when left out.</param>
    /// <returns>One result per layer.</returns>
    public IReadOnlyList<T> Measure<T>(int count, Func<LayerPass, T> measure, IReadOnlyDictionary<int, ReductionStep>? steps = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        using var free = no_grad();
        using var scope = NewDisposeScope();
        return [.. Body.Trace(Model.Embed(images.narrow(0, 0, Require.Portion(count, (int)images.size(0), "images"))), steps).Select(measure)];
    }

    /// <summary>Frees the classifier and the test images.</summary>
    public void Dispose()
    {
        Model.Dispose();
        images.Dispose();
        labels.Dispose();
    }

    private bool[] Right(Tensor tokens) => Model.Classify(tokens).argmax(1).eq(labels).cpu().data<bool>().ToArray();
}
