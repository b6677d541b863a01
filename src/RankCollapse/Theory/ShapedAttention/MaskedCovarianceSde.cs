using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// Drift and diffusion of shaped attention under a mask, with several heads. Token a attends to its m_a allowed keys, scores are
/// centred on them, and the softmax is re-centred by the uniform distribution over them. In the sense of Itô. Immutable.
/// </summary>
/// <remarks>A token that attends to itself alone gets no drift: causal attention never moves its first token on average.</remarks>
/// <source paper="noci2023" item="covariance SDE of shaped attention">The extension is derived here; the paper has one head and no mask.</source>
public sealed class MaskedCovarianceSde
{
    private readonly CovarianceSde unmasked;
    private readonly Matrix<double>[] centring;

    /// <summary>Shaped attention under a mask.</summary>
    /// <param name="mask">Who may attend to whom; every token to at least one.</param>
    /// <param name="branchStrength">γ in [0, 1].</param>
    /// <param name="temperature">τ₀ above 0.</param>
    /// <param name="heads">H, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter outside its range.</exception>
    public MaskedCovarianceSde(AttentionMask mask, double branchStrength, double temperature, int heads = 1)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Mask = mask;
        unmasked = CovarianceSde.ShapedAttention(branchStrength, temperature, heads);
        centring = [.. Enumerable.Range(0, mask.Tokens).Select(a => Matrix<double>.Build.Dense(mask.Tokens, mask.Tokens, (i, j) =>
            !mask[a, i] || !mask[a, j] ? 0 : (i == j ? 1 : 0) - (1.0 / mask.Degree(a))))];
    }

    /// <summary>The mask.</summary>
    public AttentionMask Mask { get; }

    /// <summary>The drift b(V).</summary>
    /// <param name="covariance">V, shape [tokens, tokens], symmetric.</param>
    /// <returns>Shape [tokens, tokens], per unit of time.</returns>
    /// <exception cref="ArgumentException">Not symmetric, or another number of tokens.</exception>
    public Matrix<double> Drift(Matrix<double> covariance)
    {
        RequireTokens(covariance);
        Matrix<double>[] half = [.. centring.Select(p => p * covariance)];
        var pulls = Matrix<double>.Build.DenseOfRowVectors(centring.Select((p, a) =>
            covariance[a, a] / (2 * Mask.Degree(a)) * (covariance * (p * (half[a] * p).Diagonal()))));
        return Matrix<double>.Build.Dense(Mask.Tokens, Mask.Tokens, (a, b) => unmasked.AttentionDrift * (
            (covariance[a, b] * (half[a] * half[b]).Trace() / (Mask.Degree(a) * Mask.Degree(b))) + pulls[a, b] + pulls[b, a]));
    }

    /// <summary>The covariance of dV_ab and dV_dw per unit of time.</summary>
    /// <param name="covariance">V, shape [tokens, tokens], symmetric.</param>
    /// <param name="a">First token of the first entry, from 0.</param>
    /// <param name="b">Second token of the first entry.</param>
    /// <param name="d">First token of the second entry.</param>
    /// <param name="w">Second token of the second entry.</param>
    /// <returns>In units of V² per unit of time.</returns>
    /// <exception cref="ArgumentException">Not symmetric, or another number of tokens.</exception>
    public double Diffusion(Matrix<double> covariance, int a, int b, int d, int w)
    {
        RequireTokens(covariance);
        double Swap(int row, int other, int row2, int other2) =>
            covariance[row, row2] / (Mask.Degree(row) * Mask.Degree(row2))
                * (covariance.Row(other) * (centring[row] * covariance * centring[row2] * covariance.Column(other2)));
        var linear = (covariance[a, d] * covariance[b, w]) + (covariance[a, w] * covariance[b, d]);
        return (unmasked.LinearVariance * linear) + (unmasked.AttentionNoise * unmasked.AttentionNoise
            * (Swap(a, b, d, w) + Swap(b, a, d, w) + Swap(a, b, w, d) + Swap(b, a, w, d)));
    }

    /// <summary>Σ over the pairs of the upper triangle, in the order of <see cref="CovarianceSde.Pairs"/>.</summary>
    /// <param name="covariance">V, shape [tokens, tokens], symmetric.</param>
    /// <returns>Shape [m(m + 1)/2, m(m + 1)/2].</returns>
    /// <exception cref="ArgumentException">Not symmetric, or another number of tokens.</exception>
    public Matrix<double> Diffusion(Matrix<double> covariance)
    {
        var pairs = CovarianceSde.Pairs(Mask.Tokens);
        return Matrix<double>.Build.Dense(pairs.Length, pairs.Length, (r, c) =>
            Diffusion(covariance, pairs[r].Row, pairs[r].Column, pairs[c].Row, pairs[c].Column));
    }

    private void RequireTokens(Matrix<double> covariance)
    {
        TokenCovariance.RequireSymmetric(covariance);
        if (covariance.RowCount == Mask.Tokens) return;
        throw new ArgumentException(
            $"The covariance had {covariance.RowCount} tokens; the mask “{Mask.Name}” has {Mask.Tokens}. Build both for one sequence length.",
            nameof(covariance));
    }
}
