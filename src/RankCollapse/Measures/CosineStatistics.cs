namespace RankCollapse.Measures;

/// <summary>What the cosines of all pairs of tokens look like. All dimensionless.</summary>
public sealed record CosineStatistics
{
    /// <summary>Mean cosine, in [−1, 1].</summary>
    public required double Mean { get; init; }

    /// <summary>Mean absolute cosine, in [0, 1]; 1 for a matrix of rank one, whatever the signs.</summary>
    public required double MeanAbsolute { get; init; }

    /// <summary>Smallest cosine, the φ of Wu et al.</summary>
    public required double Minimum { get; init; }

    /// <summary>Largest cosine of two distinct tokens.</summary>
    public required double Maximum { get; init; }

    /// <summary>Number of pairs.</summary>
    public required long Pairs { get; init; }
}
