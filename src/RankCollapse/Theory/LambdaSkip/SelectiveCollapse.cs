using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Theorem C: a selective state space model with unit-row LN and no skip path collapses at least exponentially, with constants that
/// are read off the first tokens. Immutable.
/// </summary>
/// <remarks>
/// LN makes a positive M act like its row-normalised form; tokens stay in the cone of the first ones, token 1 never moves, and 1 −
/// cos(y_i, y_1) shrinks by 1 − p in each layer.
/// </remarks>
/// <source paper="joseph2025" item="theorem 4.3">Takes the place of the bound √N·(1 − ε²λ_min²α^(2N))^K reported in reviews: under W → s·W
/// the tokens do not change and that bound does, so that ε must hide a normalisation which was not available. Derived here.</source>
public sealed class SelectiveCollapse
{
    private readonly int tokens;

    /// <summary>The constants for a model and its first tokens.</summary>
    /// <param name="mixing">α above 0 and W.</param>
    /// <param name="start">Y⁽⁰⁾, shape [tokens, width], at least 2 rows, of length 1 within 1e-9.</param>
    /// <exception cref="ArgumentException">A hypothesis fails: y_iᵀ·W·y_j or a cosine with the first token is not positive.</exception>
    public SelectiveCollapse(QuadraticSelectiveMixing mixing, Matrix<double> start)
    {
        ArgumentNullException.ThrowIfNull(mixing);
        UnitRows.Require(start, nameof(start));
        tokens = start.RowCount;
        LeastWeight = (start * mixing.WeightsUnsafe).TransposeAndMultiply(start).Enumerate().Min();
        LeastCosine = (start * start.Row(0)).Minimum();
        if (!(LeastWeight > 0 && LeastCosine > 0 && mixing.Decay > 0))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The least y_i·W·y_j was {LeastWeight:G4}, the least cosine with the first token {LeastCosine:G4} and α {mixing.Decay:G4}; ")
                + "all three must be above 0. Start with tokens in a narrow cone: add a common mean.", nameof(start));
        }

        Decay = mixing.Decay;
        WeightNorm = mixing.WeightsUnsafe.L2Norm();
        var decays = Enumerable.Range(0, tokens).Sum(lag => Math.Pow(Decay, lag));
        Contraction = Math.Pow(Decay, tokens - 1) * LeastWeight / (WeightNorm * decays);
    }

    /// <summary>w_lo, the least y_iᵀ·W·y_j of the first tokens, above 0.</summary>
    public double LeastWeight { get; }

    /// <summary>‖W‖₂.</summary>
    public double WeightNorm { get; }

    /// <summary>c₀, the least cosine of a first token with token 1, in (0, 1].</summary>
    public double LeastCosine { get; }

    /// <summary>α.</summary>
    public double Decay { get; }

    /// <summary>p = α^(N−1)·w_lo/(‖W‖₂·Σ_{τ&lt;N} α^τ), in (0, 1).</summary>
    public double Contraction { get; }

    /// <summary>(2(N − 1)(1 − c₀))^½·(1 − p)^(K/2), an upper bound of mu after K layers.</summary>
    /// <param name="layers">K, at least 0.</param>
    /// <returns>A length for unit rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 0 layers.</exception>
    public double Bound(int layers)
    {
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth.");
        return Math.Sqrt(2.0 * (tokens - 1) * Math.Max(0, 1 - LeastCosine)) * Math.Exp(0.5 * layers * Math.Log(1 - Contraction));
    }
}

/// <summary>The door of the theorems about LN with rows of length 1.</summary>
internal static class UnitRows
{
    public static void Require(Matrix<double> tokens, string name)
    {
        Guard.Finite(tokens, name);
        if (tokens.RowCount < 2)
            throw new ArgumentException("There was 1 token; collapse needs at least 2. Pass one token per row.", name);
        var lengths = tokens.RowNorms(2);
        for (var i = 0; i < lengths.Count; i++)
        {
            if (Math.Abs(lengths[i] - 1) <= 1e-9) continue;
            throw new ArgumentException(FormattableString.Invariant(
                $"Token {i} had length {lengths[i]:R}; tokens must have length 1. Apply SphereProjection first."), name);
        }
    }
}
