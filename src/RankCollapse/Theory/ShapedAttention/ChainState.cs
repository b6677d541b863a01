using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// One network on its way through the layers: L with V = L·Lᵀ, and for each head R with R·Rᵀ its columns' share of V. All memory is
/// taken once; matrices are stored row by row.
/// </summary>
internal sealed class ChainState
{
    private readonly ShapedChain chain;
    private readonly RandomStream random;
    private readonly int m, heads, keys;
    private readonly double[] factor, scores, key, query, inside, outside, branch, wide, neurons, activated;
    private readonly double[][] shares;

    public ChainState(ShapedChain chain, Matrix<double> start, RandomStream random)
    {
        (this.chain, this.random, m) = (chain, random, start.RowCount);
        (heads, keys) = (chain.Variant?.Heads ?? 1, Math.Min(m, chain.Keys));
        factor = start.ToRowMajorArray();
        shares = [.. Enumerable.Range(0, heads).Select(_ => factor.Select(x => x / Math.Sqrt(heads)).ToArray())];
        (scores, inside, outside, branch) = (new double[m * m], new double[m * m], new double[m * m], new double[m * m]);
        (key, query) = (new double[m * keys], new double[keys * m]);
        wide = new double[m * m * Math.Max(2, heads)];
        neurons = chain.Activation is null ? [] : new double[m * chain.Width];
        activated = new double[neurons.Length];
    }

    /// <summary>The largest variance; NaN where there is one.</summary>
    public double Largest => Enumerable.Range(0, m).Max(i => Entry(i, i) is var v && double.IsNaN(v) ? double.PositiveInfinity : v);

    public double Entry(int i, int j)
    {
        var sum = 0.0;
        for (var k = 0; k < m; k++) sum += factor[(i * m) + k] * factor[(j * m) + k];
        return sum;
    }

    public void Advance()
    {
        if (chain.Variant is null)
        {
            SingleLayer();
            return;
        }

        for (var head = 0; head < heads; head++) Attention(head);
        Join();
        if (chain.Activation is not null) TwoLayers();
    }

    /// <summary>T_k and G; with fewer keys than tokens both are plain normal matrices.</summary>
    public static void DrawScores(Span<double> key, Span<double> query, int tokens, int keys, RandomStream random)
    {
        if (keys < tokens) random.FillNormal(key);
        else Bartlett(key, tokens, tokens, keys, random);
        random.FillNormal(query);
    }

    /// <summary>The lower factor of a Wishart matrix: √χ² with falling degrees of freedom on the diagonal, normals below it.</summary>
    public static void Bartlett(Span<double> lower, int rows, int stride, int degrees, RandomStream random)
    {
        lower.Clear();
        for (var i = 0; i < rows; i++)
        {
            random.FillNormal(lower.Slice(i * stride, i));
            lower[(i * stride) + i] = Math.Sqrt(random.NextChiSquare(degrees - i));
        }
    }

    /// <summary>The share of one head: R ← triangle of [λ·R + B·N₁, B·T_w], B = γ/√n·A·L.</summary>
    private void Attention(int head)
    {
        var variant = chain.Variant!;
        DrawScores(key, query, m, chain.Keys, random);
        random.FillNormal(inside);
        Bartlett(outside, m, m, (chain.Width / heads) - m, random);
        Scores();
        variant.Apply(scores, m, variant.Amplitude(chain.Width, chain.Keys));
        Multiply(scores, factor, branch, m, m, m);
        Update(shares[head], chain.SkipStrength);
    }

    /// <summary>scores ← (L·T_k)·(G·Lᵀ).</summary>
    private void Scores()
    {
        Multiply(factor, key, wide, m, m, keys);
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < m; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < keys; k++)
                {
                    var right = 0.0;
                    for (var l = 0; l <= j; l++) right += query[(k * m) + l] * factor[(j * m) + l];
                    sum += wide[(i * keys) + k] * right;
                }

