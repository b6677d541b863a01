using System.Diagnostics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Training;

/// <summary>Minimises a loss step by step.</summary>
/// <remarks>
/// What a step is trained on is a function of its number, so that a training that was cut off goes on exactly where it stopped:
/// draw the batch of step s from <c>random.Stream("batches").AtStep(s)</c>. The trainer owns neither model nor optimiser.
/// </remarks>
/// <param name="model">What is trained.</param>
/// <param name="optimiser">Over the model's parameters.</param>
/// <param name="loss">The loss at a step, from 0: a tensor of one element with its graph; the trainer disposes it.</param>
public sealed class Trainer(nn.Module model, OptimizerHelper optimiser, Func<long, Tensor> loss)
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromSeconds(30);

    /// <summary>The length to which a longer gradient, over all parameters, is cut; not cut when left out.</summary>
    public double? GradientClip { get; init; }

    /// <summary>The learning rate at a step; the optimiser's own when left out.</summary>
    public Func<long, double>? LearningRate { get; init; }

    /// <summary>What is measured, without graph, before each step.</summary>
    public IReadOnlyDictionary<string, Func<double>> Metrics { get; init; } = new Dictionary<string, Func<double>>();

    /// <summary>Steps from one measurement to the next; 1 measures at each step.</summary>
    public long MeasureEvery { get; init; } = 1;

    /// <summary>File that a training leaves behind and goes on from: written every 30 seconds, at its end and when it is cancelled.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Trains, from the checkpoint where there is one.</summary>
    /// <param name="steps">Steps in all, those of the checkpoint included.</param>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellation">Ends the training after a step; looked at between steps.</param>
    /// <returns>What was seen, the steps before the checkpoint included. It ends early at a loss that is not finite.</returns>
    /// <exception cref="OperationCanceledException">The training was cancelled; the checkpoint, if any, was written.</exception>
    public TrainingLog Run(long steps, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var log = Checkpoint is not null && File.Exists(Checkpoint) ? TrainingCheckpoint.Read(Checkpoint, model, optimiser) : new TrainingLog();
        var (first, clock, reported, saved) = (log.Losses.Count, Stopwatch.StartNew(), TimeSpan.Zero, TimeSpan.Zero);
        for (long step = first; step < steps && log.DivergedAt is null; step++)
        {
            if (cancellation.IsCancellationRequested) break;
            Step(step, log);
            if (Checkpoint is not null && clock.Elapsed - saved > BetweenCheckpoints)
            {
                TrainingCheckpoint.Write(Checkpoint, model, optimiser, log);
                saved = clock.Elapsed;
            }
            if (clock.Elapsed - reported < BetweenReports && step + 1 < steps) continue;
            reported = clock.Elapsed;
            progress?.Report(new TrainingProgress(step + 1, steps, log.Losses[^1], reported * ((double)(steps - step - 1) / (step + 1 - first))));
        }
        if (Checkpoint is not null) TrainingCheckpoint.Write(Checkpoint, model, optimiser, log);
        cancellation.ThrowIfCancellationRequested();
        return log;
    }

    private void Step(long step, TrainingLog log)
    {
        using var scope = NewDisposeScope();
        if (step % MeasureEvery == 0) Measure(step, log);
        if (LearningRate is not null)
        {
            foreach (var group in optimiser.ParamGroups) group.LearningRate = LearningRate(step);
        }
        var value = loss(step);
        log.Add(value.detach().to(float64).item<double>());
        // A loss that is not finite would spoil the weights: they stay as they were.
        if (log.DivergedAt is not null) return;
        optimiser.zero_grad();
        value.backward();
        if (GradientClip is { } length) nn.utils.clip_grad_norm_(model.parameters(), length);
        optimiser.step();
    }

    private void Measure(long step, TrainingLog log)
    {
        using var free = no_grad();
        foreach (var (name, metric) in Metrics) log.Add(name, step, metric());
    }
}
