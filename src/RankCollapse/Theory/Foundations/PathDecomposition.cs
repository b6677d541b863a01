using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Foundations;

/// <summary>
/// A forward pass as a sum over paths: one head of every layer, P_{h_L}⋯P_{h_1}·X·W_{h_1}⋯W_{h_L}; with skip paths also those that leave
/// layers out. Attention matrices are those of the pass, so the sum is exact. Immutable.
/// </summary>
/// <source paper="dong2021" item="path decomposition">Reconstructed from memory; verified here to rounding.</source>
public sealed class PathDecomposition
{
    private readonly Matrix<double> start;
    private readonly Matrix<double> output;
    private readonly IReadOnlyList<HeadRecord[]> layers;

    internal PathDecomposition(Matrix<double> start, Matrix<double> output, IReadOnlyList<HeadRecord[]> layers, bool hasSkip) =>
        (this.start, this.output, this.layers, HasSkip) = (start, output, layers, hasSkip);

    /// <summary>L.</summary>
    public int Layers => layers.Count;

    /// <summary>H.</summary>
    public int Heads => layers[0].Length;

    /// <summary>Whether a path may leave layers out.</summary>
    public bool HasSkip { get; }

    /// <summary>What the forward pass gave, shape [tokens, width].</summary>
    public Matrix<double> Output => output.Clone();

    /// <summary>The attention matrix of a head.</summary>
    /// <param name="layer">From 0 to L − 1.</param>
    /// <param name="head">From 0 to H − 1.</param>
    /// <returns>Shape [tokens, tokens], a copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer or head.</exception>
    public Matrix<double> Attention(int layer, int head)
    {
        Guard.Within(layer, 0, Layers - 1, nameof(layer), "Layers are numbered from 0.");
        Guard.Within(head, 0, Heads - 1, nameof(head), "Heads are numbered from 0.");
        return layers[layer][head].Attention.Clone();
    }

    /// <summary>What one path contributes.</summary>
    /// <param name="heads">For each layer the head, or −1 to leave the layer out (only with skip paths).</param>
    /// <returns>Shape [tokens, width].</returns>
    /// <exception cref="ArgumentException">Another number of layers, a head that does not exist, or a layer left out without a skip path.</exception>
    public Matrix<double> Path(params ReadOnlySpan<int> heads)
    {
        if (heads.Length != Layers)
            throw new ArgumentException($"The path had {heads.Length} steps; it needs one per layer, {Layers}. Use −1 to leave a layer out.", nameof(heads));
        var x = start.Clone();
        for (var layer = 0; layer < Layers; layer++)
        {
            var least = HasSkip ? -1 : 0;
            if (heads[layer] < least || heads[layer] >= Heads)
            {
                throw new ArgumentException(
                    $"Step {layer} of the path was head {heads[layer]}; it must be {least} to {Heads - 1}. Only a run with skip paths may leave layers out, by −1.", nameof(heads));
            }

            if (heads[layer] >= 0) x = layers[layer][heads[layer]].Apply(x);
        }

        return x;
    }

    /// <summary>All paths: H^L of them, or (1 + H)^L with skip paths.</summary>
    /// <returns>Each path as its heads, −1 for a layer left out.</returns>
    public IEnumerable<int[]> Paths()
    {
        IEnumerable<int[]> paths = [[]];
        for (var layer = 0; layer < Layers; layer++)
            paths = paths.SelectMany(path => Enumerable.Range(HasSkip ? -1 : 0, HasSkip ? Heads + 1 : Heads).Select(head => (int[])[.. path, head]));
        return paths;
    }

    /// <summary>For each length 0 … L what all paths of that many layers contribute together; they sum to the output.</summary>
    /// <remarks>One pass per layer with a running sum for each length, L²·H products in place of (1 + H)^L.</remarks>
    /// <returns>L + 1 matrices of shape [tokens, width].</returns>
    public IReadOnlyList<Matrix<double>> ByLength()
    {
        var zero = Matrix<double>.Build.Dense(start.RowCount, start.ColumnCount);
        var sums = new Matrix<double>[Layers + 1];
        Array.Fill(sums, zero);
        sums[0] = start.Clone();
        for (var layer = 0; layer < Layers; layer++)
        {
            for (var length = layer + 1; length >= 0; length--)
            {
                var longer = length > 0 ? layers[layer].Aggregate(zero, (sum, head) => sum + head.Apply(sums[length - 1])) : zero;
                sums[length] = HasSkip ? sums[length] + longer : longer;
            }
        }

        return sums;
    }

    /// <summary>The same by adding up every path.</summary>
    /// <returns>L + 1 matrices of shape [tokens, width].</returns>
    public IReadOnlyList<Matrix<double>> ByLengthReference()
    {
        var sums = Enumerable.Range(0, Layers + 1).Select(_ => Matrix<double>.Build.Dense(start.RowCount, start.ColumnCount)).ToArray();
        foreach (var path in Paths())
        {
            var length = path.Count(head => head >= 0);
            sums[length] += Path(path);
        }

        return sums;
    }
}
