using RankCollapse.Measures;
using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Models.Training;
using RankCollapse.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.LambdaSkip;

/// <summary>
/// Does training move the skip strength? Small models learn multi-query associative recall, with λ = 1 kept or learned; the two trainings of
/// a seed start from the same weights and see the same batches. Immutable.
/// </summary>
/// <source paper="joseph2025" item="learned λ (table 1)">Reduced: 16 tokens with 4 pairs of a vocabulary of 32 and uniform gaps, where the authors'
/// companion code has 64 to 512 tokens and 8192.</source>
public sealed record RecallStudy
{
    /// <summary>Tokens of a sequence.</summary>
    public int Length { get; init; } = 16;

    /// <summary>Key-value pairs.</summary>
    public int Pairs { get; init; } = 4;

    /// <summary>Number of tokens.</summary>
    public int Vocabulary { get; init; } = 32;

    /// <summary>Coordinates of a token.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Heads of the two attentions.</summary>
    public int Heads { get; init; } = 1;

    /// <summary>States of the two state space models.</summary>
    public int States { get; init; } = 16;

    /// <summary>Layers.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>Sequences of a step.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Steps, at least 10.</summary>
    public int Steps { get; init; } = 400;

    /// <summary>The learning rate at the start; it falls to 0 along a cosine.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>λ at the start.</summary>
    public double SkipStrength { get; init; } = 1;

    /// <summary>Whether λ is learned, one number for each layer.</summary>
    public bool LearnsSkip { get; init; }

    /// <summary>Fresh sequences for the accuracy.</summary>
    public int TestSequences { get; init; } = 512;

    /// <summary>Trains one model by AdamW (weight decay 0.01, λ included) and tests it on fresh sequences.</summary>
    /// <param name="mixer">What mixes its tokens.</param>
    /// <param name="random">The seed: weights, batches and test sequences.</param>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellation">Looked at between steps.</param>
    /// <returns>Accuracy, loss, λ, and the residual at each depth before and after.</returns>
    public RecallOutcome Train(RecallMixer mixer, RandomStream random, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var scope = NewDisposeScope();
        var task = new AssociativeRecall { Length = Length, Pairs = Pairs, Vocabulary = Vocabulary, GapDecay = 0 };
        using var network = new RecallNetwork(mixer, this, random.Stream("weights"));
        network.to(Devices.Default);
        var test = All(task.Draw(TestSequences, random.Stream("test")));
        var before = Residuals(network, test.Tokens);
        using var optimiser = optim.AdamW(network.parameters(), LearningRate, weight_decay: 0.01);
        var trainer = new Trainer(network, optimiser, step => Loss(network, All(task.Draw(Batch, random.Stream("batches").AtStep(step)))))
        {
            LearningRate = step => LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / Steps)),
        };
        var log = trainer.Run(Steps, progress, cancellation);
        return new RecallOutcome
        {
            Accuracy = Accuracy(network, test), Loss = log.DivergedAt is null ? log.Losses.TakeLast(Math.Max(1, Steps / 10)).Average() : double.PositiveInfinity,
            SkipStrengths = [.. network.Stack.Blocks.Select(b => b.SkipStrength)],
            ResidualsBefore = before, ResidualsAfter = Residuals(network, test.Tokens), DivergedAt = log.DivergedAt,
        };
    }

    private static (Tensor Tokens, Tensor Targets) All(TokenTask task) => task.Batch([.. Enumerable.Range(0, task.Count)]);

    private Tensor Loss(RecallNetwork network, (Tensor Tokens, Tensor Targets) batch) =>
        nn.functional.cross_entropy(network.call(batch.Tokens).view(-1, Vocabulary), batch.Targets.flatten());

    private static double Accuracy(RecallNetwork network, (Tensor Tokens, Tensor Targets) test)
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var scored = test.Targets.ne(TokenTask.Unscored);
        var right = network.call(test.Tokens).argmax(-1).eq(test.Targets) & scored;
        return right.sum().to(float64).item<double>() / scored.sum().to(float64).item<double>();
    }

    private static double[] Residuals(RecallNetwork network, Tensor tokens)
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        using var probe = new LayerProbe(network.Stack);
        network.call(tokens.narrow(0, 0, Math.Min(32, tokens.size(0))));
        return [.. probe.Measure(TokenResidual.Relative).Select(depth => depth.Average())];
    }
}
