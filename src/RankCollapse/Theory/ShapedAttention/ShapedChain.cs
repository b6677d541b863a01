using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// The token covariance of a network of finite width, layer by layer, exactly in law and without any weights: an O(m³) step in place
/// of O(n²m). Every attention variant, several heads, and shaped ReLU MLPs in O(n·m²). Immutable and safe for several threads.
/// </summary>
/// <remarks>
/// Weights enter a layer only through their products with the m tokens. With X = √n·L·U, U of orthonormal rows, the scores are
/// Y = L·T_k·G·Lᵀ and V′ = F·Fᵀ + H·Hᵀ with F = λ·L + γ/√n·A·L·N₁, H = γ/√n·A·L·T_w: the same numbers as with weights, draw by draw.
/// </remarks>
/// <source paper="noci2023" item="the network at initialisation">The chain is derived here.</source>
public sealed partial class ShapedChain
{
    /// <summary>A network without its weights.</summary>
    /// <param name="branchStrength">γ in [0, 1]; the skip path has λ = √(1 − γ²).</param>
    /// <param name="width">n, at least twice the number of tokens it will be given.</param>
    /// <param name="variant">The pieces of attention; the shaped one by default.</param>
    /// <param name="activation">A shaped ReLU MLP after each attention layer; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter outside its range.</exception>
    public ShapedChain(double branchStrength, int width, AttentionVariant? variant = null, ShapedRelu? activation = null)
    {
        BranchStrength = Guard.Within(branchStrength, 0, 1, nameof(branchStrength), "The skip path has the strength √(1 − γ²).");
        Width = Guard.AtLeast(width, 2, nameof(width), "Give the number of features of a token.");
        Keys = width;
        Variant = variant ?? AttentionVariant.Shaped;
        Activation = activation;
    }

    /// <summary>γ.</summary>
    public double BranchStrength { get; }

    /// <summary>λ.</summary>
    public double SkipStrength => Math.Sqrt(1 - (BranchStrength * BranchStrength));

    /// <summary>n.</summary>
    public int Width { get; }

    /// <summary>n_k, the dimension of queries and keys of each head; the width unless set.</summary>
    public int Keys { get; private init; }

    /// <summary>The pieces of attention; null for layers without attention.</summary>
    public AttentionVariant? Variant { get; private init; }

    /// <summary>The MLP; null for none.</summary>
    public ShapedRelu? Activation { get; private init; }

    /// <summary>A shaped ReLU MLP without skip path and without attention, one weight matrix per layer.</summary>
    /// <param name="activation">The activation, a plain ReLU as <see cref="PlainRelu"/>.</param>
    /// <param name="width">n, at least twice the number of tokens it will be given.</param>
    /// <returns>A chain whose layers are single.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 2.</exception>
    public static ShapedChain Perceptron(ShapedRelu activation, int width)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return new ShapedChain(1, width) { Variant = null, Activation = activation };
    }

    /// <summary>The plain ReLU at a width, as a shaped one whose negative slope is 0.</summary>
    /// <param name="width">n, at least 1.</param>
    /// <returns>c₊ = 0, c₋ = −√n.</returns>
    public static ShapedRelu PlainRelu(int width) => new(0, -Math.Sqrt(Guard.AtLeast(width, 1, nameof(width), "Give the number of neurons.")));

    /// <summary>The same network with another dimension of queries and keys; the limit does not depend on it.</summary>
    /// <param name="keys">n_k, at least 1.</param>
    /// <returns>A new chain.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public ShapedChain WithKeys(int keys) => new(BranchStrength, Width, Variant, Activation)
    {
        Keys = Guard.AtLeast(keys, 1, nameof(keys), "One key is enough for the limit."), Variant = Variant,
    };

    /// <summary>The scores Y = L·T_k·G·Lᵀ of one head.</summary>
    /// <param name="factor">L, shape [tokens, tokens], V = L·Lᵀ.</param>
    /// <param name="draws">The random numbers of the layer.</param>
    /// <returns>Shape [tokens, tokens].</returns>
    public static Matrix<double> Scores(Matrix<double> factor, ChainDraws draws)
    {
        ArgumentNullException.ThrowIfNull(draws);
        return factor * draws.Key * draws.Query * factor.Transpose();
    }

    /// <summary>One attention layer with given draws: the plain form of what <see cref="Simulate"/> does.</summary>
    /// <param name="factor">L, shape [tokens, tokens], V = L·Lᵀ.</param>
    /// <param name="draws">The random numbers of the layer.</param>
    /// <returns>V after the layer, shape [tokens, tokens].</returns>
    /// <exception cref="InvalidOperationException">A chain without attention, or with several heads.</exception>
    public Matrix<double> AttentionLayer(Matrix<double> factor, ChainDraws draws)
    {
        ArgumentNullException.ThrowIfNull(draws);
        if (Variant is null || Variant.Heads > 1)
            throw new InvalidOperationException($"The chain has {Variant?.Heads ?? 0} heads; a layer with given draws has one. Use Simulate.");
        var branch = Variant.Matrix(Scores(factor, draws), Variant.Amplitude(Width, Keys)) * factor * (BranchStrength / Math.Sqrt(Width));
        var inside = (SkipStrength * factor) + (branch * draws.Inside);
        var outside = branch * draws.Outside;
        return (inside * inside.Transpose()) + (outside * outside.Transpose());
    }

    /// <summary>E[V′ | scores] = λ²·V + γ²·A·V·Aᵀ: the mean over value weights, which needs no sampling.</summary>
    /// <param name="factor">L, shape [tokens, tokens], V = L·Lᵀ.</param>
    /// <param name="scores">Y, shape [tokens, tokens].</param>
    /// <returns>Shape [tokens, tokens].</returns>
    /// <exception cref="InvalidOperationException">A chain without attention.</exception>
    public Matrix<double> MeanGivenScores(Matrix<double> factor, Matrix<double> scores)
    {
        if (Variant is null) throw new InvalidOperationException("The chain has no attention, so it has no scores. Give it a variant.");
        var mixed = Variant.Matrix(scores, Variant.Amplitude(Width, Keys)) * factor;
        return ((1 - (BranchStrength * BranchStrength)) * factor * factor.Transpose())
            + (BranchStrength * BranchStrength * mixed * mixed.Transpose());
    }

    /// <summary>One line.</summary>
    /// <returns>Width and pieces.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"network without weights: width {Width}, branch strength {BranchStrength:0.###}, {(Variant is null ? "no attention" : "attention")}, {(Activation is null ? "no MLP" : "MLP")}");
}
