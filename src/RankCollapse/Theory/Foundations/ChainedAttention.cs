using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.Foundations;

/// <summary>
/// Products of attention matrices along the depth: how fast P_k⋯P_1 becomes one common row, whatever the values do. Immutable.
/// </summary>
/// <source paper="dong2021" item="official code, chained attention">Random heads of distinct layers in order, distance of the product to
/// rank one by singular values. Ours carries the centred part, so that it goes on below 1e-16.</source>
public sealed class ChainedAttention
{
    private readonly IReadOnlyList<IReadOnlyList<Matrix<double>>> attention;

    /// <summary>The attention matrices to draw from.</summary>
    /// <param name="attention">For each layer its heads' matrices, row-stochastic, shape [tokens, tokens].</param>
    /// <exception cref="ArgumentException">No layer, a layer without heads, or a matrix that is not row-stochastic.</exception>
    public ChainedAttention(IReadOnlyList<IReadOnlyList<Matrix<double>>> attention)
    {
        ArgumentNullException.ThrowIfNull(attention);
        if (attention.Count == 0 || attention.Any(heads => heads.Count == 0))
            throw new ArgumentException($"There were {attention.Count} layers; at least 1 is needed, each with at least 1 head. Pass the matrices of a run.", nameof(attention));
        foreach (var matrix in attention.SelectMany(heads => heads)) Guard.RowStochastic(matrix, nameof(attention));
        this.attention = attention;
    }

    /// <summary>Number of layers to draw from.</summary>
    public int Layers => attention.Count;

    /// <summary>‖(I − J)·P_k⋯P_1‖₂ of a chain of random heads in k distinct layers, in order; J averages over tokens.</summary>
    /// <remarks>Zero exactly when all rows agree, hence at least the distance to rank one; at most √N·τ of the product.</remarks>
    /// <param name="length">k, from 1 to the number of layers.</param>
    /// <param name="random">Draws layers, then heads.</param>
    /// <returns>At least 0; down to about 1e-300.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length outside its range.</exception>
    public double Residual(int length, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Guard.Within(length, 1, Layers, nameof(length), "A chain has distinct layers.");
        var chosen = Enumerable.Range(0, Layers).ToArray();
        for (var i = 0; i < length; i++)
        {
            var other = i + random.NextInteger(Layers - i);
            (chosen[i], chosen[other]) = (chosen[other], chosen[i]);
        }

        Matrix<double>? rest = null;
        foreach (var layer in chosen.Take(length).Order())
        {
            var head = attention[layer][random.NextInteger(attention[layer].Count)];
            // Row sums are 1: the mean row passes through unchanged, so centring the factor and the product loses nothing.
            rest = rest is null ? CentredTokens.From(head).CentredUnsafe : CentredTokens.From(head * rest).CentredUnsafe;
        }

        var scale = rest!.Enumerate().Max(Math.Abs);
        return scale > 0 ? scale * (rest / scale).L2Norm() : 0;
    }
}
