using RankCollapse.Measures;
using RankCollapse.Theory.Foundations;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// Attention with LayerNorm and orthogonal value weights still collapses: with φ the smallest cosine, 1 − φ shrinks by
/// 1 − n·ε^(2r) in every r layers once φ is at least 0. Explicit constants. Immutable.
/// </summary>
/// <remarks>
/// <para>Why: two rows of an r-layer product both have weight at least ε^r on each of the n centers that reach everybody within
/// r layers, and the divisions by lengths of at most 1 only enlarge weights. The cosine of two new tokens is a combination of old
/// cosines in which a center meets itself, cosine 1, with weight at least ε^(2r).</para>
/// <para>Pre-norm is the same system: with Y = LN(X), X ← A·Y·W_V gives Y ← LN(A·Y·W_V).</para>
/// </remarks>
/// <source paper="wu2024" item="theorem 2 and corollary 1">Constants derived here. Theorem 2 is printed with N·ε^(2r), which needs
/// the diameter in place of the radius: see <see cref="PrintedBlockContraction"/> and <see cref="RadiusStep"/>.</source>
public sealed class LayerNormBound
{
    /// <summary>The bound for a mask and an attention floor, in blocks of as many layers as the radius.</summary>
    /// <param name="mask">Has a center and all self-loops, at least 2 tokens; checked.</param>
    /// <param name="attentionFloor">ε in (0, 1/maximum degree], the smallest attention weight on an allowed pair.</param>
    /// <exception cref="ArgumentException">As for <see cref="CollapseBound"/>.</exception>
    public LayerNormBound(AttentionMask mask, double attentionFloor)
        : this(new CollapseBound(mask, attentionFloor))
    {
    }

    private LayerNormBound(CollapseBound without)
    {
        (Mask, AttentionFloor) = (without.Mask, without.AttentionFloor);
        (BlockLength, Centers) = (without.Radius, without.CentersWithinRadius);
    }

    /// <summary>The mask.</summary>
    public AttentionMask Mask { get; }

    /// <summary>ε, dimensionless.</summary>
    public double AttentionFloor { get; }

    /// <summary>r, layers per block.</summary>
    public int BlockLength { get; }

    /// <summary>n, the number of tokens that reach all others within a block; at least 1.</summary>
    public int Centers { get; }

    /// <summary>1 − n·ε^(2r), the factor of 1 − φ per block; in [0, 1).</summary>
    public double BlockContraction => Math.Max(0, 1 - (Centers * Math.Pow(AttentionFloor, 2 * BlockLength)));

    /// <summary>1 − N·ε^(2r) as printed in theorem 2; may be false unless all N tokens reach all others within r layers.</summary>
    /// <source paper="wu2024" item="theorem 2">As printed, r the radius.</source>
    public double PrintedBlockContraction => Math.Max(0, 1 - (Mask.Tokens * Math.Pow(AttentionFloor, 2 * BlockLength)));

    /// <summary>1 − N·ε^(2D) for blocks of D layers, D the diameter: the corrected form of theorem 2. Null without a diameter.</summary>
    /// <source paper="wu2024" item="theorem 2">Derived here.</source>
    public double? DiameterBlockContraction => Mask.Graph.Diameter is { } diameter
        ? Math.Max(0, 1 - (Mask.Tokens * Math.Pow(AttentionFloor, 2 * diameter)))
        : null;

    /// <summary>The bound for what happened in a run, with the observed ε.</summary>
    /// <param name="mask">The mask of the run.</param>
    /// <param name="run">A run with LayerNorm of at least 1 layer.</param>
    /// <returns>The bound.</returns>
    /// <exception cref="ArgumentException">The mask does not meet the hypotheses.</exception>
    public static LayerNormBound For(AttentionMask mask, StackRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new LayerNormBound(mask, run.AttentionFloor(mask));
    }

    /// <summary>√(N(1 − φ)) · (1 − n·ε^(2r))^(⌊t/r⌋/2), at least mu before layer t.</summary>
    /// <param name="startGap">1 − φ before the first layer, in [0, 1]: all cosines must be at least 0.</param>
    /// <param name="layer">t, at least 0.</param>
    /// <returns>A residual of tokens of length 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A cosine below 0 (the corollary does not apply), or a negative layer.</exception>
    public double Residual(double startGap, int layer)
    {
        Guard.Within(startGap, 0, 1, nameof(startGap), "It is 1 − φ, and corollary 1 needs φ of at least 0. Let the tokens approach first.");
        Guard.AtLeast(layer, 0, nameof(layer), "Count layers from 0.");
        return Math.Sqrt(Mask.Tokens * startGap) * Math.Pow(BlockContraction, layer / BlockLength / 2.0);
    }

    /// <summary>Largest ratio of a measured 1 − φ after a block to its bound, over all blocks of a run that start with φ of at least 0.</summary>
    /// <param name="run">A run with LayerNorm and orthogonal value weights under this mask.</param>
    /// <returns>At most 1 where the theorem holds; NaN when no block starts with φ of at least 0.</returns>
    public double WorstBlock(StackRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var gaps = run.CosineGaps;
        var worst = double.NaN;
        for (var t = 0; t + BlockLength < gaps.Count; t++)
        {
            // Below the normal range of 1 − φ its square root, which is what the run carries, has no digits left.
            if (gaps[t] > 1 || gaps[t] < 1e-290) continue;
            var ratio = gaps[t + BlockLength] / (BlockContraction * gaps[t]);
            if (!(ratio <= worst)) worst = ratio;
        }

        return worst;
    }
}
