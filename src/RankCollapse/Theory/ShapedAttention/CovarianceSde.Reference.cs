using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.ShapedAttention;

/// <content>Drift and diffusion as they are printed, entry by entry: slow, and what the fast forms are tested against.</content>
public sealed partial class CovarianceSde
{
    /// <summary>S₁ of the scores: E[C_ad·C_bw] = V_ab·(V_c)_dw, C being the row-centred scores over √n_k.</summary>
    /// <param name="covariance">V, shape [tokens, tokens], symmetric.</param>
    /// <param name="a">Row token, from 0.</param>
    /// <param name="d">Column token of a, from 0.</param>
    /// <param name="b">The other row token.</param>
    /// <param name="w">The other column token.</param>
    /// <returns>In units of V².</returns>
    public static double ScoreCovariance(Matrix<double> covariance, int a, int d, int b, int w) =>
        covariance[a, b] * CentredEntry(covariance, d, w);

    /// <summary>S₂ of the scores: E[C_ad² − mean over v of C_av²] = V_aa·((V_c)_dd − tr V_c/m).</summary>
    /// <param name="covariance">V, shape [tokens, tokens], symmetric.</param>
    /// <param name="a">Row token, from 0.</param>
    /// <param name="d">Column token, from 0.</param>
    /// <returns>In units of V².</returns>
    public static double ScoreExcess(Matrix<double> covariance, int a, int d)
    {
        var mean = Enumerable.Range(0, covariance.RowCount).Average(v => CentredEntry(covariance, v, v));
        return covariance[a, a] * (CentredEntry(covariance, d, d) - mean);
    }

    /// <summary>The drift as a double sum over tokens, in O(m⁶): the plain form of <see cref="Drift"/>.</summary>
    /// <param name="covariance">V, shape [tokens, tokens], symmetric.</param>
    /// <returns>Shape [tokens, tokens].</returns>
    /// <source paper="noci2023" item="drift">γ²/τ₀²·(Σ V_νκ·S₁/m² + Σ (V_βν·S₂_αν + V_αν·S₂_βν)/(2m)).</source>
    public Matrix<double> DriftReference(Matrix<double> covariance)
    {
        TokenCovariance.RequireSymmetric(covariance);
        int[] all = [.. Enumerable.Range(0, covariance.RowCount)];
        double m = all.Length;
        double Entry(int a, int b)
        {
            var first = all.Sum(v => all.Sum(k => covariance[v, k] * ScoreCovariance(covariance, a, v, b, k))) / (m * m);
            var second = all.Sum(v =>
                (covariance[b, v] * ScoreExcess(covariance, a, v)) + (covariance[a, v] * ScoreExcess(covariance, b, v))) / (2 * m);
            return (AttentionDrift * (first + second)) + PerceptronDrift(covariance, a, b);
        }

        return Matrix<double>.Build.Dense(all.Length, all.Length, Entry);
    }

    /// <summary>The covariance of dV_ab and dV_dw per unit of time, as printed.</summary>
    /// <param name="covariance">V, shape [tokens, tokens], symmetric.</param>
    /// <param name="a">First token of the first entry, from 0.</param>
    /// <param name="b">Second token of the first entry.</param>
    /// <param name="d">First token of the second entry.</param>
    /// <param name="w">Second token of the second entry.</param>
    /// <returns>In units of V² per unit of time.</returns>
    /// <source paper="noci2023" item="diffusion">Q = V·P·V·P·V as a double sum. The square of attention's amplitude is divided by the number of heads.</source>
    public double DiffusionReference(Matrix<double> covariance, int a, int b, int d, int w)
    {
        TokenCovariance.RequireSymmetric(covariance);
        double V(int i, int j) => covariance[i, j];
        double Q(int i, int j) => Spread(covariance, i, j);
        var m = (double)covariance.RowCount;
        return (LinearVariance * ((V(a, d) * V(b, w)) + (V(a, w) * V(b, d))))
            + (AttentionNoise * AttentionNoise / (m * m)
                * ((V(a, d) * Q(b, w)) + (V(a, w) * Q(b, d)) + (V(b, d) * Q(a, w)) + (V(b, w) * Q(a, d))));
    }

    /// <summary>Σ over the pairs (0, 0), (0, 1), …, (m − 1, m − 1) of the upper triangle.</summary>
    /// <param name="covariance">V, shape [tokens, tokens], symmetric.</param>
    /// <returns>Shape [m(m + 1)/2, m(m + 1)/2], positive semi-definite for a covariance.</returns>
    public Matrix<double> DiffusionReference(Matrix<double> covariance)
    {
        TokenCovariance.RequireSymmetric(covariance);
        var pairs = Pairs(covariance.RowCount);
        return Matrix<double>.Build.Dense(pairs.Length, pairs.Length, (r, c) =>
            DiffusionReference(covariance, pairs[r].Row, pairs[r].Column, pairs[c].Row, pairs[c].Column));
    }

    /// <summary>The pairs of the upper triangle in the order of Σ.</summary>
    /// <param name="tokens">m, at least 1.</param>
    /// <returns>m(m + 1)/2 pairs.</returns>
    public static (int Row, int Column)[] Pairs(int tokens) =>
        [.. from i in Enumerable.Range(0, tokens) from j in Enumerable.Range(i, tokens - i) select (i, j)];

    private static double CentredEntry(Matrix<double> v, int d, int w)
    {
        int[] all = [.. Enumerable.Range(0, v.RowCount)];
        return v[d, w] - all.Average(k => v[d, k]) - all.Average(k => v[k, w]) + all.Average(k => all.Average(l => v[k, l]));
    }

    private static double Spread(Matrix<double> v, int i, int j)
    {
        int[] all = [.. Enumerable.Range(0, v.RowCount)];
        return all.Sum(k => all.Sum(l => v[i, k] * v[j, l] * CentredEntry(v, k, l)));
    }
}
