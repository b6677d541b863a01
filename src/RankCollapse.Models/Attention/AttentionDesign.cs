using RankCollapse.Theory.Masks;

namespace RankCollapse.Models.Attention;

/// <summary>What a token's value is before it is mixed.</summary>
public enum ValueMap
{
    /// <summary>A learned linear map.</summary>
    Learned,

    /// <summary>The token itself: mixing alone, as in much of the theory.</summary>
    Identity,
}

/// <summary>The choices of a <see cref="SelfAttention"/>.</summary>
public sealed record AttentionDesign
{
    private readonly int width;
    private readonly int heads = 1;
    private readonly double? temperature;
    private readonly double dropout;

    /// <summary>Coordinates of a token; at least 1, a multiple of <see cref="Heads"/>.</summary>
    public required int Width
    {
        get => width;
        init => width = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Width), $"Width was {value}; it must be at least 1.");
    }

    /// <summary>Attention matrices side by side, each on its share of the coordinates; at least 1.</summary>
    public int Heads
    {
        get => heads;
        init => heads = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Heads), $"Heads was {value}; it must be at least 1.");
    }

    /// <summary>What scores are divided by before the softmax (τ), above 0; √(width / heads) when left out.</summary>
    public double? Temperature
    {
        get => temperature;
        init => temperature = value is null or > 0 and < double.PositiveInfinity
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Temperature), $"Temperature was {value}; it must be above 0 and finite. Leave it out for √(width / heads).");
    }

    /// <summary>Who may look at whom, by the number of tokens, as in <c>AttentionMask.Causal</c>; everybody at everybody when left out.</summary>
    public Func<int, AttentionMask>? Mask { get; init; }

    /// <summary>What is mixed.</summary>
    public ValueMap Values { get; init; } = ValueMap.Learned;

    /// <summary>Whether a learned linear map follows the mixing.</summary>
    public bool HasOutputMap { get; init; } = true;

    /// <summary>Whether the linear maps have biases.</summary>
    public bool HasBias { get; init; } = true;

    /// <summary>Chance with which a weight of the attention matrix is dropped in training; from 0 to below 1.</summary>
    public double Dropout
    {
        get => dropout;
        init => dropout = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(Dropout), $"Dropout was {value}; it must be from 0 to below 1.");
    }
}