                scores[(i * m) + j] = sum;
            }
        }
    }

    /// <summary>target ← triangle of [skip·target + b·N₁, b·T_w], b = γ/√n·branch.</summary>
    private void Update(double[] target, double skip)
    {
        var strength = chain.BranchStrength / Math.Sqrt(chain.Width);
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < m; j++)
            {
                var (within, beyond) = (0.0, 0.0);
                for (var k = 0; k < m; k++)
                {
                    within += branch[(i * m) + k] * inside[(k * m) + j];
                    beyond += branch[(i * m) + k] * outside[(k * m) + j];
                }

                wide[(i * 2 * m) + j] = (skip * target[(i * m) + j]) + (strength * within);
                wide[(i * 2 * m) + m + j] = strength * beyond;
            }
        }

        Triangle(wide, m, 2 * m, target);
    }

    /// <summary>L from the shares of all heads.</summary>
    private void Join()
    {
        if (heads == 1)
        {
            shares[0].CopyTo(factor, 0);
            return;
        }

        for (var i = 0; i < m; i++)
        {
            for (var head = 0; head < heads; head++) shares[head].AsSpan(i * m, m).CopyTo(wide.AsSpan((i * m * heads) + (head * m)));
        }

        Triangle(wide, m, m * heads, factor);
    }

    /// <summary>An MLP branch with two weight matrices behind a skip path.</summary>
    private void TwoLayers()
    {
        Activate(factor);
        Triangle(activated, m, chain.Width, branch);
        random.FillNormal(inside);
        Bartlett(outside, m, m, chain.Width - m, random);
        Update(factor, chain.SkipStrength);
        factor.CopyTo(shares[0], 0);
    }

    /// <summary>
    /// One layer of an MLP without skip path. V is that of the pre-activations; the next ones are normal given this layer's
    /// activations, whose covariance is what the share keeps.
    /// </summary>
    private void SingleLayer()
    {
        Activate(shares[0]);
        Triangle(activated, m, chain.Width, shares[0]);
        var scale = 1 / Math.Sqrt(chain.Width);
        for (var k = 0; k < neurons.Length; k++) neurons[k] *= scale;
        Triangle(neurons, m, chain.Width, factor);
    }

    /// <summary>Pre-activations law·N of all neurons, N normal of shape [tokens, width], and their activations times √(c/n).</summary>
    private void Activate(double[] law)
    {
        var n = chain.Width;
        random.FillNormal(neurons);
        for (var i = m - 1; i >= 0; i--)
        {
            var row = neurons.AsSpan(i * n, n);
            for (var k = 0; k < n; k++) row[k] *= law[(i * m) + i];
            for (var j = 0; j < i; j++)
            {
                var weight = law[(i * m) + j];
                var other = neurons.AsSpan(j * n, n);
                for (var k = 0; k < n; k++) row[k] += weight * other[k];
            }
        }

        var (positive, negative, gain) = chain.Activation!.AtWidth(n);
        var scale = Math.Sqrt(gain / n);
        for (var k = 0; k < neurons.Length; k++) activated[k] = scale * neurons[k] * (neurons[k] > 0 ? positive : negative);
    }

    private static void Multiply(double[] left, double[] right, double[] result, int rows, int inner, int columns)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < inner; k++) sum += left[(i * inner) + k] * right[(k * columns) + j];
                result[(i * columns) + j] = sum;
            }
        }
    }

    /// <summary>
    /// The lower triangle T with T·Tᵀ = W·Wᵀ, by modified Gram-Schmidt on the rows of W: no squares, so nothing is lost where rows are
    /// almost parallel. A row that is 0 gives a row of zeros.
    /// </summary>
    private static void Triangle(double[] rows, int count, int length, double[] lower)
    {
        for (var j = 0; j < count; j++)
        {
            var pivot = rows.AsSpan(j * length, length);
            var norm = 0.0;
            foreach (var x in pivot) norm += x * x;
            norm = Math.Sqrt(norm);
            for (var i = 0; i < j; i++) lower[(i * count) + j] = 0;
            lower[(j * count) + j] = norm;
            var inverse = norm > 0 ? 1 / norm : 0;
            for (var k = 0; k < length; k++) pivot[k] *= inverse;
            for (var i = j + 1; i < count; i++)
            {
                var row = rows.AsSpan(i * length, length);
                var along = 0.0;
                for (var k = 0; k < length; k++) along += row[k] * pivot[k];
                lower[(i * count) + j] = along;
                for (var k = 0; k < length; k++) row[k] -= along * pivot[k];
            }
        }
    }
}
