using RankCollapse.Models.Data;
using RankCollapse.Models.Training;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models.BatchNorm;

/// <summary>Training a network on images by plain gradient descent with a fixed step size, its rank looked at before and after.</summary>
/// <source paper="daneshmand2020" item="experiments on FashionMNIST">Pixels are divided by 255; 75 or 15 epochs there.</source>
public sealed record ImageTraining
{
    private static readonly PixelStatistics Pixels = PixelStatistics.UnitInterval(1);

    /// <summary>Grey images to train on.</summary>
    public required ImageSet Train { get; init; }

    /// <summary>Images that are classified after the training, in batches of <see cref="Probe"/>: a last batch of one image has no statistics and is refused.</summary>
    public required ImageSet Test { get; init; }

    /// <summary>Gradient steps, at least 1.</summary>
    public required int Steps { get; init => field = Require.AtLeast(value, 1, "The paper has 15 to 75 epochs of 468 steps."); }

    /// <summary>Images per step, at least 2.</summary>
    public int BatchSize { get; init => field = Require.AtLeast(value, 2, "Batch norm needs two samples."); } = 64;

    /// <summary>Step size, at least 0.</summary>
    public double StepSize { get; init => field = Require.NotNegative(value, "The paper has 0.01."); } = 0.01;

    /// <summary>Test images on which ranks are read, at least 2; also the size of the batches that are classified, which batch norm sees.</summary>
    public int Probe { get; init => field = Require.AtLeast(value, 2, "The width of the network, or more."); } = 100;

    /// <summary>The first images of the training set, for what needs a batch without labels.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Shape [count, 1, height, width]; the caller disposes it.</returns>
    public Tensor Unlabelled(int count)
    {
        var (images, labels) = Train.Batch([.. Enumerable.Range(0, count)], Pixels);
        labels.Dispose();
        return images;
    }

    /// <summary>The first test images and their labels.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Images, shape [count, 1, height, width]; labels, shape [count]; the caller disposes them.</returns>
    public (Tensor Images, Tensor Labels) Labelled(int count) => Test.Batch([.. Enumerable.Range(0, count)], Pixels);

    /// <summary>Trains a network in place.</summary>
    /// <param name="net">The network, initialised.</param>
    /// <param name="order">Where the order of the images comes from: each epoch has a stream of its own, so that a step's batch is a function of its number.</param>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellation">Ends the training after a step.</param>
    /// <returns>Losses, ranks and accuracy.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TrainedNet Run(DeepNet net, RandomStream order, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(net);
        var (probe, labels) = Labelled(Math.Min(Probe, Test.Count));
        using var disposeProbe = probe;
        using var disposeLabels = labels;
        using var optimiser = optim.SGD(net.parameters(), StepSize);
        var batches = new EpochBatches(Train.Count, BatchSize, order);
        var (before, rank) = (SoftBound(net, probe), NumericalRank(net, probe));
        var log = new Trainer(net, optimiser, step =>
        {
            var (images, answers) = Train.Batch(batches[step], Pixels);
            return nn.functional.cross_entropy(net.call(images), answers);
        }).Run(Steps, progress, cancellation);
        return new TrainedNet { Log = log, SoftBoundBefore = before, NumericalRankBefore = rank, SoftBoundAfter = SoftBound(net, probe), Accuracy = Accuracy(net) };
    }

    private static double SoftBound(DeepNet net, Tensor probe)
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        return RankSurrogate.SoftBound(net.Hidden(probe));
    }

    /// <summary>Of the last hidden layer, scaled to order one, with libtorch's default tolerance for single precision.</summary>
    private static long NumericalRank(DeepNet net, Tensor probe)
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var h = net.Hidden(probe);
        var size = h.abs().max().item<float>();
        return size > 0 && float.IsFinite(size) ? linalg.matrix_rank(h / size).item<long>() : 0;
    }

    private double Accuracy(DeepNet net)
    {
        using var free = no_grad();
        var right = 0L;
        foreach (var batch in IndexBatches.InOrder(Test.Count, Probe))
        {
            using var scope = NewDisposeScope();
            var (images, answers) = Test.Batch(batch, Pixels);
            right += net.call(images).argmax(1).eq(answers).sum().item<long>();
        }
        return (double)right / Test.Count;
    }
}
