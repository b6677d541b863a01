using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Models.Training;
using RankCollapse.Models.Vision;
using RankCollapse.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Frequency;

/// <summary>Training small vision transformers from scratch, the basis of everything that is measured about token reduction here.</summary>
/// <source paper="lee2025" item="experiments">There ImageNet models, fine-tuned for 30 epochs after the reduction; small models here, and no fine-tuning unless asked.</source>
public sealed record VisionTraining
{
    /// <summary>Images to train on, square.</summary>
    public required ImageSet Train { get; init; }

    /// <summary>Images to classify, of the same shape.</summary>
    public required ImageSet Test { get; init; }

    /// <summary>Sizes of the body.</summary>
    public ReducibleDesign Body { get; init; } = new();

    /// <summary>Pixels along a side of a patch.</summary>
    public int PatchSide { get; init => field = Require.AtLeast(value, 1, "2 on small images."); } = 2;

    /// <summary>Gradient steps, at least 1.</summary>
    public required int Steps { get; init => field = Require.AtLeast(value, 1, "A few hundred."); }

    /// <summary>Images per step, at least 1.</summary>
    public int BatchSize { get; init => field = Require.AtLeast(value, 1, "48 or 64."); } = 48;

    /// <summary>Peak step size of AdamW, above 0; a tenth of the steps warm up, then it falls like a cosine.</summary>
    public double StepSize { get; init => field = Require.NotNegative(value, "2e-3 is usual for such small models."); } = 2e-3;

    /// <summary>Trains several models side by side, one for each processor at a time; the result does not depend on how many there are.</summary>
    /// <param name="runs">How many, at least 1.</param>
    /// <param name="random">Model k draws from <c>random.Stream(k)</c>.</param>
    /// <param name="progress">Is told by the first model ten times a second.</param>
    /// <param name="cancellation">Ends all trainings after a step.</param>
    /// <returns>The models, in evaluation mode; the caller disposes them.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<TrainedVision> Run(int runs, RandomStream random, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        var trained = new TrainedVision[Require.AtLeast(runs, 1, "2 or more show a spread.", nameof(runs))];
        Parallel.For(0, runs, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, k =>
            trained[k] = RunOne(random.Stream(k), k == 0 ? progress : null, cancellation));
        return trained;
    }

    /// <summary>Goes on training a copy of a model with reductions inside its layers and re-weighting switched on.</summary>
    /// <param name="model">The model; it is left as it is.</param>
    /// <param name="steps">What happens inside which layer.</param>
    /// <param name="random">Order of the images.</param>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellation">Ends the training after a step.</param>
    /// <returns>The trained copy with its <see cref="ReducibleTransformer.Steps"/> set; the caller disposes it.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TrainedVision FineTune(
        TrainedVision model, IReadOnlyDictionary<int, ReductionStep> steps, RandomStream random, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (copy, body) = Untrained();
        using (no_grad())
        {
            foreach (var (to, from) in copy.parameters().Zip(model.Model.parameters())) to.copy_(from);
        }

        body.Steps = steps;
        foreach (var block in body.Blocks) block.Reweights = true;
        return new TrainedVision(copy, body, Descend(copy, random, progress, cancellation), Train.Statistics, Test);
    }

    private TrainedVision RunOne(RandomStream random, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var (model, body) = Untrained();
        Initialisation.Usual(model, random.Stream("weights"));
        // Positions and class token begin small, as in DeiT, not with the unit variance of an embedding.
        foreach (var (name, parameter) in model.named_parameters())
            if (name is "position" or "classToken") parameter.FillNormal(0.02, random.Stream(name));
        var log = Descend(model, random.Stream("order"), progress, cancellation);
        return new TrainedVision(model, body, log, Train.Statistics, Test);
    }

    private (VisionTransformer Model, ReducibleTransformer Body) Untrained()
    {
        var body = new ReducibleTransformer(Body);
        var design = new VisionDesign { ImageSide = Train.Shape.Height, PatchSide = PatchSide, Channels = Train.Shape.Channels, Width = Body.Width, Classes = Train.Classes };
        return (new VisionTransformer(design, body).to(Devices.Default), body);
    }

    private TrainingLog Descend(VisionTransformer model, RandomStream order, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        model.train();
        using var optimiser = optim.AdamW(model.parameters(), StepSize);
        var batches = new EpochBatches(Train.Count, BatchSize, order);
        var warmUp = Math.Max(1, Steps / 10);
        var log = new Trainer(model, optimiser, step =>
        {
            var (images, answers) = Train.Batch(batches[step], Train.Statistics);
            return nn.functional.cross_entropy(model.call(images), answers);
        })
        {
            LearningRate = step => StepSize * (step < warmUp ? (step + 1.0) / warmUp : 0.5 * (1 + Math.Cos(Math.PI * (step - warmUp) / Math.Max(1, Steps - warmUp)))), GradientClip = 1,
        }.Run(Steps, progress, cancellation);
        model.eval();
        return log;
    }
}
