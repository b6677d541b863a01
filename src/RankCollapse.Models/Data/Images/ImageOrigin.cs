using System.Collections.Immutable;

namespace RankCollapse.Models.Data;

/// <summary>What a set of images is and where it comes from.</summary>
public sealed record ImageOrigin
{
    /// <summary>What a reader calls it, e.g. "Fashion-MNIST, training images".</summary>
    public required string Name { get; init; }

    /// <summary>Who made it and under which licence, or which generator drew it.</summary>
    public required string Source { get; init; }

    /// <summary>The name of each class; label c belongs to entry c.</summary>
    public required ImmutableArray<string> ClassNames
    {
        get;
        init => field = !value.IsDefaultOrEmpty ? value : throw new ArgumentException(
            "ClassNames had no entries; at least 1 class is needed. Name every label from 0 upwards.", nameof(ClassNames));
    }
}
