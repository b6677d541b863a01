using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.LambdaSkip;
using RankCollapse.Theory.LayerNorm;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.LambdaSkip;

public class LambdaSkipLayerTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    internal static Matrix<double> ReferenceValue => LambdaInputs.Sine(4, 4, 1.3, 0.5);

    [Fact]
    public void Reference_measures_are_reproduced()
    {
        foreach (var row in ReferenceValues.Of("lambda-skip").GetProperty("metric").EnumerateArray())
        {
            double Of(string name) => row.GetProperty(name).GetDouble();
            var x = LambdaInputs.Sine((int)Of("N"), (int)Of("d"), Of("c"), Of("s"), Of("off"));
            Close.To(Of("mu"), TokenResidual.Absolute(x), 1e-13);
            Close.To(Of("mu_normalised"), TokenResidual.Relative(x), 1e-14);
            Close.To(Of("rho1"), TokenResidual.RelativeRankOneDistance(x), 1e-13);
            Close.To(Of("mu_after_unit_LN"), TokenResidual.Absolute(SphereProjection.OfReference(x)), 1e-13);
        }
    }

    [Fact]
    public void Reference_traces_of_attention_and_of_the_selective_model_are_reproduced()
    {
        var start = LambdaInputs.UnitSine(6, 4);
        var weights = new AttentionWeights(LambdaInputs.Query(4, 4), LambdaInputs.Key(4, 4), Build.DenseIdentity(4));
        var rows = ReferenceValues.Of("lambda-skip").GetProperty("layer_traces").GetProperty("rows").EnumerateArray().ToList();
        Assert.True(rows.Count >= 4);
        foreach (var row in rows)
        {
            var causal = row.TryGetProperty("causal", out var flag) && flag.ValueKind == JsonValueKind.True;
            var layer = row.GetProperty("kind").GetString() == "att"
                ? new LambdaSkipLayer(causal ? SoftmaxMixing.Causal(weights) : SoftmaxMixing.Complete(weights), row.GetProperty("lam").GetDouble())
                {
                    Value = ReferenceValue,
                }
                : new LambdaSkipLayer(QuadraticSelectiveMixing.Scaled(0.8, 4), row.GetProperty("lam").GetDouble());
            var expected = row.GetProperty("mu").Numbers();
            var run = layer.Run(start, expected.Length - 1);
            for (var k = 0; k < expected.Length; k++) Close.To(expected[k], run.Residuals[k], 1e-11, $"{row.GetRawText()[..40]}, layer {k}");
        }
    }

    [Fact]
    public void Selective_model_keeps_two_tokens_apart_in_line_only()
    {
        // λ between −1 − α/2 and −1: mu jumps between about 0 and √2 while the rank goes to one.
        var run = new TwoTokenSelective().Layer(-1.2).Run(new TwoTokenSelective().Tokens, 60);
        Assert.InRange(run.Residuals[59], Math.Sqrt(2) - 1e-9, Math.Sqrt(2));
        Assert.InRange(run.Residuals[60], 0, 1e-9);
        Assert.InRange(run.RankOneDistances[59], 0, 1e-9);
    }

    [Fact]
    public void Turning_the_sign_of_values_and_of_the_skip_path_changes_no_residual()
    {
        var random = new RandomSource(3).Stream("mirror");
        var start = SphereProjection.OfReference(random.NormalMatrix(7, 5));
        var value = random.NormalMatrix(5, 5, 0.4);
        TokenMixing[] mixings =
        [
            SoftmaxMixing.Causal(AttentionWeights.Normal(5, 0.5, random)), new QuadraticSelectiveMixing(0.7, random.NormalMatrix(5, 5)),
        ];
        foreach (var mixing in mixings)
        {
            foreach (var skip in new[] { 0.3, 2, -1.5 })
            {
                var run = new LambdaSkipLayer(mixing, skip) { Value = value }.Run(start, 8);
                var mirror = new LambdaSkipLayer(mixing, -skip) { Value = -value }.Run(start, 8);
                for (var k = 0; k <= 8; k++) Close.To(run.Residuals[k], mirror.Residuals[k], 1e-10, $"{mixing.Name}, layer {k}");
            }
        }
    }

    [Fact]
    public void Longer_rows_are_a_weaker_skip_path_for_the_selective_model_and_nothing_for_fixed_mixing()
    {
        var start = LambdaInputs.UnitSine(6, 4);
        var rho = Math.Sqrt(4);
        var mixing = QuadraticSelectiveMixing.Scaled(0.8, 4);
        var longRows = new LambdaSkipLayer(mixing, 8) { RowLength = rho }.Run(rho * start, 10);
        var unit = new LambdaSkipLayer(mixing, 8 / (rho * rho)).Run(start, 10);
        Close.To(rho * unit.Tokens(10), longRows.Tokens(10), 1e-12);
        var fixedLong = new LambdaSkipLayer(TokenMixing.Uniform(6), 2) { RowLength = rho }.Run(rho * start, 10);
        Close.To(rho * new LambdaSkipLayer(TokenMixing.Uniform(6), 2).Run(start, 10).Tokens(10), fixedLong.Tokens(10), 1e-13);
    }

    [Fact]
    public void A_run_without_normalisation_stops_before_its_norm_leaves_the_range_and_says_so()
    {
        var layer = new LambdaSkipLayer(QuadraticSelectiveMixing.Scaled(0.9, 3), 0) { RowLength = null };
        foreach (var scale in new[] { 0.1, 10 })
        {
            var run = layer.Run(LambdaInputs.Sine(4, 3, 1, scale), 100);
            Assert.True(run.LeftRange);
            Assert.InRange(run.Layers, 3, 6);
            Assert.InRange(run.Norms[^1], 1e-100, 1e100);
        }

        Assert.False(layer.WithSkip(0).Run(LambdaInputs.Sine(4, 3), 0).LeftRange);
    }

    [Fact]
    public void A_token_that_cancels_and_shapes_that_do_not_fit_are_refused()
    {
        var pair = new TwoTokenSelective();
        Assert.StartsWith("Token 0 had length 0; it has no direction to project to.",
            Assert.Throws<ArgumentException>(() => pair.Layer(-1).Next(pair.Tokens)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The tokens had width 3; C_V has shape [2, 2]. Rows are tokens.", Assert.Throws<ArgumentException>(
            () => new LambdaSkipLayer(TokenMixing.Uniform(2), 1) { Value = Build.DenseIdentity(2) }.Next(Build.Dense(2, 3, 1))).Message, StringComparison.Ordinal);
        Assert.StartsWith("skipStrength was NaN; it must be in [", Assert.Throws<ArgumentOutOfRangeException>(
            () => new LambdaSkipLayer(TokenMixing.Uniform(2), double.NaN)).Message, StringComparison.Ordinal);
        Assert.StartsWith("RowLength was 0; it must be finite and above 0. Use 1 or the root of the width;", Assert.Throws<ArgumentOutOfRangeException>(
            () => new LambdaSkipLayer(TokenMixing.Uniform(2), 1) { RowLength = 0 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("Tokens 0 and 1 were still", Assert.Throws<InvalidOperationException>(
            () => pair.Layer(3).Run(pair.Tokens, 2).PairRate(0, 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("layer was 3; it must be in [0, 2]. Run deeper.", Assert.Throws<ArgumentOutOfRangeException>(
            () => pair.Layer(3).Run(pair.Tokens, 2).Tokens(3)).Message, StringComparison.Ordinal);
    }
}
