using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.LambdaSkip;
using RankCollapse.Theory.LayerNorm;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.LambdaSkip;

public class SkipThresholdsTests
{
    [Fact]
    public void Every_guarantee_asks_for_more_than_is_needed_and_the_sharper_ones_for_less()
    {
        var random = new RandomSource(71).Stream("thresholds");
        var start = SphereProjection.OfReference(random.NormalMatrix(8, 6).Add(0.7));
        var layer = new LambdaSkipLayer(SoftmaxMixing.Complete(AttentionWeights.Normal(6, 0.4, random)), 1);
        foreach (var layers in new[] { 4, 16, 48 })
        {
            var found = SkipThresholds.Of(layer, start, layers);
            Assert.True(found.Needed <= found.Floor && found.Floor < found.Chords && found.Chords < found.ConditionWithInput, $"{found}");
            Assert.True(found.Condition < found.ConditionWithInput);
            var half = TokenResidual.Absolute(start) / 2;
            foreach (var skip in new[] { found.Floor, found.Chords, found.ConditionWithInput, found.Needed })
                Assert.True(layer.WithSkip(skip).Run(start, layers).Residuals[^1] >= half * (1 - 1e-9), $"λ = {skip}");
            Assert.True(layer.WithSkip(found.Needed / 1.02).Run(start, layers).Residuals[^1] < half);
            Assert.Equal(2, SkipThresholds.Of(layer, start, 2 * layers).Chords / found.Chords, 12);
        }
    }

    [Fact]
    public void Uniform_attention_needs_what_its_closed_form_says()
    {
        // tan(θ/2) = ½·tan(θ₀/2)·… : μ_K = μ₀/2 exactly at the λ that the two-token law gives.
        var pair = new TwoTokenAttention { Angle = 1 };
        var found = SkipThresholds.Of(pair.Layer(1), pair.Tokens, 20);
        Close.Relatively(pair.Residual(0, 0) / 2, pair.Residual(found.Needed, 20), 0.02);
        Assert.True(pair.Residual(found.Needed, 20) >= pair.Residual(0, 0) / 2);
        // Below −1/2 tokens part, so that a weak negative skip path is enough.
        Assert.InRange(found.NeededNegative, 0.4, 0.52);
    }

    [Fact]
    public void Selective_model_has_no_floor_and_an_unknown_mixing_is_refused()
    {
        var pair = new TwoTokenSelective();
        var found = SkipThresholds.Of(pair.Layer(1), pair.Tokens, 10);
        Assert.True(double.IsNaN(found.Floor));
        Assert.True(found.Needed < found.Chords && found.Chords < found.ConditionWithInput);
        Assert.StartsWith("No bound of the mixing “fixed matrix” with this layer is known;", Assert.Throws<ArgumentException>(() => SkipThresholds.Of(
            new LambdaSkipLayer(TokenMixing.Fixed(-Matrix<double>.Build.DenseIdentity(2)), 1), pair.Tokens, 3)).Message, StringComparison.Ordinal);
    }
}
