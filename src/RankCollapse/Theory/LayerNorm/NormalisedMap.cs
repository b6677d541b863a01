using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// One layer of attention with LayerNorm as a map of the product of spheres to itself, X ← LN(A(X)·X·W_V), the same in all
/// layers: the object whose equilibria the theory is about. Immutable.
/// </summary>
/// <example><code>
/// var map = NormalisedMap.Uniform(AttentionMask.Causal(3), value);
/// var error = map.EquilibriumError(tokens);
/// </code></example>
/// <source paper="wu2024" item="eq. 3">Post-norm, one head, square value weights. LN is <see cref="SphereProjection"/>.</source>
public sealed class NormalisedMap
{
    private readonly Matrix<double>? mixing;
    private readonly MaskedAttention? attention;
    private readonly AttentionWeights? weights;
    private readonly Matrix<double> value;

    private NormalisedMap(Matrix<double>? mixing, MaskedAttention? attention, AttentionWeights? weights, Matrix<double> value) =>
        (this.mixing, this.attention, this.weights, this.value) = (mixing, attention, weights, value);

    /// <summary>Number of tokens.</summary>
    public int Tokens => mixing?.RowCount ?? attention!.Mask.Tokens;

    /// <summary>Features per token.</summary>
    public int Width => value.RowCount;

    /// <summary>A copy of W_V, shape [width, width].</summary>
    public Matrix<double> Value => value.Clone();

    internal bool MixingIsFixed => mixing is not null;

    internal Matrix<double> ValueUnsafe => value;

    internal AttentionWeights? Weights => weights;

    /// <summary>A layer whose attention does not depend on the tokens, as with W_Q = W_K = 0.</summary>
    /// <param name="mixing">A, row-stochastic, shape [tokens, tokens].</param>
    /// <param name="value">W_V, shape [width, width], finite.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">A is not row-stochastic, or W_V is not square and finite.</exception>
    public static NormalisedMap WithMixing(Matrix<double> mixing, Matrix<double> value)
    {
        Guard.RowStochastic(mixing, nameof(mixing));
        Guard.Square(value, nameof(value));
        return new NormalisedMap(mixing.Clone(), null, null, value.Clone());
    }

    /// <summary>W_Q = W_K = 0: every token averages over what its mask allows.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="value">W_V, shape [width, width], finite.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">W_V is not square and finite.</exception>
    public static NormalisedMap Uniform(AttentionMask mask, Matrix<double> value) =>
        WithMixing(new UniformAttention(mask).ToMatrix(), value);

    /// <summary>A layer with softmax attention, which depends on the tokens.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="weights">Query, key and value weights with their temperature.</param>
    /// <returns>The map.</returns>
    public static NormalisedMap WithAttention(AttentionMask mask, AttentionWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new NormalisedMap(null, new MaskedAttention(mask), weights, weights.ValueUnsafe.Clone());
    }

    /// <summary>A(X).</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <returns>Shape [tokens, tokens], rows sum to 1.</returns>
    /// <exception cref="ArgumentException">Another shape, or an entry is not finite.</exception>
    public Matrix<double> Mixing(Matrix<double> x)
    {
        RequireShape(x);
        return mixing?.Clone() ?? attention!.AttentionMatrix(x, weights!);
    }

    /// <summary>Tokens after one layer.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <returns>Shape [tokens, width], rows of length 1.</returns>
    /// <exception cref="ArgumentException">Another shape, an entry that is not finite, or a token that cancels to length zero.</exception>
    public Matrix<double> Next(Matrix<double> x) => SphereProjection.OfReference(BeforeProjection(x));

    /// <summary>Tokens after several layers.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <param name="layers">At least 0.</param>
    /// <returns>Shape [tokens, width].</returns>
    /// <exception cref="ArgumentException">As for <see cref="Next"/>, or fewer than 0 layers.</exception>
    public Matrix<double> After(Matrix<double> x, int layers)
    {
        RequireShape(x);
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth.");
        for (var layer = 0; layer < layers; layer++) x = Next(x);
        return x;
    }

    /// <summary>max|F(X) − X|, zero exactly at an equilibrium.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <returns>At least 0; about 1e-16 where X is an equilibrium up to rounding.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Next"/>.</exception>
    public double EquilibriumError(Matrix<double> x) => (Next(x) - x).Enumerate().Max(Math.Abs);

    internal Matrix<double> BeforeProjection(Matrix<double> x) => Mixing(x) * x * value;

    private void RequireShape(Matrix<double> x)
    {
        Guard.Finite(x, nameof(x));
        if (x.RowCount == Tokens && x.ColumnCount == Width) return;
        throw new ArgumentException(
            $"The tokens had shape [{x.RowCount}, {x.ColumnCount}]; this layer is for [{Tokens}, {Width}]. Rows are tokens.", nameof(x));
    }
}
