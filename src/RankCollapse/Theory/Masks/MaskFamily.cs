namespace RankCollapse.Theory.Masks;

/// <summary>
/// A row of the table of masks: how to build the mask for any length, and its graph by formula, without a search. Immutable.
/// </summary>
/// <source paper="wu2024" item="section 3, attention masks as graphs">
/// Complete, causal and both windows are theirs; the other masks and all formulas are derived here.
/// </source>
public sealed class MaskFamily
{
    private readonly Func<int, int, AttentionMask> build;
    private readonly Func<int, int, MaskFacts> facts;

    private MaskFamily(string name, Func<int, int, AttentionMask> build, Func<int, int, MaskFacts> facts)
    {
        Name = name;
        (this.build, this.facts) = (build, facts);
    }

    /// <summary>What the mask is called in text and figures, without its half-width: "sliding window".</summary>
    public string Name { get; }

    /// <summary>All ten rows: first the seven masks that have a center, then the three that have none.</summary>
    public static IReadOnlyList<MaskFamily> All { get; } =
    [
        new("complete", (n, _) => AttentionMask.Complete(n), (n, _) => Strong(n, 1, 1)),
        new("causal", (n, _) => AttentionMask.Causal(n), (_, _) => FromFirst(1)),
        new("sliding window", AttentionMask.SlidingWindow, (n, b) => Strong(n, Quotient(n / 2, b), Quotient(n - 1, b))),
        new("uni-directional window", AttentionMask.UnidirectionalWindow, (n, b) => FromFirst(Quotient(n - 1, b))),
        new("ring window", AttentionMask.RingWindow, (n, b) => Strong(n, Quotient(n / 2, b), Quotient(n / 2, b))),
        new("attention sink", AttentionMask.SinkWithUnidirectionalWindow, (_, _) => FromFirst(1)),
        // The tokens beside the global one are at most N − 2 apart.
        new("global token", AttentionMask.GlobalTokenWithWindow, (n, b) => Strong(n, 1, n - 2 <= b ? 1 : 2)),
        new("block diagonal", (n, _) => AttentionMask.BlockDiagonal(n / 2, n - (n / 2)), (_, _) => Split(2)),
        new("dilated window", AttentionMask.Dilated, (_, _) => Split(2)),
        new("identity", (n, _) => AttentionMask.Identity(n), (n, _) => Split(n)),
    ];

    /// <summary>The mask for a length, under the name of the family.</summary>
    /// <param name="tokens">N, at least 2.</param>
    /// <param name="halfWidth">b, at least 1; masks without a window ignore it, and the block diagonal mask has two halves.</param>
    /// <returns>The mask.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 tokens or a half-width below 1.</exception>
    public AttentionMask Build(int tokens, int halfWidth = 1)
    {
        Check(tokens, halfWidth);
        return build(tokens, halfWidth).Named(Name);
    }

    /// <summary>What the formulas say about the graph.</summary>
    /// <param name="tokens">N, at least 2.</param>
    /// <param name="halfWidth">b, at least 1.</param>
    /// <returns>Centers, radius, diameter and closed classes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 tokens or a half-width below 1.</exception>
    public MaskFacts Predicted(int tokens, int halfWidth = 1)
    {
        Check(tokens, halfWidth);
        return facts(tokens, halfWidth);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static MaskFacts Strong(int tokens, int radius, int diameter) =>
        new() { Centers = tokens, Radius = radius, Diameter = diameter, ClosedClasses = 1 };

    private static MaskFacts FromFirst(int radius) => new() { Centers = 1, Radius = radius, ClosedClasses = 1 };

    private static MaskFacts Split(int classes) => new() { Centers = 0, ClosedClasses = classes };

    private static int Quotient(int dividend, int divisor) => (dividend + divisor - 1) / divisor;

    private static void Check(int tokens, int halfWidth)
    {
        Measures.Guard.AtLeast(tokens, 2, nameof(tokens), "A single token has nobody to attend to.");
        Measures.Guard.AtLeast(halfWidth, 1, nameof(halfWidth), "Use 1 for the nearest neighbours.");
    }
}

/// <summary>Four numbers of a mask's graph; equal when all four are.</summary>
public sealed record MaskFacts
{
    /// <summary>How many tokens reach all others.</summary>
    public required int Centers { get; init; }

    /// <summary>Smallest eccentricity of a center, in layers; null when there is none.</summary>
    public int? Radius { get; init; }

    /// <summary>Largest eccentricity, in layers; null unless all tokens are centers.</summary>
    public int? Diameter { get; init; }

    /// <summary>Number of closed classes, at least 1.</summary>
    public required int ClosedClasses { get; init; }

    /// <summary>The four numbers by search.</summary>
    /// <param name="graph">A mask's graph.</param>
    /// <returns>What the search found.</returns>
    public static MaskFacts Of(MaskGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new MaskFacts
        {
            Centers = graph.Centers.Count, Radius = graph.Radius, Diameter = graph.Diameter, ClosedClasses = graph.ClosedClasses.Count,
        };
    }
}
