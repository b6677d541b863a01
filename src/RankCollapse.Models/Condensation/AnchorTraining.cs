using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Models.Training;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models.Condensation;

/// <summary>A training on anchor functions with AdamW, its matrices recorded. The defaults are the reduced size.</summary>
/// <remarks>
/// The reduced configuration was chosen: of ten small ones that were tried on one seed each it is the one that shows two stages, by an Adam
/// epsilon far above the usual one. It reproduces the paper's picture at a small width and is no evidence for the paper's own setting.
/// </remarks>
/// <source paper="chen2025" item="Fig. 1 and 2">Width 640, hidden 1280, batch 1000, 30 epochs, deviation width^(−0.85); epsilon and number of sequences are not given.</source>
public sealed record AnchorTraining
{
    /// <summary>d.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Neurons between W¹ and W².</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>Sequences of ten tokens.</summary>
    public int Sequences { get; init; } = 10_000;

    /// <summary>Sequences per step.</summary>
    public int BatchSize { get; init; } = 200;

    /// <summary>Steps.</summary>
    public int Steps { get; init; } = 400;

    /// <summary>γ: weights begin with standard deviation width^(−γ).</summary>
    public double Exponent { get; init; } = 1.2;

    /// <summary>Adam's epsilon: coordinates whose gradient is far below it move in proportion to it, others at the learning rate.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Learning rate.</summary>
    public WarmUpCosine Rate { get; init; } = new() { Start = 1e-4, Peak = 1.5e-3, WarmUp = 100, HalfPeriod = 10_000 };

    /// <summary>What anchors do.</summary>
    public AnchorRule Rule { get; init; } = AnchorRule.Synonyms;

    /// <summary>σ.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>Steps from one record to the next; changes are over five records.</summary>
    public int RecordEvery { get; init => field = Require.AtLeast(value, 1, "Use 10."); } = 10;

    /// <summary>Seed of data, weights and order.</summary>
    public ulong Seed { get; init; }

    /// <summary>Trains.</summary>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellation">Ends the training after a step.</param>
    /// <returns>The recorded curves, with the loss on the first 2000 sequences, and the probe with its matrices.</returns>
    public (ProbeLog Log, WeightProbe Probe) Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var random = new RandomSource(Seed);
        var task = new AnchorFunctions { Rule = Rule }.Draw(Sequences, random.Stream("sequences"));
        var net = new AnchorNet(Width, Hidden, Math.Pow(Width, -Exponent), random.Stream("weights"), Activation);
        var probe = new WeightProbe(net.Matrices, changeOver: 5);
        using var optimiser = optim.AdamW(net.parameters(), Rate.Start, eps: Epsilon);
        var batches = new EpochBatches(Sequences, BatchSize, random.Stream("order"));
        var (known, answers) = task.Batch([.. Enumerable.Range(0, Math.Min(Sequences, 2000))]);
        using var disposeKnown = known;
        using var disposeAnswers = answers;
        double KnownLoss()
        {
            using var free = no_grad();
            using var scope = NewDisposeScope();
            return nn.functional.cross_entropy(net.call(known), answers.select(1, task.Shape.Length - 1)).item<float>();
        }

        Tensor Loss(long step)
        {
            var (tokens, targets) = task.Batch(batches[step]);
            if (step % RecordEvery == 0) probe.Record((int)step, KnownLoss());
            return nn.functional.cross_entropy(net.call(tokens), targets.select(1, task.Shape.Length - 1));
        }

        new Trainer(net, optimiser, Loss) { LearningRate = Rate.At, GradientClip = 1 }.Run(Steps, progress, cancellation);
        probe.Record(Steps, KnownLoss());
        return (probe.ToLog(), probe);
    }
}
