using RankCollapse.Measures;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>How deep networks are, how many are drawn, and where they are looked at. Immutable.</summary>
public sealed record DepthPlan
{
    private readonly int layers, samples, threads = Environment.ProcessorCount;

    /// <summary>Number of layers, or of blocks where there is an MLP; at least 1.</summary>
    public required int Layers
    {
        get => layers;
        init => layers = Guard.AtLeast(value, 1, nameof(Layers), "Give the depth.");
    }

    /// <summary>Number of independent networks, at least 1.</summary>
    public required int Samples
    {
        get => samples;
        init => samples = Guard.AtLeast(value, 1, nameof(Samples), "Give the size of the sample.");
    }

    /// <summary>Layers after which all networks are kept; the last one always is.</summary>
    public IReadOnlyList<int> Record { get; init; } = [];

    /// <summary>Threads, at least 1; results do not depend on them.</summary>
    public int Threads
    {
        get => threads;
        init => threads = Guard.AtLeast(value, 1, nameof(Threads), "Use 1 for the calling thread alone.");
    }

    /// <summary>Kept layers in rising order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A layer outside of the network.</exception>
    internal int[] RecordedLayers() => [.. Record
        .Select(layer => (int)Guard.Within(layer, 0, Layers, nameof(Record), "Record layers of the network."))
        .Append(Layers).Distinct().Order()];

    /// <summary>One line.</summary>
    /// <returns>Samples and layers.</returns>
    public override string ToString() => $"{Samples} networks of {Layers} layers";
}
