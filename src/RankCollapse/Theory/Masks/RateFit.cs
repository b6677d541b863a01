namespace RankCollapse.Theory.Masks;

/// <summary>A rate read off a curve.</summary>
public sealed record RateFit
{
    /// <summary>Factor per layer, above 0.</summary>
    public required double Rate { get; init; }

    /// <summary>Standard error of the rate from the scatter of the points about the line; 0 for two points.</summary>
    public required double StandardError { get; init; }

    /// <summary>First layer used.</summary>
    public required int FirstLayer { get; init; }

    /// <summary>Last layer used.</summary>
    public required int LastLayer { get; init; }

    /// <summary>Size of the Jordan block whose polynomial was divided out; 1 for none.</summary>
    public required int BlockSize { get; init; }
}
