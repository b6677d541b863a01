using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Masks;

/// <summary>
/// Theorem 1 with explicit constants: without LayerNorm, skip path and feed-forward part, a mask that has a center forces all
/// tokens to one common vector, by a factor of 1 − ε^r in every r layers. Immutable.
/// </summary>
/// <remarks>
/// <para>r is the radius of the mask and ε the smallest attention weight on an allowed pair. Every row of a product of r layers
/// has weight at least ε^r on a center, so its Dobrushin coefficient is at most 1 − ε^r; with n tokens of eccentricity at
/// most r, at most 1 − n·ε^r.</para>
/// <para>The bound is exponential and often loose by orders of magnitude: the causal mask really collapses by 1/2 per layer, while
/// ε is at most 1/N. <see cref="UniformAttention.CollapseRate"/> is the exact rate.</para>
/// </remarks>
/// <source paper="wu2024" item="theorem 1">The paper gives no explicit ε and C; both derived here. See <see cref="LemmaThree"/> for its proof.</source>
public sealed class CollapseBound
{
    private readonly int block;

    /// <summary>The bound for a mask and an attention floor.</summary>
    /// <param name="mask">Has a center and all self-loops (A1), at least 2 tokens; all three are checked.</param>
    /// <param name="attentionFloor">ε in (0, 1/maximum degree]: from a run, or from <see cref="AttentionFloorOf"/>.</param>
    /// <exception cref="ArgumentException">No center, a missing self-loop, a single token, or ε outside its range.</exception>
    public CollapseBound(AttentionMask mask, double attentionFloor)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.Tokens < 2)
        {
            throw new ArgumentException(
                "The mask had 1 token; the theorem compares at least 2. A single token agrees with itself.", nameof(mask));
        }

        if (mask.Graph.Radius is not { } radius)
        {
            throw new ArgumentException(
                $"The {mask.Name} mask had {mask.Graph.ClosedClasses.Count} closed classes and no center; the theorem needs a "
                + "token that reaches all others. Use ClosedClassConsensus for its limit.", nameof(mask));
        }

        if (!mask.HasAllSelfLoops)
        {
            throw new ArgumentException(
                $"The {mask.Name} mask had a token that may not attend to itself; assumption A1 asks for all self-loops. "
                + "Allow them, or use Dobrushin.ResidualBounds, which does not need them.", nameof(mask));
        }

        // The largest row has at least one weight of at most 1/degree; a little slack for rounding of such weights.
        if (!(attentionFloor > 0 && attentionFloor * mask.MaximumDegree <= 1 + 1e-12))
        {
            throw new ArgumentOutOfRangeException(
                nameof(attentionFloor), FormattableString.Invariant(
                    $"attentionFloor was {attentionFloor}; it must be in (0, 1/{mask.MaximumDegree}], as a row of the {mask.Name} mask ")
                + $"shares 1 among {mask.MaximumDegree} tokens. Use the AttentionFloor of a run.");
        }

        Mask = mask;
        AttentionFloor = attentionFloor;
        block = radius;
        CentersWithinRadius = mask.Graph.CentersWithin(radius);
    }

    /// <summary>The mask.</summary>
    public AttentionMask Mask { get; }

    /// <summary>ε, dimensionless.</summary>
    public double AttentionFloor { get; }

    /// <summary>r, the number of layers in a block.</summary>
    public int Radius => block;

    /// <summary>n, the number of tokens that reach all others within r layers; at least 1.</summary>
    public int CentersWithinRadius { get; }

    /// <summary>1 − ε^r, the factor per block of r layers; in [0, 1).</summary>
    public double BlockContraction => 1 - Math.Pow(AttentionFloor, block);

    /// <summary>1 − n·ε^r, the factor per block when all n centers are counted; in [0, 1].</summary>
    public double RefinedBlockContraction => Math.Max(0, 1 - (CentersWithinRadius * Math.Pow(AttentionFloor, block)));

    /// <summary>(1 − ε^r)^(1/r), the factor per layer.</summary>
    public double RatePerLayer => Math.Exp(Math.Log(BlockContraction) / block);

    /// <summary>An attention floor from a bound of the scores: ε ≥ 1/(1 + (D − 1)·e^(2K)), D the maximum degree.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="scoreBound">K, a bound of all absolute scores in all layers: see <see cref="AttentionWeights.ScoreBound"/>.</param>
    /// <returns>In (0, 1/D]; it may underflow to 0 for K above about 350.</returns>
    /// <exception cref="ArgumentOutOfRangeException">K is negative or not finite.</exception>
    /// <source paper="wu2024" item="proof of theorem 1">Existence there; the constant is derived here.</source>
    public static double AttentionFloorOf(AttentionMask mask, double scoreBound)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Guard.Within(scoreBound, 0, double.MaxValue, nameof(scoreBound), "It bounds absolute scores; take it from AttentionWeights.ScoreBound.");
        return 1 / (1 + ((mask.MaximumDegree - 1) * Math.Exp(2 * scoreBound)));
    }

    /// <summary>The bound for what happened in a run, with the observed ε.</summary>
    /// <param name="run">A run of at least 1 layer.</param>
    /// <returns>The bound.</returns>
    /// <exception cref="ArgumentException">The mask does not meet the hypotheses.</exception>
    public static CollapseBound For(AttentionRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new CollapseBound(run.Mask, run.AttentionFloor);
    }

    /// <summary>‖W_V products‖₂ · (√N/2) · (1 − ε^r)^⌊t/r⌋ · (Σ_j osc_j²)^½, at least mu before layer t.</summary>
    /// <param name="start">Tokens before the first layer, shape [tokens, width], finite entries.</param>
    /// <param name="layer">t, at least 0.</param>
    /// <param name="valueProductNorm">‖W_V(0) ⋯ W_V(t − 1)‖₂; 1 for orthogonal value matrices.</param>
    /// <returns>In the unit of the tokens.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or an argument is negative.</exception>
    public double Residual(Matrix<double> start, int layer, double valueProductNorm = 1) =>
        Prefactor(start, layer, valueProductNorm) * Math.Pow(BlockContraction, layer / block);

    /// <summary>The same with 1 − n·ε^r in place of 1 − ε^r.</summary>
    /// <param name="start">Tokens before the first layer, shape [tokens, width], finite entries.</param>
    /// <param name="layer">t, at least 0.</param>
    /// <param name="valueProductNorm">‖W_V(0) ⋯ W_V(t − 1)‖₂; 1 for orthogonal value matrices.</param>
    /// <returns>In the unit of the tokens; at most <see cref="Residual"/>.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or an argument is negative.</exception>
    public double RefinedResidual(Matrix<double> start, int layer, double valueProductNorm = 1) =>
        Prefactor(start, layer, valueProductNorm) * Math.Pow(RefinedBlockContraction, layer / block);

    /// <summary><see cref="Residual"/> before every layer of a run, with its value matrices.</summary>
    /// <param name="run">A run under the same mask.</param>
    /// <returns>Layers + 1 numbers.</returns>
    public double[] Residuals(AttentionRun run) => Curve(run, Residual);

    /// <summary><see cref="RefinedResidual"/> before every layer of a run, with its value matrices.</summary>
    /// <param name="run">A run under the same mask.</param>
    /// <returns>Layers + 1 numbers.</returns>
    public double[] RefinedResiduals(AttentionRun run) => Curve(run, RefinedResidual);

    /// <summary>One line.</summary>
    /// <returns>Mask, radius, floor and rate.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Mask.Name}: radius {block}, ε = {AttentionFloor:G4}, {CentersWithinRadius} centers, at most {RatePerLayer:G6} per layer");

    private static double[] Curve(AttentionRun run, Func<Matrix<double>, int, double, double> bound)
    {
        ArgumentNullException.ThrowIfNull(run);
        // The centred start has the same column ranges, to more digits.
        var start = run.State(0).CentredUnsafe;
        return [.. Enumerable.Range(0, run.Layers + 1).Select(layer => bound(start, layer, run.ValueProductNorm(layer)))];
    }

    private double Prefactor(Matrix<double> start, int layer, double valueProductNorm)
    {
        Guard.AtLeast(layer, 0, nameof(layer), "Count layers from 0.");
        Guard.Within(valueProductNorm, 0, double.MaxValue, nameof(valueProductNorm), "Use 1 for orthogonal value matrices.");
        return valueProductNorm * Math.Sqrt(Mask.Tokens) / 2 * Dobrushin.ColumnOscillation(start);
    }
}
