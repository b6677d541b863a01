using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Models.Training;
using RankCollapse.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Attention;

/// <summary>How a <see cref="PathNetwork"/> is trained: Adam with a constant step size on the cross-entropy of every position.</summary>
/// <source paper="dong2021" item="path experiments, official code">There 50 to 70 epochs with 1e-5 to 3e-4; fewer steps and larger ones here.</source>
public sealed record PathTraining
{
    /// <summary>Gradient steps, at least 1.</summary>
    public required int Steps { get; init => field = Require.AtLeast(value, 1, "A few hundred suffice for the reduced tasks."); }

    /// <summary>Sequences per step, at least 1.</summary>
    public int BatchSize { get; init => field = Require.AtLeast(value, 1, "The paper's code has 30."); } = 30;

    /// <summary>Step size, at least 0.</summary>
    public double StepSize { get; init => field = Require.NotNegative(value, "1e-3 is usual."); } = 1e-3;

    /// <summary>Trains several new networks side by side, one for each processor at a time; the result does not depend on how many there are.</summary>
    /// <param name="task">What on.</param>
    /// <param name="shape">Width, heads and layers; the classes are those of the task.</param>
    /// <param name="runs">How many networks, at least 1.</param>
    /// <param name="random">Network k draws from <c>random.Stream(k)</c>.</param>
    /// <param name="done">Is told after each network how many are trained.</param>
    /// <param name="cancellation">Ends all trainings after a step.</param>
    /// <returns>The networks, in the order of their numbers; the caller disposes them.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<TrainedPaths> Run(
        PathTask task, PathNetworkShape shape, int runs, RandomStream random, Action<int>? done = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (trained, finished, reporting) = (new TrainedPaths[Require.AtLeast(runs, 1, "Use 3 to see a spread.", nameof(runs))], 0, new Lock());
        Parallel.For(0, runs, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, k =>
        {
            trained[k] = Run(task, shape, random.Stream(k), cancellation: cancellation);
            lock (reporting) done?.Invoke(++finished);
        });
        return trained;
    }

    /// <summary>Trains a new network.</summary>
    /// <param name="task">What on.</param>
    /// <param name="shape">Its width, heads and layers; the classes are those of the task.</param>
    /// <param name="random">Initial weights and the order of the sequences; step s is a function of s.</param>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellation">Ends the training after a step.</param>
    /// <returns>The network; the caller disposes it.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TrainedPaths Run(
        PathTask task, PathNetworkShape shape, RandomStream random, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(random);
        var network = new PathNetwork(task.Embedding(shape.Width), shape with { Classes = task.Classes });
        Initialisation.Usual(network, random.Stream("weights")).to(Devices.Default);
        using var optimiser = optim.Adam(network.parameters(), StepSize);
        var batches = new EpochBatches(task.TrainingCount, BatchSize, random.Stream("order"));
        var log = new Trainer(network, optimiser, step =>
        {
            var (input, target) = task.TrainingBatch(batches[step]);
            return nn.functional.cross_entropy(network.call(input).flatten(0, 1), target.flatten());
        }).Run(Steps, progress, cancellation);
        return new TrainedPaths(network, task, log);
    }
}

/// <summary>A trained <see cref="PathNetwork"/> and what it and its paths get right on the test set.</summary>
public sealed class TrainedPaths : IDisposable
{
    private readonly PathTask task;

    internal TrainedPaths(PathNetwork network, PathTask task, TrainingLog log) => (Network, this.task, Log) = (network, task, log);

    /// <summary>The network.</summary>
    public PathNetwork Network { get; }

    /// <summary>Losses of its training.</summary>
    public TrainingLog Log { get; }

    /// <summary>Share of the test positions that the whole network gets right.</summary>
    public double Accuracy => Right(Network.call);

    /// <summary>Share of the test positions that a sum of random paths of one length gets right.</summary>
    /// <param name="length">Layers that each path keeps, from 0 to all.</param>
    /// <param name="paths">How many paths are summed, at least 1; 5 and 20 in the paper.</param>
    /// <param name="random">Draws layers and heads.</param>
    /// <returns>In [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public double PathAccuracy(int length, int paths, RandomStream random) => Right(input => Network.Paths(input, length, paths, random));

    /// <summary>How much of each layer's sum comes in by the skip path, on some test sequences; see <see cref="PathNetwork.SkipShares"/>.</summary>
    /// <param name="sequences">How many of them, from the first; 15 in the paper's code.</param>
    /// <returns>For each layer a number in [0, 1].</returns>
    public IReadOnlyList<double> SkipShares(int sequences)
    {
        using var scope = NewDisposeScope();
        return Network.SkipShares(task.Test().Input.narrow(0, 0, sequences));
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => Network.Dispose();

    private double Right(Func<Tensor, Tensor> scores)
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var (input, target) = task.Test();
        return scores(input).argmax(-1).eq(target).to(float64).mean().item<double>();
    }
}
