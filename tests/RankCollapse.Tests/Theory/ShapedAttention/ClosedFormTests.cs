using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Theory.Masks;
using RankCollapse.Theory.ShapedAttention;
using RankCollapse.Theory.Stochastic;

namespace RankCollapse.Tests.Theory.ShapedAttention;

public class ClosedFormTests
{
    [Fact]
    public void The_softmax_expansion_agrees_with_the_reference_and_its_remainder_is_cubic()
    {
        var given = Oracle.Of("softmax_taylor");
        var expansion = new SoftmaxExpansion(Matrix<double>.Build.Dense(4, 4, (i, j) => Math.Sin(1 + (3 * i) + (2 * j))));
        Close.To(given.GetProperty("E1").Matrix(), expansion.FirstOrder, 1e-12);
        Close.To(given.GetProperty("E2").Matrix(), expansion.SecondOrder, 1e-12);
        Close.To(given.GetProperty("A_eps_0p1").Matrix(), expansion.Attention(0.1), 1e-12);
        Close.Relatively(given.Number("max_remainder_eps_0p1"), expansion.Remainder(0.1), 1e-7);
        double[] steps = [0.02, 0.01, 0.005, 0.0025];
        var (order, error) = ConvergenceOrder.Fit(steps, [.. steps.Select(expansion.Remainder)]);
        Close.To(3, order, 0.03, $"order, standard error {error}");
    }

    [Fact]
    public void Exchangeable_covariances_grow_and_blow_up_as_in_the_reference()
    {
        foreach (var given in Oracle.Of("exchangeable_drift").EnumerateArray())
        {
            var m = given.Integer("m");
            var sde = CovarianceSde.ShapedAttention(given.Number("gamma"), given.Number("tau0"));
            var v = TokenCovariance.Exchangeable(m, given.Number("rho"), given.Number("q"));
            Close.To(given.Number("b00"), sde.Drift(v)[0, 0], 1e-13);
            Close.To(given.Number("b01"), sde.Drift(v)[0, 1], 1e-13);
            var growth = new ExchangeableGrowth(sde, m, given.Number("rho"), given.Number("q"));
            Close.Relatively(given.Number("blowup_time"), growth.BlowUpTime, 1e-12);
            Close.To(sde.Drift(v), growth.Coefficient * v, 1e-13);
            // The closed form solves dq/dt = c·q³.
            var t = 0.4 * growth.BlowUpTime;
            var slope = (growth.At(t + 1e-5) - growth.At(t - 1e-5)) / 2e-5;
            Close.Relatively(growth.Coefficient * Math.Pow(growth.At(t), 3), slope, 1e-6);
            Assert.Contains("for the norm is infinite from then on", Assert.Throws<ArgumentOutOfRangeException>(() => growth.At(growth.BlowUpTime)).Message);
        }
    }

    [Fact]
    public void A_single_token_agrees_with_the_reference()
    {
        foreach (var given in Oracle.Of("m1_gbm").EnumerateArray())
        {
            var sde = CovarianceSde.ShapedAttention(given.Number("gamma"), 1);
            Close.To(given.Number("s2"), sde.LinearVariance, 1e-14);
            var law = new SingleTokenLaw(sde.LinearVariance, given.Number("V0"));
            var time = given.Number("d") / given.Number("n");
            Close.Relatively(given.Number("median"), law.At(time).Median, 1e-9);
            Close.Relatively(given.Number("q05"), law.At(time).InverseCumulativeDistribution(0.05), 1e-9);
            Close.Relatively(given.Number("q95"), law.At(time).InverseCumulativeDistribution(0.95), 1e-9);
            Close.Relatively(given.Number("second_moment_sde"), law.SecondMoment(time), 1e-9);
            Close.Relatively(given.Number("second_moment_finite_n"), law.SecondMomentAtWidth(given.Integer("n"), given.Integer("d")), 1e-9);
        }
    }

