namespace RankCollapse.Models.LambdaSkip;

/// <summary>What one training of a <see cref="RecallStudy"/> ended with.</summary>
public sealed record RecallOutcome
{
    /// <summary>Share of queries of fresh sequences that are answered correctly, in [0, 1].</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean loss of the last tenth of the steps, in nats; infinite when the training diverged.</summary>
    public required double Loss { get; init; }

    /// <summary>λ of each layer at the end.</summary>
    public required IReadOnlyList<double> SkipStrengths { get; init; }

    /// <summary>mu/‖Y‖_F at each depth before training, mean over sequences.</summary>
    public required IReadOnlyList<double> ResidualsBefore { get; init; }

    /// <summary>mu/‖Y‖_F at each depth after training, mean over sequences.</summary>
    public required IReadOnlyList<double> ResidualsAfter { get; init; }

    /// <summary>The step whose loss was not finite; null when there was none.</summary>
    public required long? DivergedAt { get; init; }
}
