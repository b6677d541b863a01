using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Theory.ShapedAttention;

namespace RankCollapse.Tests.Theory.ShapedAttention;

public class CovarianceSdeTests
{
    [Fact]
    public void Coefficients_agree_with_the_reference_in_matrix_form_and_in_index_form()
    {
        foreach (var given in Oracle.Of("attention_coefficients").EnumerateArray())
        {
            var m = given.Integer("m");
            var v = Oracle.Covariance(m, given.Number("k"));
            var sde = CovarianceSde.ShapedAttention(given.Number("gamma"), given.Number("tau0"));
            Close.To(given.GetProperty("V").Matrix(), v, 1e-12);
            Close.To(given.GetProperty("Vc").Matrix(), TokenCovariance.Centred(v), 1e-12);
            Close.To(given.GetProperty("b").Matrix(), sde.Drift(v), 1e-12, "drift");
            Close.To(given.GetProperty("b").Matrix(), sde.DriftReference(v), 1e-12, "drift in index form");
            Close.To(given.GetProperty("Sigma_pairs").Matrix(), sde.DiffusionReference(v), 1e-11, "diffusion");
            var noise = sde.Noise(v);
            foreach (var (expected, theta) in given.GetProperty("theta_sorted").Numbers().Zip(noise.Spread)) Close.To(expected, theta, 1e-12);
            var (drift, variance) = sde.LogDeterminant(v);
            Close.To(given.Number("logdet_drift"), drift, 1e-11, "drift of the log-determinant");
            Close.To(given.Number("logdet_qv"), variance, 1e-11, "variance of the log-determinant");
            var s2 = given.GetProperty("S2").Matrix();
            var s1 = given.GetProperty("S1_adbw");
            for (var a = 0; a < m; a++)
            {
                for (var d = 0; d < m; d++)
                {
                    Close.To(s2[a, d], CovarianceSde.ScoreExcess(v, a, d), 1e-12);
                    for (var b = 0; b < m; b++)
                    {
                        for (var w = 0; w < m; w++)
                            Close.To(s1[a][d][b][w].GetDouble(), CovarianceSde.ScoreCovariance(v, a, d, b, w), 1e-12);
                    }
                }
            }

            var variances = given.GetProperty("noise_var_offdiag").Matrix();
            for (var a = 0; a < m; a++)
            {
                for (var b = 0; b < m; b++) Close.To((a == b ? 2 : 1) * variances[a, b], noise.Variances[a, b], 1e-11);
            }
        }
    }

    [Fact]
    public void The_worked_example_of_the_text_is_reproduced()
    {
        var v = Matrix<double>.Build.DenseOfArray(new[,] { { 1.2, 0.35 }, { 0.35, 0.8 } });
        var sde = CovarianceSde.ShapedAttention(0.7, 0.6);
        Close.To(0.172520833333, sde.Drift(v)[0, 0], 1e-12);
        Close.To(0.050318576389, sde.Drift(v)[0, 1], 1e-12);
        Close.To(0.115013888889, sde.Drift(v)[1, 1], 1e-12);
        Close.To(2.318840270833, sde.DiffusionReference(v, 0, 0, 0, 0), 1e-12);
        Close.To(0.830921944878, sde.DiffusionReference(v, 0, 1, 0, 1), 1e-12);
        Close.To(0.152257164062, sde.DiffusionReference(v, 0, 0, 1, 1), 1e-12);
    }

    [Fact]
    public void The_full_block_and_the_MLP_agree_with_the_reference()
    {
        var relu = new ShapedRelu(0, -1);
        foreach (var given in Oracle.Of("full_transformer_coefficients").EnumerateArray())
        {
            var v = Oracle.Covariance(given.Integer("m"), given.Number("k"));
            var sde = CovarianceSde.Block(given.Number("gamma"), given.Number("tau0"), relu);
            Close.To(given.Number("sigma2_total"), sde.LinearVariance, 1e-14);
            Close.To(given.GetProperty("b_total").Matrix(), sde.Drift(v), 1e-12);
            Close.To(given.GetProperty("b_total").Matrix(), sde.DriftReference(v), 1e-12);
            Close.To(given.GetProperty("Sigma_total_pairs").Matrix(), sde.DiffusionReference(v), 1e-11);
        }

        foreach (var given in Oracle.Of("mlp_drift_matrix").EnumerateArray())
        {
            var v = Oracle.Covariance(given.Integer("m"), given.Number("k"));
            Close.To(given.GetProperty("b_relu").Matrix(), CovarianceSde.Perceptron(relu).Drift(v), 1e-12);
            Close.To(given.GetProperty("b_smooth_tanh_a1").Matrix(), CovarianceSde.Perceptron(SmoothActivation.Tanh(1)).Drift(v), 1e-12);
            Close.To(
                given.GetProperty("b_smooth_s2_1_s3_m0p5_a0p7").Matrix(),
                CovarianceSde.Perceptron(new SmoothActivation(1, -0.5, 0.7)).Drift(v), 1e-12);
        }
    }

