using RankCollapse.Measures;
using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Models.Training;
using RankCollapse.Models.Vision;
using RankCollapse.Randomness;
using RankCollapse.Theory.Hopfield;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Hopfield;

/// <summary>Small vision transformers on square images, trained alike but for memory, skip path and depth.</summary>
/// <source paper="masumura2025" item="image experiments">As in summaries, reduced: optimiser, epochs and batch size of the paper are not available.</source>
public sealed record VisionStudy
{
    /// <summary>Images to train on.</summary>
    public required ImageSet Train { get; init; }

    /// <summary>Images that are classified after training.</summary>
    public required ImageSet Test { get; init; }

    /// <summary>Pixels along a side of a patch.</summary>
    public int PatchSide { get; init => field = Require.AtLeast(value, 1, "Use 7 for 28 by 28 pixels."); } = 7;

    /// <summary>Width of the tokens, a multiple of the heads.</summary>
    public int Width { get; init => field = Require.AtLeast(value, 1, "Use 24 to 32."); } = 24;

    /// <summary>Heads.</summary>
    public int Heads { get; init => field = Require.AtLeast(value, 1, "Use 2."); } = 2;

    /// <summary>Neurons of the MLPs.</summary>
    public int Hidden { get; init => field = Require.AtLeast(value, 0, "Use twice the width."); } = 48;

    /// <summary>Around the MLPs.</summary>
    public SkipPath MlpSkip { get; init; } = SkipPath.Unit;

    /// <summary>What scores are multiplied by at the start: at usual weights attention is nearly even.</summary>
    public double Sharpening { get; init => field = Require.Within(value, (1e-3, 1e3), "Use 6."); } = 6.25;

    /// <summary>Gradient steps of AdamW.</summary>
    public int Steps { get; init => field = Require.AtLeast(value, 0, "Use some hundreds."); } = 150;

    /// <summary>Images per step.</summary>
    public int BatchSize { get; init => field = Require.AtLeast(value, 1, "Use 64."); } = 64;

    /// <summary>Step size.</summary>
    public double StepSize { get; init => field = Require.NotNegative(value, "2e-3 is usual at this size."); } = 2e-3;

    /// <summary>Test images whose tokens are measured.</summary>
    public int Probe { get; init => field = Require.AtLeast(value, 1, "Use 32."); } = 32;

    /// <summary>Trains one model.</summary>
    /// <param name="arm">Memory and skip path.</param>
    /// <param name="layers">Depth.</param>
    /// <param name="random">Weights and order of the images: the same for every arm.</param>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellation">Ends the training after a step.</param>
    /// <returns>What it gets right and how its tokens look.</returns>
    public VisionOutcome Run(HopfieldArm arm, int layers, RandomStream random, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(arm);
        ArgumentNullException.ThrowIfNull(random);
        using var model = Made(arm, layers, random.Stream("weights"));
        var body = (HopfieldTransformer)model.Body;
        using var optimiser = optim.AdamW(model.parameters(), StepSize);
        var batches = new EpochBatches(Train.Count, BatchSize, random.Stream("order"));
        var gradient = FirstQueryGradient(model);
        var log = new Trainer(model, optimiser, step =>
        {
            var (images, labels) = Train.Batch(batches[step], Train.Statistics);
            return nn.functional.cross_entropy(model.call(images), labels);
        }) { GradientClip = 1 }.Run(Steps, progress, cancellation);
        using var scope = NewDisposeScope();
        using var free = no_grad();
        var (probe, _) = Test.Batch([.. Enumerable.Range(0, Math.Min(Probe, Test.Count))], Train.Statistics);
        using var trace = body.Trace(model.Embed(probe));
        return new VisionOutcome
        {
            Arm = arm, Layers = layers, Log = log, Accuracy = Accuracy(model), FirstQueryGradient = gradient,
            Parameters = model.parameters().Sum(p => p.numel()),
            Cosines = trace.Mean(x => TokenCosineSimilarity.Of(x).Mean), Residuals = trace.Mean(TokenResidual.Relative), LargestScores = trace.LargestScores,
        };
    }

    private VisionTransformer Made(HopfieldArm arm, int layers, RandomStream random)
    {
        var body = new HopfieldTransformer(arm.In(new HopfieldDesign
        {
            Width = Width, Heads = Heads, Layers = layers, Hidden = Hidden, MlpSkip = MlpSkip, Skip = arm.Skip, Memory = new ScoreMemory { Retention = arm.Memory },
        }));
        var design = new VisionDesign { ImageSide = Train.Shape.Height, PatchSide = PatchSide, Channels = Train.Shape.Channels, Width = Width, Classes = Train.Classes };
        var model = Initialisation.Usual(new VisionTransformer(design, body), random);
        body.SharpenScores(Sharpening);
        return model.to(Devices.Default);
    }

    /// <summary>Length of the gradient of the first layer's query weights on the first training images; 0 where a skip path of 1 reads nothing.</summary>
    private double FirstQueryGradient(VisionTransformer model)
    {
        using var scope = NewDisposeScope();
        var (images, labels) = Train.Batch([.. Enumerable.Range(0, Math.Min(BatchSize, Train.Count))], Train.Statistics);
        nn.functional.cross_entropy(model.call(images), labels).backward();
        var length = model.named_parameters().Single(p => p.name == "body.blocks.0.mixer.query.weight").parameter.grad?.norm().item<float>() ?? 0;
        model.zero_grad();
        return length;
    }

    private double Accuracy(VisionTransformer model)
    {
        var right = 0L;
        foreach (var batch in IndexBatches.InOrder(Test.Count, 250))
        {
            using var scope = NewDisposeScope();
            var (images, labels) = Test.Batch(batch, Train.Statistics);
            right += model.call(images).argmax(1).eq(labels).sum().item<long>();
        }

        return (double)right / Test.Count;
    }
}

/// <summary>What a vision transformer learned and how far apart its tokens stayed.</summary>
public sealed record VisionOutcome
{
    /// <summary>Memory and skip path.</summary>
    public required HopfieldArm Arm { get; init; }

    /// <summary>Depth.</summary>
    public required int Layers { get; init; }

    /// <summary>Losses, in nats.</summary>
    public required TrainingLog Log { get; init; }

    /// <summary>Share of the test images that is classified right.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Trained numbers.</summary>
    public required long Parameters { get; init; }

    /// <summary>Length of the gradient of the first layer's query weights before training.</summary>
    public required double FirstQueryGradient { get; init; }

    /// <summary>Mean cosine of two tokens of a test image, before the first layer and after each, after training.</summary>
    public required IReadOnlyList<double> Cosines { get; init; }

    /// <summary>Relative residual of the tokens of a test image, before the first layer and after each, after training.</summary>
    public required IReadOnlyList<double> Residuals { get; init; }

    /// <summary>Largest remembered score in absolute value, by layer, after training.</summary>
    public required IReadOnlyList<double> LargestScores { get; init; }
}
