using RankCollapse.Randomness;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>Draws the weights of a layer and packs Aᵀ for products, A = 1 + γ·W or W.</summary>
internal sealed class LayerMixing
{
    private readonly int width;
    private readonly double strength;
    private readonly WeightLaw law;
    private readonly RandomStream random;
    private readonly double[] rows;

    public LayerMixing(int width, double strength, WeightLaw law, RandomStream random)
    {
        (this.width, this.strength, this.law, this.random) = (width, strength, law, random);
        Transposed = new PanelMatrix(width, width);
        rows = new double[width * width];
    }

    /// <summary>Aᵀ, so that A·X is the transposed product with it.</summary>
    public PanelMatrix Transposed { get; }

    public void Draw(int layer, int threads)
    {
        var blocks = (width + WeightLaw.RowsOfBlock - 1) / WeightLaw.RowsOfBlock;
        if (threads > 1 && blocks > 1)
            Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, block => DrawBlock(layer, block));
        else
            for (var block = 0; block < blocks; block++) DrawBlock(layer, block);
    }

    private void DrawBlock(int layer, int block)
    {
        var first = block * WeightLaw.RowsOfBlock;
        var end = Math.Min(first + WeightLaw.RowsOfBlock, width);
        law.FillRows(random, layer, block, rows.AsSpan(first * width, (end - first) * width));
        for (var row = first; row < end; row += PanelMatrix.Width) Pack(row, Math.Min(row + PanelMatrix.Width, end));
    }

    /// <summary>Rows of A become columns of one panel.</summary>
    private unsafe void Pack(int first, int end)
    {
        var plain = double.IsPositiveInfinity(strength);
        var scale = plain ? 1 : strength;
        fixed (double* source = rows, target = Transposed.Data)
        {
            var panel = target + (first * width);
            var from = source + (first * width);
            var count = end - first;
            for (var k = 0; k < width; k++)
            {
                for (var c = 0; c < count; c++) panel[(k * PanelMatrix.Width) + c] = scale * from[(c * width) + k];
            }

            for (var row = first; row < end && !plain; row++) panel[(row * PanelMatrix.Width) + row - first] += 1;
        }
    }
}
