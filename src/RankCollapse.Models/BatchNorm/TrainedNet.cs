using RankCollapse.Models.Training;

namespace RankCollapse.Models.BatchNorm;

/// <summary>What a training of an <see cref="ImageTraining"/> showed.</summary>
public sealed record TrainedNet
{
    /// <summary>Loss of each step.</summary>
    public required TrainingLog Log { get; init; }

    /// <summary>r of the last hidden layer on the probe images before the first step; not a number where nothing arrives there.</summary>
    public required double SoftBoundBefore { get; init; }

    /// <summary>Numerical rank of the same, in single precision.</summary>
    public required long NumericalRankBefore { get; init; }

    /// <summary>r after the last step.</summary>
    public required double SoftBoundAfter { get; init; }

    /// <summary>Share of the test images that are classified rightly, in [0, 1].</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean loss of the last tenth of the steps, at least one; not a number after a divergence.</summary>
    public double Loss => Log.DivergedAt is null ? Log.Losses.TakeLast(Math.Max(1, Log.Losses.Count / 10)).Average() : double.NaN;
}
