using RankCollapse.Measures;

namespace RankCollapse.Theory.Hopfield;

/// <summary>What the memory of scores costs in arithmetic; memory traffic is another matter, as the whole score tensor must be kept.</summary>
/// <source paper="masumura2025" item="O(T²) beside O(T²d)">Orders as in summaries; the constants are counted here.</source>
public sealed record MemoryCost
{
    /// <summary>T, at least 1.</summary>
    public required long Tokens { get; init => field = Positive(value, nameof(Tokens)); }

    /// <summary>d, at least 1.</summary>
    public required long Width { get; init => field = Positive(value, nameof(Width)); }

    /// <summary>H, at least 1.</summary>
    public required long Heads { get; init => field = Positive(value, nameof(Heads)); }

    /// <summary>Multiplications with addition of QKᵀ, T²d; A·V has as many.</summary>
    public long ProductMultiplyAdds => Tokens * Tokens * Width;

    /// <summary>Operations of the average, a product and an addition for each score: 2HT².</summary>
    public long AverageOperations => 2 * Heads * Tokens * Tokens;

    /// <summary>Operations of the average over those of the two products, 2HT²/(4T²d) = 1/(2d_k), each multiplication with addition counted as two.</summary>
    public double Share => (double)AverageOperations / (4 * ProductMultiplyAdds);

    private static long Positive(long value, string name) => Guard.AtLeast((int)Math.Min(value, int.MaxValue), 1, name, "Give the size of the layer.") > 0 ? value : 0;
}
