using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.LambdaSkip;
using RankCollapse.Theory.LayerNorm;

namespace RankCollapse.Tests.Theory.LambdaSkip;

public class TwoTokenTests
{
    private static readonly System.Text.Json.JsonElement Reference = ReferenceValues.Of("lambda-skip");

    [Fact]
    public void Reference_runs_of_the_selective_pair_are_reproduced_by_closed_form_and_by_layers()
    {
        var rows = Reference.GetProperty("two_token_ssm").EnumerateArray().ToList();
        Assert.True(rows.Count >= 4);
        foreach (var row in rows)
        {
            double Of(string name) => row.GetProperty(name).GetDouble();
            var pair = new TwoTokenSelective { Angle = Of("theta0"), Decay = Of("alpha"), Weight = Of("w") };
            var (cosines, residuals) = (row.GetProperty("cos_k").Numbers(), row.GetProperty("mu_k").Numbers());
            var run = pair.Layer(Of("lam")).Run(pair.Tokens, cosines.Length - 1);
            for (var k = 0; k < cosines.Length; k++)
            {
                Close.To(cosines[k], pair.Cosine(Of("lam"), k), 1e-12, $"layer {k}");
                Close.To(residuals[k], pair.Residual(Of("lam"), k), 1e-12, $"layer {k}");
                Close.To(residuals[k], run.Residuals[k], 1e-10, $"layer {k}");
            }
        }
    }

    [Fact]
    public void Closed_form_of_the_selective_pair_is_exact_for_every_decay_weight_and_sign()
    {
        var random = new RandomSource(51).Stream("pairs");
        for (var sample = 0; sample < 1000; sample++)
        {
            var stream = random.Stream(sample);
            var pair = new TwoTokenSelective
            {
                Angle = 0.1 + (1.4 * stream.NextUniform()), Decay = 0.1 + (0.9 * stream.NextUniform()), Weight = 0.2 + (2 * stream.NextUniform()),
            };
            var skip = 8 * (stream.NextUniform() - 0.5);
            if (Math.Min(Math.Abs(skip + pair.Weight), Math.Abs(skip + (pair.Weight * (1 + pair.Decay)))) < 0.02) continue;
            var run = pair.Layer(skip).Run(pair.Tokens, 6);
            for (var k = 0; k <= 6; k++)
                Close.To(run.Tokens(k).Row(0) * run.Tokens(k).Row(1), pair.Cosine(skip, k), 1e-9, $"sample {sample}, layer {k}");
        }
    }

    [Fact]
    public void Worked_example_of_the_sheet()
    {
        var pair = new TwoTokenSelective();
        Assert.Equal(-1.5, pair.Threshold);
        foreach (var (layer, mu) in new[] { (0, 0.6780100988), (1, 0.5534370397), (2, 0.4216149194), (10, 0.0190922003) })
            Close.To(mu, pair.Residual(1, layer), 5e-11, $"layer {layer}");
        Close.To(2 / 3.0, pair.TangentRatio(1), 1e-15);
        Close.To(0.5, pair.TangentRatio(0), 1e-15);
    }

    [Fact]
    public void Threshold_separates_coinciding_from_orthogonal_lines()
    {
        foreach (var (decay, weight) in new[] { (1.0, 1.0), (0.5, 1), (0.3, 2.5) })
        {
            var pair = new TwoTokenSelective { Decay = decay, Weight = weight };
            double Line(double skip) => Math.Abs(pair.Cosine(skip, 4000));
            Close.To(1, Line(pair.Threshold + 0.01), 1e-6);
            Close.To(0, Line(pair.Threshold - 0.01), 1e-6);
            Close.To(1, pair.TangentRatio(pair.Threshold), 1e-12);
            var once = pair.Layer(-weight * (1 + decay)).Run(pair.Tokens, 1).Tokens(1);
            Close.To(0, once.Row(0) * once.Row(1), 1e-15, "orthogonal after one layer");
        }
    }