    [Fact]
    public void Matrix_form_and_index_form_of_the_drift_agree_for_random_covariances()
    {
        for (var seed = 1UL; seed <= 40; seed++)
        {
            var v = Oracle.Random(1 + (int)(seed % 6), seed);
            var sde = CovarianceSde.Block(0.1 + (0.02 * seed), 0.2 + (0.05 * seed), new ShapedRelu(0.5, -1));
            var expected = sde.DriftReference(v);
            Close.To(expected, sde.Drift(v), 1e-12 * Math.Max(1, expected.Enumerate().Max(Math.Abs)), $"seed {seed}");
        }
    }

    [Fact]
    public void The_diagonalised_noise_has_the_covariance_of_the_index_form()
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var m = 2 + (int)(seed % 4);
            var v = Oracle.Random(m, seed);
            var sde = CovarianceSde.ShapedAttention(0.6, 0.15, heads: 1 + (int)(seed % 3));
            var noise = sde.Noise(v);
            Close.To(v, noise.Frame * noise.Frame.Transpose(), 1e-12, $"seed {seed}, T·Tᵀ");
            Close.To(0, noise.Spread[0], 1e-13, "smallest eigenvalue of the centred covariance");
            var pairs = CovarianceSde.Pairs(m);
            foreach (var (a, b) in pairs)
            {
                foreach (var (d, w) in pairs)
                {
                    var expected = sde.DiffusionReference(v, a, b, d, w);
                    Close.To(expected, noise.Covariance(a, b, d, w), 1e-12 * Math.Max(1, Math.Abs(expected)), $"seed {seed}, ({a}{b}, {d}{w})");
                }
            }
        }
    }

    [Fact]
    public void The_noises_without_eigenvalues_have_the_covariance_of_the_index_form()
    {
        for (var seed = 1UL; seed <= 12; seed++)
        {
            var m = 1 + (int)(seed % 4);
            var v = Oracle.Random(m, seed);
            var sde = CovarianceSde.ShapedAttention(0.8, 0.2, heads: 1 + (int)(seed % 2));
            var zero = Matrix<double>.Build.Dense(m, m);
            var expected = sde.DiffusionReference(v);
            // Both are linear in their normals, so the covariance is a sum over unit matrices: no sampling.
            Close.To(expected, CovarianceOf(m, e => sde.TwoFactorNoise(v, e)), 1e-11, $"two factors, seed {seed}");
            Close.To(
                expected, CovarianceOf(m, e => sde.TwoMatrixNoise(v, e, zero)) + CovarianceOf(m, e => sde.TwoMatrixNoise(v, zero, e)),
                1e-11, $"two matrices, seed {seed}");
        }
    }

    [Fact]
    public void A_step_with_given_normals_agrees_with_the_reference()
    {
        foreach (var given in Oracle.Of("em_step_two_matrix_form").EnumerateArray())
        {
            var m = given.Integer("m");
            var v = Oracle.Covariance(m, given.Number("k"));
            var sde = CovarianceSde.ShapedAttention(given.Number("gamma"), given.Number("tau0"));
            var noise = sde.TwoMatrixNoise(v, Oracle.Normals(m), Oracle.OtherNormals(m));
            Close.To(given.GetProperty("D").Matrix(), noise, 1e-12);
            var step = given.Number("dt");
            Close.To(given.GetProperty("Vnext").Matrix(), v + (step * sde.Drift(v)) + (Math.Sqrt(step) * noise), 1e-12);
        }
    }

    [Fact]
    public void The_log_determinant_law_is_Itos_formula_for_the_index_form()
    {
        for (var seed = 1UL; seed <= 10; seed++)
        {
            var m = 1 + (int)(seed % 4);
            var v = Oracle.Random(m, seed);
            var inverse = v.Inverse();
            var sde = CovarianceSde.Block(0.7, 0.3, new ShapedRelu(0, -1));
            var (drift, variance) = ((inverse * sde.Drift(v)).Trace(), 0.0);
            for (var a = 0; a < m; a++)
            for (var b = 0; b < m; b++)
            for (var d = 0; d < m; d++)
            for (var w = 0; w < m; w++)
            {
                var sigma = sde.DiffusionReference(v, a, b, d, w);
                drift -= 0.5 * sigma * inverse[w, a] * inverse[b, d];
                variance += sigma * inverse[a, b] * inverse[d, w];
            }

            var law = sde.LogDeterminant(v);
            Close.Relatively(drift, law.Drift, 1e-9, $"drift, seed {seed}");
            Close.Relatively(variance, law.Variance, 1e-9, $"variance, seed {seed}");
        }
    }

    [Fact]
    public void Scaling_the_covariance_scales_drift_with_the_cube_and_noise_with_square_and_fourth_power()
    {
        var v = Oracle.Random(4, 3);
        var hot = CovarianceSde.ShapedAttention(0.5, double.PositiveInfinity);
        var cold = CovarianceSde.ShapedAttention(0.5, 0.2);
        Close.To(8 * cold.Drift(v), cold.Drift(2 * v), 1e-9);
        Close.To(0, hot.Drift(v).FrobeniusNorm(), 0);
        Close.To(4 * hot.DiffusionReference(v), hot.DiffusionReference(2 * v), 1e-10);
        Close.To(
            16 * (cold.DiffusionReference(v) - hot.DiffusionReference(v)),
            cold.DiffusionReference(2 * v) - hot.DiffusionReference(2 * v), 1e-8);
    }

    [Fact]
    public void Heads_divide_the_noise_of_attention_and_nothing_else()
    {
        var v = Oracle.Random(3, 8);
        var (one, four, none) = (CovarianceSde.ShapedAttention(0.8, 0.3), CovarianceSde.ShapedAttention(0.8, 0.3, 4), CovarianceSde.ShapedAttention(0.8, double.PositiveInfinity));
        Close.To(one.Drift(v), four.Drift(v), 0);
        Close.To(
            one.DiffusionReference(v) - none.DiffusionReference(v), 4 * (four.DiffusionReference(v) - none.DiffusionReference(v)), 1e-11);
    }

    [Fact]
    public void A_singular_covariance_is_refused_where_its_root_is_needed()
    {
        var same = Matrix<double>.Build.Dense(2, 2, 1);
        Close.To(0, CovarianceSde.ShapedAttention(0.5, 0.1).Drift(same).FrobeniusNorm(), 0, "equal tokens are not moved");
        var error = Assert.Throws<ArgumentException>(() => CovarianceSde.ShapedAttention(0.5, 1).Noise(same));
        Assert.StartsWith("The covariance is not positive definite: pivot 1 was 0.00E+000. Tokens are linearly dependent", error.Message);
    }

    [Fact]
    public void Refusals_say_what_is_allowed()
    {
        Assert.StartsWith(
            "branchStrength was 1.2; it must be in [0, 1].",
            Assert.Throws<ArgumentOutOfRangeException>(() => CovarianceSde.ShapedAttention(1.2, 1)).Message);
        Assert.StartsWith(
            "temperature was 0; it must be above 0. Use double.PositiveInfinity",
            Assert.Throws<ArgumentOutOfRangeException>(() => CovarianceSde.ShapedAttention(0.5, 0)).Message);
        Assert.StartsWith(
            "temperature was NaN",
            Assert.Throws<ArgumentOutOfRangeException>(() => CovarianceSde.ShapedAttention(0.5, double.NaN)).Message);
        Assert.StartsWith(
            "heads was 0; it must be at least 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => CovarianceSde.ShapedAttention(0.5, 1, 0)).Message);
        Assert.Equal(
            "The full block has an MLP already; a block has one. Start from CovarianceSde.ShapedAttention.",
            Assert.Throws<InvalidOperationException>(() => CovarianceSde.Block(0.5, 1, new(0, -1)).FollowedBy(new(0, -1), 0.5)).Message);
        Assert.Contains(
            "a covariance is symmetric",
            Assert.Throws<ArgumentException>(() => CovarianceSde.ShapedAttention(0.5, 1).Drift(Inputs.F(3, 3))).Message);
        Assert.Contains(
            "normals had shape [2, 2]; it must be [3, 3]",
            Assert.Throws<ArgumentException>(() => CovarianceSde.ShapedAttention(0.5, 1).TwoFactorNoise(Oracle.Random(3, 1), Oracle.Normals(2))).Message);
    }

    private static Matrix<double> CovarianceOf(int m, Func<Matrix<double>, Matrix<double>> noise)
    {
        var pairs = CovarianceSde.Pairs(m);
        var sum = Matrix<double>.Build.Dense(pairs.Length, pairs.Length);
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < m; j++)
            {
                var unit = Matrix<double>.Build.Dense(m, m);
                unit[i, j] = 1;
                var d = noise(unit);
                var entries = Vector<double>.Build.DenseOfEnumerable(pairs.Select(p => d[p.Row, p.Column]));
                sum += entries.OuterProduct(entries);
            }
        }

        return sum;
    }
}
