using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Frequency;

/// <summary>Numbers by which tokens are ranked before some are dropped; the highest are kept. Heads are averaged.</summary>
/// <remarks>
/// The paper scores token k by its column of the high-pass part, Σ_q (A − 11ᵀ/n)[q, k]. As every column of 11ᵀ/n sums to 1 this is the received
/// attention minus 1: the same ranking, and n times the weight of token k in the <em>mean</em> of the output. What a token brings into the
/// high-frequency part is <see cref="InjectedEnergy"/>.
/// </remarks>
/// <source paper="lee2025" item="eq. 7">What the score is, and the alternatives, are derived here.</source>
public static class TokenScores
{
    /// <summary>Σ_q A[q, k] averaged over heads: total attention that token k receives.</summary>
    /// <param name="heads">One attention matrix per head, row-stochastic, shape [tokens, tokens].</param>
    /// <returns>One number per token, in [0, tokens]; they sum to the number of tokens.</returns>
    /// <exception cref="ArgumentException">No head, a matrix that is not row-stochastic, or sizes that differ.</exception>
    public static double[] ReceivedAttention(params IReadOnlyList<Matrix<double>> heads) =>
        Averaged(heads, attention => attention.ColumnSums().ToArray());

    /// <summary>The score as it is printed: column sums of A − 11ᵀ/n, averaged over heads.</summary>
    /// <param name="heads">One attention matrix per head, row-stochastic, shape [tokens, tokens].</param>
    /// <returns><see cref="ReceivedAttention"/> minus 1.</returns>
    /// <exception cref="ArgumentException">No head, a matrix that is not row-stochastic, or sizes that differ.</exception>
    /// <source paper="lee2025" item="eq. 7"/>
    public static double[] ReceivedAttentionReference(params IReadOnlyList<Matrix<double>> heads) =>
        Averaged(heads, attention => (attention - (1.0 / attention.RowCount)).ColumnSums().ToArray());

    /// <summary>‖H·A·H·e_k‖₂ averaged over heads: what a unit change of token k alone brings into the high-frequency part of the output.</summary>
    /// <remarks>A·J = J makes H·A·H = H·A, so this is also how unevenly the queries look at token k; 0 for a pure sink. The mean of the norms, not the norm
    /// of the mean attention, because heads write to different channels.</remarks>
    /// <param name="heads">One attention matrix per head, row-stochastic, shape [tokens, tokens].</param>
    /// <returns>One number per token, at least 0.</returns>
    /// <exception cref="ArgumentException">No head, a matrix that is not row-stochastic, or sizes that differ.</exception>
    /// <source paper="lee2025" item="derived here">A frequency-true score; the paper does not have it.</source>
    public static double[] InjectedEnergy(params IReadOnlyList<Matrix<double>> heads) =>
        Averaged(heads, attention => FilterGain.HighPass(attention).ColumnNorms(2).ToArray());

    /// <summary>A[class token, k] averaged over heads: the score of EViT.</summary>
    /// <param name="classToken">Which token asks.</param>
    /// <param name="heads">One attention matrix per head, row-stochastic, shape [tokens, tokens].</param>
    /// <returns>One number per token, the class token among them, in [0, 1].</returns>
    /// <exception cref="ArgumentException">No head, a matrix that is not row-stochastic, sizes that differ, or no such token.</exception>
    public static double[] ClassAttention(int classToken, params IReadOnlyList<Matrix<double>> heads) => Averaged(heads, attention =>
        classToken >= 0 && classToken < attention.RowCount
            ? attention.Row(classToken).ToArray()
            : throw new ArgumentOutOfRangeException(nameof(classToken), $"classToken was {classToken}; there are {attention.RowCount} tokens, counted from 0."));

    /// <summary>‖(H·X)_k‖₂: how far the token itself is from the mean.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite.</param>
    /// <returns>One number per token, at least 0.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    public static double[] OwnDeviation(Matrix<double> x) => CentredTokens.From(x).CentredUnsafe.RowNorms(2).ToArray();

    /// <summary>cos(x_k, x̄): similarity with the constant part. Its negative ranks tokens.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite, no zero row and a mean that is not zero.</param>
    /// <returns>One number per token, in [−1, 1].</returns>
    /// <exception cref="ArgumentException">A length is 0, or an entry is not finite.</exception>
    /// <source paper="lee2025" item="figure 2, similarity to DC"/>
    public static double[] CosineToMean(Matrix<double> x)
    {
        var mean = Vector<double>.Build.Dense(CentredTokens.From(x).Mean.ToArray());
        var lengths = x.RowNorms(2);
        if (mean.L2Norm() == 0 || lengths.Minimum() == 0)
            throw new ArgumentException("A token or the mean of all had length 0, so it has no direction. Use OwnDeviation.", nameof(x));
        return [.. (x * mean / mean.L2Norm()).PointwiseDivide(lengths)];
    }

    /// <summary>(Σ_q Q_q)·K_kᵀ/n: mean score that token k receives before the softmax, in O(tokens · width). Its ranking differs from that of attention.</summary>
    /// <param name="queries">Q, shape [tokens, key width], finite.</param>
    /// <param name="keys">K, shape [tokens, key width].</param>
    /// <returns>One number per token.</returns>
    /// <exception cref="ArgumentException">Shapes differ, or an entry is not finite.</exception>
    /// <source paper="lee2025" item="variant for kernels that never store A"/>
    public static double[] SummedScores(Matrix<double> queries, Matrix<double> keys)
    {
        RequirePair(queries, keys);
        return [.. keys * queries.ColumnSums() / queries.RowCount];
    }

    /// <summary>The same through the whole score matrix, O(tokens² · width).</summary>
    /// <param name="queries">Q, shape [tokens, key width], finite.</param>
    /// <param name="keys">K, shape [tokens, key width].</param>
    /// <returns>One number per token.</returns>
    /// <exception cref="ArgumentException">Shapes differ, or an entry is not finite.</exception>
    public static double[] SummedScoresReference(Matrix<double> queries, Matrix<double> keys)
    {
        RequirePair(queries, keys);
        return [.. queries.TransposeAndMultiply(keys).ColumnSums() / queries.RowCount];
    }

    private static void RequirePair(Matrix<double> queries, Matrix<double> keys)
    {
        Guard.Finite(queries, nameof(queries), "[tokens, key width]");
        Guard.Finite(keys, nameof(keys), "[tokens, key width]");
        if (queries.RowCount == keys.RowCount && queries.ColumnCount == keys.ColumnCount) return;
        throw new ArgumentException(
            $"Queries had shape [{queries.RowCount}, {queries.ColumnCount}] and keys [{keys.RowCount}, {keys.ColumnCount}]; they must agree. Take both from one head.", nameof(keys));
    }

    private static double[] Averaged(IReadOnlyList<Matrix<double>> heads, Func<Matrix<double>, double[]> score)
    {
        ArgumentNullException.ThrowIfNull(heads);
        if (heads.Count == 0) throw new ArgumentException("No head was given; at least 1 is needed. Pass the attention matrices of a layer.", nameof(heads));
        var sum = new double[heads[0].RowCount];
        foreach (var head in heads)
        {
            Guard.RowStochastic(head, nameof(heads));
            if (head.RowCount != sum.Length)
                throw new ArgumentException($"Heads had {sum.Length} and {head.RowCount} tokens; all must have as many. Pass the heads of one layer.", nameof(heads));
            var scores = score(head);
            for (var k = 0; k < sum.Length; k++) sum[k] += scores[k] / heads.Count;
        }

        return sum;
    }
}