    [Fact]
    public void Without_scores_determinant_and_second_moments_agree_with_the_reference()
    {
        foreach (var given in Oracle.Of("linear_logdet").EnumerateArray())
        {
            var sde = CovarianceSde.ShapedAttention(given.Number("gamma"), double.PositiveInfinity);
            var law = new LinearCovarianceLaw(given.Integer("m"), sde.LinearVariance);
            var (mean, variance) = law.LogDeterminant(given.Number("t"));
            Close.Relatively(given.Number("mean"), mean, 1e-12);
            Close.Relatively(given.Number("var"), variance, 1e-12);
            Close.Relatively(mean, given.Number("t") * law.LyapunovExponents.Sum(), 1e-12, "the exponents sum to the determinant's rate");
        }

        foreach (var given in Oracle.Of("linear_logdet_finite_n_gamma1").EnumerateArray())
        {
            var (mean, variance) = LinearCovarianceLaw.LogDeterminantAtWidth(given.Integer("m"), given.Integer("n"), given.Integer("d"));
            Close.Relatively(given.Number("mean"), mean, 1e-9);
            Close.Relatively(given.Number("var"), variance, 1e-9);
        }

        foreach (var given in Oracle.Of("linear_second_moments_unit_diag").EnumerateArray())
        {
            var (product, square) = new LinearCovarianceLaw(2, given.Number("s2")).SecondMoments(1, 1, given.Number("rho0"), given.Number("t"));
            Close.Relatively(given.Number("E_V11V22"), product, 1e-9);
            Close.Relatively(given.Number("E_V12sq"), square, 1e-9);
            Close.Relatively(given.Number("E_det"), product - square, 1e-9);
        }
    }

    [Fact]
    public void Unshaped_means_agree_with_the_reference()
    {
        foreach (var given in Oracle.Of("uniform_attention_mean").EnumerateArray())
        {
            var v = Oracle.Covariance(given.Integer("m"), given.Number("k"));
            Close.To(given.GetProperty("EV").Matrix(), UnshapedAttention.UniformMean(v, given.Number("gamma"), given.Integer("l")), 1e-12);
        }

        foreach (var given in Oracle.Of("depth_scaled_residual_uniform").EnumerateArray())
        {
            var v = TokenCovariance.Exchangeable(given.Integer("m"), given.Number("rho0"));
            var c = UnshapedAttention.DepthScaled(v, given.Number("alpha1"), given.Number("alpha2"), given.Integer("L"));
            Close.Relatively(given.Number("diag"), c[0, 0], 1e-9);
            Close.Relatively(given.Number("offdiag"), c[0, 1], 1e-9);
            var limit = UnshapedAttention.DepthScaledLimit(v, given.Number("alpha1"), given.Number("alpha2"));
            Close.Relatively(given.Number("diag_limit"), limit[0, 0], 1e-9);
            Close.Relatively(given.Number("corr_limit"), TokenCovariance.Correlation(limit, 0, 1), 1e-9);
        }
    }

    [Fact]
    public void The_mean_step_of_two_tokens_agrees_with_the_reference_and_approaches_the_drift_like_one_over_n()
    {
        foreach (var given in Oracle.Of("m2_mean_step").EnumerateArray())
        {
            var v = given.GetProperty("V").Matrix();
            var (gamma, tau) = (given.Number("gamma"), given.Number("tau0"));
            var drift = CovarianceSde.ShapedAttention(gamma, tau).Drift(v);
            Close.To(given.GetProperty("b").Matrix(), drift, 1e-12);
            var step = new FiniteWidthDrift(gamma, tau);
            foreach (var width in given.GetProperty("n_times_mean_increment").EnumerateObject())
                Close.To(width.Value.Matrix(), step.At(v, int.Parse(width.Name)), 1e-8, $"n = {width.Name}");
            double[] widths = [1000, 2000, 4000, 8000];
            var (order, _) = ConvergenceOrder.Fit(widths, [.. widths.Select(n => (step.At(v, (int)n) - drift).FrobeniusNorm())]);
            Close.To(-1, order, 0.05);
        }
    }

    [Fact]
    public void The_shaped_relu_agrees_with_the_reference()
    {
        foreach (var given in Oracle.Of("nu").EnumerateArray())
            Close.Relatively(given.Number("nu"), new ShapedRelu(given.Number("c_plus"), given.Number("c_minus")).Nu(given.Number("rho")), 1e-12);
        foreach (var given in Oracle.Of("relu_finite_n").EnumerateArray())
        {
            var relu = new ShapedRelu(given.Number("c_plus"), given.Number("c_minus"));
            Close.To(given.Number("n_times_increment"), relu.NuAtWidth(given.Number("rho"), given.Integer("n")), 1e-8);
        }

        double[] widths = [1e4, 1e5, 1e6];
        double Error(ShapedRelu relu, double n) => Math.Abs(relu.NuAtWidth(0.3, (int)n) - relu.Nu(0.3));
        Close.To(-0.5, ConvergenceOrder.Fit(widths, [.. widths.Select(n => Error(new(0, -1), n))]).Order, 0.02, "bent on one side");
        Close.To(-1, ConvergenceOrder.Fit(widths, [.. widths.Select(n => Error(new(0.5, -0.5), n))]).Order, 0.02, "bent evenly");
    }

