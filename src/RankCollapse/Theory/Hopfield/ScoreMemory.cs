using RankCollapse.Measures;

namespace RankCollapse.Theory.Hopfield;

/// <summary>What the scores of the layer before the first one are.</summary>
public enum MemoryStart
{
    /// <summary>(F) The first layer's own scores, so that it is ordinary attention and weights sum to 1.</summary>
    FirstScores,

    /// <summary>(Z) Zero, so that the first layers are softer: weights sum to 1 − α'^L.</summary>
    Zero,
}

/// <summary>The moving average of attention scores over layers, H ← α'H + (1 − α')S: how much of it each layer's scores make up.</summary>
/// <source paper="masumura2025" item="eq. 10, unrolled">Derived here. The initialisation is visible in no source; F is what a re-implementation has.</source>
public sealed record ScoreMemory
{
    /// <summary>α', in [0, 1]: what is kept of the earlier scores; 0 is ordinary attention.</summary>
    public required double Retention { get; init => field = Guard.Within(value, 0, 1, nameof(Retention), "Use 0 for ordinary attention, 0.5 as in the paper."); }

    /// <summary>The scores before the first layer.</summary>
    public MemoryStart Start { get; init; } = MemoryStart.FirstScores;

    /// <summary>Weights of the scores of layer 1, …, L in the average of layer L: (1 − α')α'^(L−l), and for F α'^(L−1) for l = 1.</summary>
    /// <param name="layers">L, at least 1.</param>
    /// <returns>Shape [layers], at least 0; their sum is <see cref="WeightSum"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No layers.</exception>
    public double[] Weights(int layers)
    {
        Guard.AtLeast(layers, 1, nameof(layers), "The average begins with layer 1.");
        var weights = new double[layers];
        for (var l = 1; l <= layers; l++)
            weights[l - 1] = (l == 1 && Start == MemoryStart.FirstScores ? 1 : 1 - Retention) * Math.Pow(Retention, layers - l);
        return weights;
    }

    /// <summary>What the weights sum to, 1 for F and 1 − α'^L for Z: the factor by which Z softens the softmax of layer L.</summary>
    /// <param name="layers">L, at least 1.</param>
    /// <returns>In [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">No layers.</exception>
    public double WeightSum(int layers)
    {
        Guard.AtLeast(layers, 1, nameof(layers), "The average begins with layer 1.");
        return Start == MemoryStart.FirstScores ? 1 : 1 - Math.Pow(Retention, layers);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"α' = {Retention}, {(Start == MemoryStart.Zero ? "Z" : "F")}");
}
