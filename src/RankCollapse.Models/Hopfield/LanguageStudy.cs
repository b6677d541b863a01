using RankCollapse.Measures;
using RankCollapse.Models.Data;
using RankCollapse.Models.Language;
using RankCollapse.Models.Stacks;
using RankCollapse.Models.Training;
using RankCollapse.Randomness;
using RankCollapse.Theory.Hopfield;
using RankCollapse.Theory.Masks;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Hopfield;

/// <summary>Small character models on one text, trained alike but for memory and skip path.</summary>
/// <source paper="masumura2025" item="language experiments">As in summaries, reduced: characters and four layers instead of words and GPT-2.</source>
public sealed record LanguageStudy
{
    /// <summary>The text; a tenth at its end is for validation.</summary>
    public required TextCorpus Text { get; init; }

    /// <summary>Characters of a window.</summary>
    public int Context { get; init => field = Require.AtLeast(value, 1, "Use 48 to 64."); } = 48;

    /// <summary>Width of the tokens, a multiple of the heads.</summary>
    public int Width { get; init => field = Require.AtLeast(value, 1, "Use 48 to 64."); } = 48;

    /// <summary>Heads.</summary>
    public int Heads { get; init => field = Require.AtLeast(value, 1, "Use 4."); } = 4;

    /// <summary>Layers.</summary>
    public int Layers { get; init => field = Require.AtLeast(value, 1, "Use 4."); } = 4;

    /// <summary>Gradient steps of AdamW.</summary>
    public int Steps { get; init => field = Require.AtLeast(value, 0, "Use some hundreds."); } = 150;

    /// <summary>Windows per step.</summary>
    public int BatchSize { get; init => field = Require.AtLeast(value, 1, "Use 16."); } = 12;

    /// <summary>Step size.</summary>
    public double StepSize { get; init => field = Require.NotNegative(value, "3e-3 is usual at this size."); } = 3e-3;

    /// <summary>Validation windows, spread evenly.</summary>
    public int Validation { get; init => field = Require.AtLeast(value, 1, "Use 100."); } = 120;

    /// <summary>Trains one model with a hidden state.</summary>
    /// <param name="arm">Memory and skip path.</param>
    /// <param name="random">Weights and windows: the same for every arm.</param>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellation">Ends the training after a step.</param>
    /// <returns>Losses and token uniformity.</returns>
    public LanguageOutcome Run(HopfieldArm arm, RandomStream random, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(arm);
        return Train(arm, new HopfieldTransformer(arm.In(Design)), random, progress, cancellation);
    }

    /// <summary>Trains a transformer that has no hidden state in it at all: what the arm without memory must equal bit for bit.</summary>
    /// <param name="random">As for <see cref="Run"/>.</param>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellation">Ends the training after a step.</param>
    /// <returns>Losses; uniformity is not measured.</returns>
    public LanguageOutcome RunOrdinary(RandomStream random, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(HopfieldArm.Attention, new SequenceStack(HopfieldTransformer.BlockOf(Design), Layers), random, progress, cancellation);

    private HopfieldDesign Design => new()
    {
        Width = Width, Heads = Heads, Layers = Layers, Hidden = 4 * Width, Mask = AttentionMask.Causal, Skip = SkipPath.Unit, Memory = new ScoreMemory { Retention = 0 },
    };

    private LanguageOutcome Train(HopfieldArm arm, nn.Module<Tensor, Tensor> body, RandomStream random, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (train, held) = TokenText.Of(Text.Text, new CharacterTokeniser(Text.Text)).Split(0.1);
        using var model = new CharacterGpt(new LanguageDesign { Vocabulary = train.Vocabulary, Context = Context, Width = Width }, body);
        Initialisation.Gaussian(model, 0.7 / Math.Sqrt(Width), random.Stream("weights")).to(Devices.Default);
        using var optimiser = optim.AdamW(model.parameters(), StepSize);
        int[] all = [.. Enumerable.Range(0, BatchSize)];
        Tensor Loss(TokenTask task, int[] windows)
        {
            var (tokens, targets) = task.Batch(windows);
            return nn.functional.cross_entropy(model.call(tokens).flatten(0, 1), targets.flatten());
        }

        var log = new Trainer(model, optimiser, step => Loss(train.Windows(Context, BatchSize, random.Stream("windows").AtStep(step)), all))
        {
            GradientClip = 1,
            LearningRate = step => StepSize * Math.Min(1, (step + 1) / 20.0),
        }.Run(Steps, progress, cancellation);
        using var scope = NewDisposeScope();
        using var free = no_grad();
        var windows = held.ConsecutiveWindows(Context);
        int[] chosen = [.. Enumerable.Range(0, Validation).Select(k => (int)((long)k * windows.Count / Validation))];
        var cosines = body is HopfieldTransformer traced ? Cosines(traced, model.Embed(windows.Batch(chosen.AsSpan(0, Math.Min(16, Validation))).Tokens)) : [];
        return new LanguageOutcome
        {
            Arm = arm, Log = log, ValidationLoss = Loss(windows, chosen).to(float64).item<double>(), Parameters = model.parameters().Sum(p => p.numel()), Cosines = cosines,
        };
    }

    private static IReadOnlyList<double> Cosines(HopfieldTransformer body, Tensor tokens)
    {
        using var trace = body.Trace(tokens);
        return trace.Mean(x => TokenCosineSimilarity.Of(x).Mean);
    }
}

/// <summary>What a character model learned and how uniform its tokens became.</summary>
public sealed record LanguageOutcome
{
    /// <summary>Memory and skip path.</summary>
    public required HopfieldArm Arm { get; init; }

    /// <summary>Training losses, in nats per character.</summary>
    public required TrainingLog Log { get; init; }

    /// <summary>Nats per character on windows that were not trained on.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>Trained numbers.</summary>
    public required long Parameters { get; init; }

    /// <summary>Mean cosine of two tokens of a window, before the first layer and after each.</summary>
    public required IReadOnlyList<double> Cosines { get; init; }
}