    [Fact]
    public void A_plain_relu_approaches_one_like_the_square_of_the_depth()
    {
        var distance = 0.7;
        for (var layer = 1; layer <= 200_000; layer++) distance = UnshapedAttention.PlainReluDistance(distance);
        Close.Relatively(9 * Math.PI * Math.PI / 2, distance * 200_000.0 * 200_000, 1e-3);
        foreach (var d in new[] { 0.001, 0.00124, 0.00126, 0.3 })
        {
            var rho = 1 - d;
            var next = (Math.Sqrt(1 - (rho * rho)) + (rho * (Math.PI - Math.Acos(rho)))) / Math.PI;
            Close.To(1 - next, UnshapedAttention.PlainReluDistance(d), 1e-14, $"distance {d}");
        }
    }

    [Fact]
    public void Fokker_Planck_quantiles_agree_with_the_reference()
    {
        foreach (var given in Oracle.Of("rho_fokker_planck").EnumerateArray())
        {
            var relu = new ShapedRelu(given.Number("c_plus"), given.Number("c_minus"));
            // ς² = 0.234375 is γ² = 1/8 with the scores switched off.
            var sde = given.Number("nu_factor") > 0
                ? CovarianceSde.Perceptron(relu)
                : CovarianceSde.ShapedAttention(Math.Sqrt(0.125), double.PositiveInfinity);
            Close.To(given.Number("s2"), sde.LinearVariance, 1e-12);
            var law = new CorrelationLaw(sde);
            var quantiles = law.Quantiles(given.Number("rho0"), given.Number("T"), given.GetProperty("levels").Numbers());
            foreach (var (expected, actual) in given.GetProperty("rho_quantiles").Numbers().Zip(quantiles)) Close.To(expected, actual, 1e-3);
            var density = law.Angle(given.Number("rho0"), given.Number("T"));
            Close.To(1, density.TotalMass, 1e-10, "mass");
            Close.To(given.Number("mean"), density.Mean(Math.Tanh), 1e-4, "mean");
        }
    }

    [Fact]
    public void The_finite_width_law_moves_the_quantiles_as_the_text_says()
    {
        var law = CorrelationLaw.AtWidth(CovarianceSde.Perceptron(new ShapedRelu(0, -1)), 150);
        double[] expected = [-0.749, -0.126, 0.544, 0.875, 0.983];
        foreach (var (e, a) in expected.Zip(law.Quantiles(0.3, 1, 0.05, 0.25, 0.5, 0.75, 0.95))) Close.To(e, a, 1e-3);
    }

    [Fact]
    public void The_extension_to_masks_and_heads_agrees_with_the_reference()
    {
        var given = Oracle.Of("extension_causal_multihead")[0];
        var v = Oracle.Covariance(3, given.Number("k"));
        var sde = new MaskedCovarianceSde(AttentionMask.Causal(3), given.Number("gamma"), given.Number("tau0"));
        Close.To(given.GetProperty("b").Matrix(), sde.Drift(v), 1e-12);
        Close.To(given.GetProperty("Sigma_pairs").Matrix(), sde.Diffusion(v), 1e-11);
    }

    [Fact]
    public void The_complete_mask_gives_the_unmasked_equation_back()
    {
        for (var seed = 1UL; seed <= 8; seed++)
        {
            var m = 1 + (int)(seed % 4);
            var v = Oracle.Random(m, seed);
            var (masked, plain) = (new MaskedCovarianceSde(AttentionMask.Complete(m), 0.8, 0.3, 2), CovarianceSde.ShapedAttention(0.8, 0.3, 2));
            Close.To(plain.Drift(v), masked.Drift(v), 1e-11, $"seed {seed}");
            Close.To(plain.DiffusionReference(v), masked.Diffusion(v), 1e-10, $"seed {seed}");
        }
    }

    [Fact]
    public void Refusals_say_what_is_allowed()
    {
        Assert.Contains(
            "for 3 tokens it must be inside (-0.5, 1)",
            Assert.Throws<ArgumentOutOfRangeException>(() => TokenCovariance.Exchangeable(3, -0.5)).Message);
        Assert.Contains("couple correlations to variances", Assert.Throws<ArgumentException>(() => new CorrelationLaw(CovarianceSde.ShapedAttention(0.5, 1))).Message);
        Assert.Contains("A smooth activation", Assert.Throws<ArgumentException>(() => new CorrelationLaw(CovarianceSde.Perceptron(SmoothActivation.Tanh(1)))).Message);
        Assert.Contains("With fewer neurons than tokens", Assert.Throws<ArgumentOutOfRangeException>(() => LinearCovarianceLaw.LogDeterminantAtWidth(4, 3, 1)).Message);
        Assert.Contains(
            "the quadrature is for 2. Use ShapedChain for more.",
            Assert.Throws<ArgumentException>(() => new FiniteWidthDrift(0.5, 1).At(Oracle.Random(3, 1), 10)).Message);
    }
}
