using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.LambdaSkip;
using RankCollapse.Theory.LayerNorm;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.LambdaSkip;

public class CollapseWithoutSkipTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;
    private static readonly System.Text.Json.JsonElement Reference = ReferenceValues.Of("lambda-skip");

    [Fact]
    public void Reference_run_of_full_attention_stays_below_theorem_E()
    {
        var expected = Reference.GetProperty("thmE");
        var start = LambdaInputs.UnitSine(5, 3, 0.3, 1);
        var mixing = SoftmaxMixing.Complete(AttentionWeights.Identity(3));
        var run = new LambdaSkipLayer(mixing, 0).Run(start, 5);
        Close.To(expected.GetProperty("eps0").GetDouble(), mixing.MixingMatrix(start).Enumerate().Min(), 1e-14);
        var mu = expected.GetProperty("mu_k").Numbers();
        var theorem = new OrthogonalValueCollapse(start);
        var matrices = Enumerable.Range(0, 5).Select(k => mixing.MixingMatrix(run.Tokens(k))).ToList();
        for (var k = 0; k <= 5; k++)
        {
            Close.To(mu[k], run.Residuals[k], 1e-14, $"layer {k}");
            Assert.True(run.Residuals[k] <= Math.Sqrt(theorem.Bound(matrices.Take(k))) + 1e-14, $"layer {k}");
        }
    }

    [Fact]
    public void Theorem_E_holds_for_orthogonal_values_and_is_reached_at_the_start()
    {
        var random = new RandomSource(31).Stream("theorem E");
        for (var sample = 0; sample < 300; sample++)
        {
            var stream = random.Stream(sample);
            var (tokens, width) = (2 + stream.NextInteger(5), 2 + stream.NextInteger(4));
            var start = SphereProjection.OfReference(Build.Dense(tokens, width, (_, _) => stream.NextUniform()));
            var mixing = SoftmaxMixing.Complete(AttentionWeights.Normal(width, 1, stream).AtTemperature(0.3));
            var run = new LambdaSkipLayer(mixing, 0) { Value = stream.OrthogonalMatrix(width) }.Run(start, 6);
            var theorem = new OrthogonalValueCollapse(start);
            var matrices = Enumerable.Range(0, 6).Select(k => mixing.MixingMatrix(run.Tokens(k))).ToList();
            for (var k = 0; k <= 6; k++)
                Assert.True(Math.Pow(run.Residuals[k], 2) <= theorem.Bound(matrices.Take(k)) + 1e-14, $"sample {sample}, layer {k}");
        }

        var simplex = Build.DenseIdentity(4);
        Close.To(Math.Pow(TokenResidual.Absolute(simplex), 2), new OrthogonalValueCollapse(simplex).Bound([]), 1e-14);
        Assert.StartsWith("The least cosine was -1; all must be at least 0.", Assert.Throws<ArgumentException>(
            () => new OrthogonalValueCollapse(Build.DenseOfArray(new double[,] { { 1, 0 }, { -1, 0 } }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_attention_contracts_cubically_near_consensus()
    {
        var random = new RandomSource(32).Stream("cubic");
        var (centre, noise) = (random.NormalMatrix(1, 4), random.NormalMatrix(6, 4));
        var mixing = SoftmaxMixing.Complete(AttentionWeights.Normal(4, 0.5, random));
        double Ratio(double scale)
        {
            var y = Build.Dense(6, 4, (i, j) => centre[0, j] + (scale * noise[i, j]));
            return TokenResidual.Absolute(mixing.MixingMatrix(y) * y) / TokenResidual.Absolute(y);
        }

        // A tenth of the perturbation is a hundredth of the ratio, but for terms of the next order.
        Close.To(100, Ratio(1e-2) / Ratio(1e-3), 2);
        Close.To(100, Ratio(1e-3) / Ratio(1e-4), 0.2);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(4, 0.9)]
    [InlineData(-0.3, 2.0 / 7)]
    public void Causal_attention_has_the_exact_rate(double skip, double expected)
    {
        var random = new RandomSource(33).Stream("causal");
        var start = SphereProjection.OfReference(random.NormalMatrix(6, 4, 0.1).Add(1));
        var layer = new LambdaSkipLayer(SoftmaxMixing.Causal(AttentionWeights.Normal(4, 0.5, random)), skip);
        var run = layer.Run(start, 400);
        Close.To(expected, SkipCollapseRate.CausalAttention(2, skip), 1e-14);
        Close.To(expected, run.PairRate(0, 1), 1e-6);
        // Late tokens are slower for negative λ: |1/6 − 0.3|/0.7 = 0.190 is not yet, |1/6 − 0.45|/0.55 is.
        Close.To(Math.Abs((1 / 6.0) - 0.45) / 0.55, SkipCollapseRate.CausalAttention(6, -0.45), 1e-15);
        Assert.InRange(SkipCollapseRate.CausalAttention(6, (-7 / 12.0) + 1e-6), 0.999, 1);
        Assert.True(SkipCollapseRate.CausalAttention(6, (-7 / 12.0) - 1e-6) > 1);
    }

    [Fact]
    public void Lti_model_has_the_exact_rate_with_normalisation()
    {
        var lti = Reference.GetProperty("lti_collapse");
        var markov = lti.GetProperty("markov").Numbers();
        var start = SphereProjection.OfReference(LambdaInputs.Sine(4, 3, 1, 0.4, 1));
        foreach (var row in lti.GetProperty("rate_LN").EnumerateArray())
        {
            var skip = row.GetProperty("lam").GetDouble();
            Close.To(row.GetProperty("rate").GetDouble(), SkipCollapseRate.Lti(markov[0], markov[1], skip), 1e-14);
            Close.To(row.GetProperty("rate").GetDouble(), new LambdaSkipLayer(new LtiMixing(markov), skip).Run(start, 800).PairRate(0, 1), 1e-6);
        }
    }

    [Fact]
    public void Lti_model_without_normalisation_collapses_in_the_raw_metric_only()
    {
        var lti = Reference.GetProperty("lti_collapse");
        var layer = new LambdaSkipLayer(new LtiMixing(lti.GetProperty("markov").Numbers()), 0) { RowLength = null };
        var run = layer.Run(LambdaInputs.Sine(4, 3, 1, 0.4, 1), 300);
        var first = lti.GetProperty("mu_noLN_first6").Numbers();
        for (var k = 0; k < first.Length; k++) Close.To(first[k], run.Residuals[k], 1e-13, $"layer {k}");
        Close.To(lti.GetProperty("mun_noLN_k300").GetDouble(), run.RelativeResiduals[300], 1e-12);
        Close.To(Math.Sqrt(3) / 2, SkipCollapseRate.LtiRelativeLimit(4), 1e-15);
        // K³·0.6^K: the next order is relatively of order 1/K.
        double Excess(int k) => Math.Log(run.Residuals[k]) - SkipCollapseRate.LogLtiOrder(4, 0.6, k);
        Close.To(Excess(150), Excess(300), 0.1);
        Assert.True(run.Residuals[300] < 1e-55);
        // Above |m₀| = 1 the same model grows.
        var growing = new LambdaSkipLayer(new LtiMixing(1.1, 0.3, 0.2, 0.1), 0) { RowLength = null }.Run(LambdaInputs.Sine(4, 3, 1, 0.4, 1), 100);
        Assert.True(growing.Residuals[100] > 1e6);
    }

    [Fact]
    public void Without_normalisation_the_selective_model_goes_doubly_exponentially()
    {
        var mixing = QuadraticSelectiveMixing.Scaled(0.9, 3);
        var start = LambdaInputs.Sine(4, 3, 1, 0.3);
        var run = new LambdaSkipLayer(mixing, 0) { RowLength = null }.Run(start, 20);
        var expected = Reference.GetProperty("doubly_exp_matrix").GetProperty("rows").Matrix();
        for (var k = 0; k < expected.RowCount; k++)
        {
            Close.Relatively(expected[k, 0], run.Residuals[k], 1e-12, $"layer {k}");
            Close.To(expected[k, 1], run.RelativeResiduals[k], 1e-12, $"layer {k}");
            Close.To(expected[k, 2], run.RankOneDistances[k], 1e-12, $"layer {k}");
        }

        // Start within the region where collapse is certain: the bracket is below 1.
        var small = new LambdaSkipLayer(mixing, 0) { RowLength = null }.Run(0.5 * start, 20);
        var theorem = new NormCollapse(mixing, 0.5 * start);
        Assert.True(theorem.LogScale < 0 && small.LeftRange);
        for (var k = 0; k <= small.Layers; k++) Assert.True(Math.Log(small.Norms[k]) <= theorem.LogBound(k) + 1e-12, $"layer {k}");
        var slope = Math.Log(Math.Log(small.Norms[^1]) / Math.Log(small.Norms[^2]));
        Close.To(Math.Log(3), slope, 0.06);
    }

    [Fact]
    public void One_token_of_width_one_follows_the_closed_form_and_large_tokens_explode()
    {
        var layer = new LambdaSkipLayer(QuadraticSelectiveMixing.Scaled(1, 1, 1.7), 0) { RowLength = null };
        foreach (var start in new[] { 0.5, 3.0 })
        {
            var run = layer.Run(Build.Dense(1, 1, start), 20);
            Assert.True(run.LeftRange);
            for (var k = 0; k <= run.Layers; k++)
                Close.Relatively(NormCollapse.LogSingleToken(1.7, start, k), Math.Log(run.Norms[k]), 1e-12, $"layer {k}");
        }

        Assert.Equal(NormCollapse.LogSingleToken(1.7, 0.5, 4),
            new NormCollapse(QuadraticSelectiveMixing.Scaled(1, 1, 1.7), Build.Dense(1, 1, 0.5)).LogBound(4), 12);
        Assert.StartsWith("‖W‖₂ was 0 and ‖Y‖_F 1; both must be above 0.", Assert.Throws<ArgumentException>(
            () => new NormCollapse(QuadraticSelectiveMixing.Scaled(1, 1, 0), Build.Dense(1, 1, 1))).Message, StringComparison.Ordinal);
    }
}
