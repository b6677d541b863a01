using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.Foundations;

/// <summary>
/// Layers of several heads, X ← Σ_h P_h(X)·X·W_h, with or without a skip path, whose attention matrices are recorded. Immutable.
/// </summary>
/// <remarks>W_h stands for value times output weights of head h. The bias 1·bᵀ of the paper is left out: it adds one common vector to
/// all tokens and every path operator keeps it of rank one.</remarks>
/// <source paper="dong2021" item="the model">Reconstructed from memory and the official code.</source>
public sealed class MultiHeadAttention
{
    private readonly MaskedAttention attention;
    private readonly IReadOnlyList<IReadOnlyList<AttentionWeights>> layers;

    /// <summary>A stack.</summary>
    /// <param name="mask">The mask of all layers; complete in the paper.</param>
    /// <param name="layers">For each layer the weights of its heads; W_h as the value weights. As many heads in every layer.</param>
    /// <exception cref="ArgumentException">No layer, no head, or a different number of heads in some layer.</exception>
    public MultiHeadAttention(AttentionMask mask, IReadOnlyList<IReadOnlyList<AttentionWeights>> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        attention = new MaskedAttention(mask);
        if (layers.Count == 0 || layers.Any(heads => heads.Count == 0 || heads.Count != layers[0].Count))
        {
            throw new ArgumentException(
                $"The layers had {string.Join(", ", layers.Select(heads => heads.Count))} heads; there must be at least one layer, and as many heads, at least one, in each. "
                + "Give a head zero value weights to switch it off.", nameof(layers));
        }

        this.layers = [.. layers.Select(heads => heads.ToArray())];
    }

    /// <summary>L.</summary>
    public int Layers => layers.Count;

    /// <summary>H.</summary>
    public int Heads => layers[0].Count;

    /// <summary>The forward pass without skip paths.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <returns>What came out and all attention matrices, to be taken apart into paths.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public PathDecomposition Run(Matrix<double> x) => Run(x, skip: false);

    /// <summary>The forward pass X ← X + Σ_h P_h(X)·X·W_h.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <returns>What came out and all attention matrices; a path may now leave layers out.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public PathDecomposition RunWithSkip(Matrix<double> x) => Run(x, skip: true);

    private PathDecomposition Run(Matrix<double> x, bool skip)
    {
        var start = x.Clone();
        var recorded = new List<HeadRecord[]>(Layers);
        foreach (var heads in layers)
        {
            HeadRecord[] layer = [.. heads.Select(head => new HeadRecord(attention.AttentionMatrix(x, head), head.ValueUnsafe))];
            var sum = layer.Aggregate(skip ? x.Clone() : 0 * x, (total, head) => total + head.Apply(x));
            recorded.Add(layer);
            x = sum;
        }

        return new PathDecomposition(start, x, recorded, skip);
    }
}

/// <summary>What one head did: P on the left, W on the right.</summary>
internal sealed record HeadRecord(Matrix<double> Attention, Matrix<double> Value)
{
    public Matrix<double> Apply(Matrix<double> x) => Attention * x * Value;
}
