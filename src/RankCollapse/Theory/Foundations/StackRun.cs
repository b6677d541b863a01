using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.LayerNorm;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.Foundations;

/// <summary>What tokens did on their way through a stack, and every measure of collapse by layer. Immutable.</summary>
/// <remarks>State t is before layer t; there is one state more than there are layers. All measures ignore the common scale.</remarks>
public sealed class StackRun
{
    private readonly IReadOnlyList<CentredTokens> states;
    private readonly IReadOnlyList<Matrix<double>> attention;
    private readonly Lazy<IReadOnlyList<double>> cosineGaps;

    internal StackRun(string name, IReadOnlyList<CentredTokens> states, IReadOnlyList<Matrix<double>> attention)
    {
        (Name, this.states, this.attention) = (name, states, attention);
        Residuals = [.. states.Select(state => state.Residual)];
        // Every pair of every state: looked at once, and only when asked for.
        cosineGaps = new(() => [.. states.Select(LargestGap)]);
    }

    /// <summary>Name of the stack, as in figures.</summary>
    public string Name { get; }

    /// <summary>Number of layers.</summary>
    public int Layers => attention.Count;

    /// <summary>mu(X), absolute, before layer 0, 1, … and after the last, down to about 1e-300.</summary>
    public IReadOnlyList<double> Residuals { get; }

    /// <summary>1 − φ with φ the smallest cosine of two tokens, before layer 0, 1, … and after the last; in [0, 2].</summary>
    /// <remarks>From the centred parts, 1 − cos = ‖x − y‖²/2 for x and y of length 1: accurate down to about 1e-300, where 1 minus a
    /// cosine would be rounding from 1e-16 on.</remarks>
    public IReadOnlyList<double> CosineGaps => cosineGaps.Value;

    /// <summary>mu(X)/‖X‖_F before layer 0, 1, … and after the last, Layers + 1 numbers in [0, 1], down to about 1e-300.</summary>
    public IReadOnlyList<double> RelativeResiduals => [.. states.Select(Relative)];

    /// <summary>Distance to the nearest matrix of rank one over ‖X‖_F; below about 1e-15 it is rounding.</summary>
    public IReadOnlyList<double> RankOneDistances => ByLayer(TokenResidual.RelativeRankOneDistance);

    /// <summary>Stable rank ‖X‖_F²/σ₁², at least 1.</summary>
    public IReadOnlyList<double> StableRanks => ByLayer(Ranks.Stable);

    /// <summary>Effective rank, the exponential of the entropy of the singular values' shares; at least 1.</summary>
    public IReadOnlyList<double> EffectiveRanks => ByLayer(Ranks.Effective);

    /// <summary>Mean cosine over all pairs of tokens.</summary>
    public IReadOnlyList<double> MeanCosines => ByLayer(x => TokenCosineSimilarity.Of(x).Mean);

    /// <summary>The attention matrices of layer 0, 1, …; copies, each of shape [tokens, tokens].</summary>
    public IReadOnlyList<Matrix<double>> Attention => [.. attention.Select(a => a.Clone())];

    /// <summary>The smallest attention weight on an allowed pair over all layers, the ε of the theorems.</summary>
    /// <param name="mask">The mask that the stack ran under.</param>
    /// <returns>In [0, 1].</returns>
    /// <exception cref="ArgumentException">A mask for another number of tokens.</exception>
    /// <exception cref="InvalidOperationException">A run of 0 layers.</exception>
    public double AttentionFloor(AttentionMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (Layers == 0)
            throw new InvalidOperationException("The run had 0 layers and so no attention weights; run at least 1 layer.");
        if (mask.Tokens != states[0].Tokens)
            throw new ArgumentException($"The mask was for {mask.Tokens} tokens; the run had {states[0].Tokens}. Pass the mask of the stack.", nameof(mask));
        return attention.Min(a => Enumerable.Range(0, mask.Tokens).Min(i =>
            Enumerable.Range(0, mask.Tokens).Where(j => mask[i, j]).Min(j => a.At(i, j))));
    }

    /// <summary>Tokens before layer t; differences below the rounding of the mean are lost.</summary>
    /// <param name="layer">From 0 to Layers.</param>
    /// <returns>Shape [tokens, width].</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside of the run.</exception>
    public Matrix<double> Tokens(int layer) => layer >= 0 && layer <= Layers
        ? states[layer].ToMatrix()
        : throw new ArgumentOutOfRangeException(
            nameof(layer), $"layer was {layer}; this run allows 0 to {Layers}. Run it deeper or ask for an earlier layer.");

    /// <summary>For each token its first two coordinates at the given layers: what a picture of the plane draws.</summary>
    /// <param name="layers">Each from 0 to Layers; 0 and t for straight lines from the start to layer t.</param>
    /// <returns>One path per token, with a point per layer given.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside of the run, or tokens of width 1.</exception>
    public IReadOnlyList<(double[] X, double[] Y)> Trails(params IEnumerable<int> layers)
    {
        Guard.AtLeast(states[0].Width, 2, "width", "A picture of the plane needs two coordinates.");
        Matrix<double>[] shown = [.. layers.Select(Tokens)];
        return [.. Enumerable.Range(0, states[0].Tokens).Select(i =>
            (shown.Select(x => x.At(i, 0)).ToArray(), shown.Select(x => x.At(i, 1)).ToArray()))];
    }

    private double[] ByLayer(Func<Matrix<double>, double> measure) => [.. states.Select(state => measure(state.ToMatrix()))];

    private static double LargestGap(CentredTokens state)
    {
        var rest = SphereProjection.Of(state).CentredUnsafe;
        var largest = 0.0;
        for (var i = 0; i < rest.RowCount; i++)
        {
            for (var j = 0; j < i; j++) largest = Math.Max(largest, ScaledNorm.Of((rest.Row(i) - rest.Row(j)).ToArray()));
        }

        return largest * largest / 2;
    }

    private static double Relative(CentredTokens state)
    {
        var total = double.Hypot(state.Residual, Math.Sqrt(state.Tokens) * ScaledNorm.Of(state.Mean));
        return total > 0 ? state.Residual / total : 0;
    }
}
