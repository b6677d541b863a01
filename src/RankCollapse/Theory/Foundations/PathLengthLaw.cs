using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Foundations;

/// <summary>
/// How many paths of each length a network with skip paths has: C(L, k)·H^k of length k, (1 + H)^L in all. A path drawn at random has
/// Binomial(L, H/(1 + H)) layers, so nearly all paths are nearly as long as the network is deep. Immutable.
/// </summary>
/// <source paper="dong2021" item="distribution of path lengths">Reconstructed from memory; sizes of models from the official code.</source>
public sealed class PathLengthLaw
{
    /// <summary>The law of a network.</summary>
    /// <param name="heads">H, at least 1.</param>
    /// <param name="layers">L, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number below 1.</exception>
    public PathLengthLaw(int heads, int layers)
    {
        Heads = Guard.AtLeast(heads, 1, nameof(heads), "Give the number of heads per layer.");
        Layers = Guard.AtLeast(layers, 1, nameof(layers), "Give the depth.");
    }

    /// <summary>H.</summary>
    public int Heads { get; }

    /// <summary>L.</summary>
    public int Layers { get; }

    /// <summary>L·H/(1 + H), layers.</summary>
    public double MeanLength => (double)Layers * Heads / (1 + Heads);

    /// <summary>√(L·H)/(1 + H), layers.</summary>
    public double StandardDeviation => Math.Sqrt((double)Layers * Heads) / (1 + Heads);

    /// <summary>ln (1 + H)^L: 96 layers of 96 heads have 10^190 paths.</summary>
    public double LogPaths => Layers * Math.Log(1 + Heads);

    /// <summary>The networks that the paper's figure shows.</summary>
    public static IReadOnlyList<(string Name, PathLengthLaw Law)> Published { get; } =
    [
        ("DistilBERT", new(12, 6)), ("MobileBERT", new(4, 12)), ("DeiT-Tiny", new(3, 12)), ("BERT-Base, ViT-B", new(12, 12)),
        ("BERT-Large, ViT-L", new(16, 24)), ("ViT-H", new(16, 32)), ("T5-3B", new(32, 24)), ("T5-11B", new(128, 24)), ("GPT-3", new(96, 96)),
    ];

    /// <summary>ln of the number of paths of a length, ln C(L, k) + k·ln H.</summary>
    /// <param name="length">k, from 0 to L.</param>
    /// <returns>At least 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 0 … L.</exception>
    public double LogCount(int length)
    {
        Guard.Within(length, 0, Layers, nameof(length), "A path cannot be longer than the network is deep.");
        return SpecialFunctions.BinomialLn(Layers, length) + (length * Math.Log(Heads));
    }

    /// <summary>Share of the paths that have this length.</summary>
    /// <param name="length">k, from 0 to L.</param>
    /// <returns>In (0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 0 … L.</exception>
    public double Probability(int length) => Math.Exp(LogCount(length) - LogPaths);

    /// <summary>Share of the paths of at most this length.</summary>
    /// <param name="length">k, from 0 to L.</param>
    /// <returns>In (0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 0 … L.</exception>
    public double ProbabilityUpTo(int length)
    {
        Guard.Within(length, 0, Layers, nameof(length), "A path cannot be longer than the network is deep.");
        return Binomial.CDF((double)Heads / (1 + Heads), Layers, length);
    }
}
