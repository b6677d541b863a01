using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Masks;

/// <summary>
/// One attention layer on X = 1·m + R, written so that the next residual is computed from R alone.
/// </summary>
/// <remarks>
/// <para>Softmax ignores what is common to a row of scores, so the score of (i, j) may be replaced by g_j + E_ij with
/// g_j = (m·W_Q)·(R_j·W_K)/T and E_ij = (R_i·W_Q)·(R_j·W_K)/T. Rows with the same allowed tokens share the weights
/// B_ij ∝ exp(g_j), and differ only by D = A − B, which is of the size of E, quadratic in R.</para>
/// <para>Rows of the complete mask share all of B, so that B·R cancels exactly when it is centred and D·R, which is cubic, is what
/// remains. Forming A first would bury D under the rounding of B as soon as R is below 1e-8.</para>
/// </remarks>
internal static class CentredLayer
{
    public static (CentredTokens Tokens, Matrix<double> Attention) Next(
        AttentionMask mask, CentredTokens x, AttentionWeights weights)
    {
        var n = mask.Tokens;
        var r = x.CentredUnsafe;
        var mean = Vector<double>.Build.DenseOfArray(x.Mean.ToArray());
        var keys = r * weights.KeyUnsafe;
        var common = keys * (mean * weights.QueryUnsafe) / weights.Temperature;
        var pair = (r * weights.QueryUnsafe).TransposeAndMultiply(keys) / weights.Temperature;

        var shared = Matrix<double>.Build.Dense(n, n);
        var deviation = Matrix<double>.Build.Dense(n, n);
        for (var i = 0; i < n; i++) FillRow(mask, i, common, pair, shared, deviation);

        var fromShared = shared * r;
        var fromDeviation = deviation * r;
        // Equal rows must cancel to exact zeros, hence a row of the matrix as the shift before the mean is taken.
        var shift = fromShared.Row(0);
        var restShared = CentredTokens.CentreInPlace(fromShared, shift.AsArray());
        var restDeviation = CentredTokens.CentreInPlace(fromDeviation, new double[x.Width]);
        var newMean = (mean + shift + Vector<double>.Build.Dense(restShared) + Vector<double>.Build.Dense(restDeviation))
            * weights.ValueUnsafe;
        var newCentred = (fromShared + fromDeviation) * weights.ValueUnsafe;
        return (new CentredTokens(newMean.ToArray(), newCentred), shared + deviation);
    }

    private static void FillRow(
        AttentionMask mask, int i, Vector<double> common, Matrix<double> pair, Matrix<double> shared, Matrix<double> deviation)
    {
        var n = mask.Tokens;
        var (largestCommon, largestScore, largestPair) = (double.NegativeInfinity, double.NegativeInfinity, 0.0);
        for (var j = 0; j < n; j++)
        {
            if (!mask[i, j]) continue;
            largestCommon = Math.Max(largestCommon, common[j]);
            largestScore = Math.Max(largestScore, common[j] + pair.At(i, j));
            largestPair = Math.Max(largestPair, Math.Abs(pair.At(i, j)));
        }

        // Far from consensus exp(E) may overflow and there is nothing to protect: take the softmax as it is.
        var far = largestPair > 1;
        var sum = 0.0;
        for (var j = 0; j < n; j++)
        {
            if (!mask[i, j]) continue;
            var weight = Math.Exp(far ? common[j] + pair.At(i, j) - largestScore : common[j] - largestCommon);
            shared.At(i, j, weight);
            sum += weight;
        }

        for (var j = 0; j < n; j++) shared.At(i, j, shared.At(i, j) / sum);
        if (far) return;

        var excess = 0.0;
        for (var j = 0; j < n; j++)
        {
            if (mask[i, j]) excess += shared.At(i, j) * Exponentials.MinusOne(pair.At(i, j));
        }

        for (var j = 0; j < n; j++)
        {
            if (mask[i, j])
                deviation.At(i, j, shared.At(i, j) * (Exponentials.MinusOne(pair.At(i, j)) - excess) / (1 + excess));
        }
    }
}