    [Fact]
    public void The_pair_decays_as_fast_as_a_rate_that_the_theorem_allows_up_to_a_constant()
    {
        var pair = new TwoTokenSelective { Angle = 1.2 };
        var theorem = new SkipGuarantee { Tokens = 2, Width = 2, Layers = 1, MixingBound = Math.Sqrt(3) };
        foreach (var skip in new[] { 1.0, 10, 100, 1000 })
        {
            for (var k = 0; k < 40; k++)
                Assert.True(Math.Pow(pair.Residual(skip, k), 2) <= pair.ResidualSquaredBound(skip, k) * (1 + 1e-12), $"λ = {skip}, layer {k}");
            var rate = pair.ResidualSquaredBound(skip, 1) / pair.ResidualSquaredBound(skip, 0);
            Close.Relatively(1 + skip, (rate + Math.Sqrt(rate)) / (1 - rate), 1e-9, "1 + λ = α(a + √a)/(1 − a)");
            Assert.True(rate > theorem.BestRate(skip), "the theorem's rate is a lower bound");
        }

        var (trueRate, best) = (pair.ResidualSquaredBound(1e4, 1) / pair.ResidualSquaredBound(1e4, 0), theorem.BestRate(1e4));
        Close.To(Math.Sqrt(3), (1 - best) / (1 - trueRate), 1e-3);
        Assert.True(theorem.MixingBound >= pair.Layer(0).Mixing.MixingMatrix(pair.Tokens).FrobeniusNorm());
    }

    [Fact]
    public void Reference_runs_of_uniform_attention_are_reproduced_by_closed_form_and_by_layers()
    {
        foreach (var row in Reference.GetProperty("two_token_uniform_attention").EnumerateArray())
        {
            double Of(string name) => row.GetProperty(name).GetDouble();
            var pair = new TwoTokenAttention { Angle = Of("theta0"), ValueScale = Of("c") };
            var residuals = row.GetProperty("mu_k").Numbers();
            var run = pair.Layer(Of("lam")).Run(pair.Tokens, residuals.Length - 1);
            for (var k = 0; k < residuals.Length; k++)
            {
                Close.To(residuals[k], pair.Residual(Of("lam"), k), 1e-12, $"layer {k}");
                Close.To(residuals[k], run.Residuals[k], 1e-12, $"layer {k}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Below_its_threshold_uniform_attention_makes_two_tokens_antipodal(double scale)
    {
        var pair = new TwoTokenAttention { ValueScale = scale };
        Close.To(pair.Residual(pair.Threshold, 0), pair.Residual(pair.Threshold, 50), 1e-12, "neutral at the threshold");
        Close.To(0, pair.Residual(pair.Threshold + (0.1 * scale), 300), 1e-9);
        Close.To(Math.Sqrt(2), pair.Residual(pair.Threshold - (0.1 * scale), 300), 1e-9);
        var run = pair.Layer(pair.Threshold - (0.1 * scale)).Run(pair.Tokens, 60);
        Assert.InRange(run.RankOneDistances[60], 0, 1e-6);
        Close.To(0.5, new TwoTokenAttention().TangentRatio(1), 1e-15);
    }

    [Fact]
    public void Balanced_tokens_of_any_number_follow_the_law_without_parameters()
    {
        // Five tokens with one cosine to their mean: a common direction plus the corners of a simplex.
        var simplex = Matrix<double>.Build.Dense(5, 6, (i, j) => j == 5 ? 0.8 : (i == j ? 1 : 0) - 0.2);
        var start = SphereProjection.OfReference(simplex);
        var mu = TokenResidual.Relative(start);
        foreach (var (skip, scale) in new[] { (3.0, 1.0), (0.5, 1), (-3, 1), (2, -0.7) })
        {
            var layer = new LambdaSkipLayer(TokenMixing.Uniform(5), skip) { Value = scale * Matrix<double>.Build.DenseIdentity(6) };
            var run = layer.Run(start, 12);
            for (var k = 0; k <= 12; k++)
                Close.To(new TwoTokenAttention { ValueScale = scale }.RelativeResidual(mu, skip, k), run.RelativeResiduals[k], 1e-12, $"λ = {skip}, layer {k}");
        }
    }

    [Fact]
    public void Where_a_token_or_the_mean_cancels_the_closed_forms_refuse()
    {
        Assert.StartsWith("skipStrength was -1; it must be finite and not −w = -1, where LN meets a row of zeros.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new TwoTokenSelective().TangentRatio(-1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("skipStrength was 2; it must be finite and not −c = 2, where the mean cancels.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new TwoTokenAttention { ValueScale = -2 }.TangentRatio(2)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Angle was 2 radians; it must be above 0 and below π/2.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new TwoTokenSelective { Angle = 2 }).Message, StringComparison.Ordinal);
    }
}
