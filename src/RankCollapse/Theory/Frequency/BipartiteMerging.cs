using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Frequency;

/// <summary>One merging step of ToMe, the plain form: tokens are split alternately in two sets, each of the first proposes its most similar partner in the second,
/// and the most similar pairs are merged by size. Immutable.</summary>
/// <source paper="bolya2023" item="token merging, bipartite soft matching">A baseline of the paper; given as remembered, without class token here.</source>
public sealed class BipartiteMerging
{
    private BipartiteMerging(Matrix<double> tokens, double[] sizes, int[] sources, int[] targets) =>
        (Tokens, Sizes, Sources, Targets) = (tokens, sizes, sources, targets);

    /// <summary>What is left: unmerged tokens of the first set in their order, then the second set; shape [tokens − merged, width].</summary>
    public Matrix<double> Tokens { get; }

    /// <summary>How many original tokens each stands for; its logarithm is added to scores (proportional attention).</summary>
    public IReadOnlyList<double> Sizes { get; }

    /// <summary>Tokens that were merged away, the most similar pair first; even numbers.</summary>
    public IReadOnlyList<int> Sources { get; }

    /// <summary>Into which tokens, odd numbers.</summary>
    public IReadOnlyList<int> Targets { get; }

    /// <summary>Merges the <paramref name="merged"/> most similar pairs.</summary>
    /// <param name="tokens">X, shape [tokens, width], finite.</param>
    /// <param name="keys">K averaged over heads, shape [tokens, key width], rows not 0.</param>
    /// <param name="sizes">How many original tokens each stands for, each above 0.</param>
    /// <param name="merged">r, from 0 to ⌈tokens/2⌉; at least one token is in the second set when r is above 0.</param>
    /// <returns>The merged tokens and sizes.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, a key is 0, or there are not so many pairs.</exception>
    public static BipartiteMerging Of(Matrix<double> tokens, Matrix<double> keys, ReadOnlySpan<double> sizes, int merged)
    {
        Guard.Finite(tokens, nameof(tokens));
        Guard.Finite(keys, nameof(keys), "[tokens, key width]");
        Guard.Finite(sizes, nameof(sizes));
        var n = tokens.RowCount;
        if (keys.RowCount != n || sizes.Length != n)
            throw new ArgumentException($"There were {n} tokens, {keys.RowCount} keys and {sizes.Length} sizes; they must be as many.", nameof(keys));
        if (keys.RowNorms(2).Minimum() == 0) throw new ArgumentException("A key had length 0 and so no direction. Check the key weights.", nameof(keys));
        Guard.Within(merged, 0, n < 2 ? 0 : (n + 1) / 2, nameof(merged), "A step can merge at most the first set, every other token. Merge in several layers.");
        var unit = keys.NormalizeRows(2);
        var best = Enumerable.Range(0, (n + 1) / 2).Select(i => 2 * i)
            .Select(i => (Source: i, Best: n < 2 ? (Target: 0, Cosine: 0.0) : Odd(n).Select(j => (Target: j, Cosine: unit.Row(i) * unit.Row(j))).MaxBy(p => p.Cosine)))
            .OrderByDescending(p => p.Best.Cosine).Take(merged).ToList();
        var (sums, total) = (tokens.Clone(), sizes.ToArray());
        for (var k = 0; k < n; k++) sums.SetRow(k, total[k] * sums.Row(k));
        foreach (var (source, (target, _)) in best)
        {
            sums.SetRow(target, sums.Row(target) + sums.Row(source));
            total[target] += total[source];
        }

        var gone = best.Select(p => p.Source).ToHashSet();
        int[] left = [.. Enumerable.Range(0, (n + 1) / 2).Select(i => 2 * i).Where(i => !gone.Contains(i)), .. Odd(n)];
        return new BipartiteMerging(
            Matrix<double>.Build.DenseOfRows(left.Select(k => sums.Row(k) / total[k])), [.. left.Select(k => total[k])],
            [.. best.Select(p => p.Source)], [.. best.Select(p => p.Best.Target)]);
    }

    private static IEnumerable<int> Odd(int n) => Enumerable.Range(0, n / 2).Select(i => (2 * i) + 1);
}
