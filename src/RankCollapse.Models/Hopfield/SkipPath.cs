using RankCollapse.Models.Data;

namespace RankCollapse.Models.Hopfield;

/// <summary>How what a layer adds meets what it was given: strength·old + branch·new.</summary>
public sealed record SkipPath
{
    private SkipPath(double strength, double branch, string name) => (Strength, Branch, Name) = (strength, branch, name);

    /// <summary>The usual residual connection: old + new.</summary>
    public static SkipPath Unit { get; } = new(1, 1, "unit skip");

    /// <summary>None: new.</summary>
    public static SkipPath None { get; } = new(0, 1, "no skip");

    /// <summary>What the old is multiplied by.</summary>
    public double Strength { get; }

    /// <summary>What the new is multiplied by.</summary>
    public double Branch { get; }

    /// <summary>As in figures.</summary>
    public string Name { get; }

    /// <summary>α·old + (1 − α)·new.</summary>
    /// <param name="retention">α, in [0, 1]; 0 is no skip path, 1 reads nothing.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside of [0, 1].</exception>
    /// <source paper="masumura2025" item="eq. 10, α">As in summaries of the paper; whether the MLP's path is convex, too, no source says.</source>
    public static SkipPath Convex(double retention)
    {
        Require.Within(retention, (0, 1), "It is α; 0.5 in the paper's text models.", nameof(retention));
        return new SkipPath(retention, 1 - retention, FormattableString.Invariant($"convex skip {retention}"));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
