using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.LambdaSkip;
using RankCollapse.Theory.LayerNorm;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.LambdaSkip;

public class ChordFloorTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    [Fact]
    public void Reference_values_of_both_bounds_are_reproduced()
    {
        var start = LambdaInputs.UnitSine(6, 4);
        var value = LambdaSkipLayerTests.ReferenceValue;
        var mixing = SoftmaxMixing.Complete(new AttentionWeights(LambdaInputs.Query(4, 4), LambdaInputs.Key(4, 4), Build.DenseIdentity(4)));
        foreach (var row in ReferenceValues.Of("lambda-skip").GetProperty("boundsAB").GetProperty("rows").EnumerateArray())
        {
            double Of(string name) => row.GetProperty(name).GetDouble();
            var layer = new LambdaSkipLayer(mixing, Of("lam")) { Value = value };
            var tau = ResidualFloor.MixingNorm(mixing.MixingMatrix(start));
            Close.To(Of("sigma"), value.L2Norm(), 1e-13);
            Close.To(Of("tau"), tau, 1e-13);
            Close.To(Of("q"), ResidualFloor.PerLayer(Of("lam"), tau, value.L2Norm()), 1e-13);
            Close.To(Of("mu1"), layer.Run(start, 1).Residuals[1], 1e-13);
            // The reference has the coarse form, 2‖E‖_F/|λ|; the sum of chords is sharper.
            var (mu, branch) = (TokenResidual.Absolute(start), layer.Branch(start));
            Close.To(Of("boundA"), ChordFloor.AfterLayers(mu, branch.FrobeniusNorm(), Of("lam"), 1), 1e-12);
            Assert.InRange(ChordFloor.AfterLayer(start, branch, Of("lam")), Of("boundA"), Of("mu1"));
        }
    }

    [Fact]
    public void No_layer_of_any_mixing_and_row_length_falls_below_the_bound_and_some_come_near()
    {
        var random = new RandomSource(12).Stream("chords");
        var closest = double.PositiveInfinity;
        for (var sample = 0; sample < 3000; sample++)
        {
            var stream = random.Stream(sample);
            var (tokens, width) = (2 + stream.NextInteger(5), 1 + stream.NextInteger(5));
            var length = stream.NextRademacher() > 0 ? 1 : Math.Sqrt(width);
            var layer = new LambdaSkipLayer(TokenMixing.Fixed(stream.NormalMatrix(tokens, tokens)), stream.NextRademacher() * Math.Exp(3 * stream.NextNormal()))
            {
                Value = stream.NormalMatrix(width, width), RowLength = length,
            };
            var start = layer.Normalised(stream.NormalMatrix(tokens, width, stream.NextUniform()).Add(stream.NextNormal()));
            var bound = ChordFloor.AfterLayer(start, layer.Branch(start), layer.SkipStrength);
            var after = layer.Run(start, 1).Residuals[1];
            Assert.True(after >= bound - (1e-9 * length), $"sample {sample}: {after:R} below {bound:R}");
            var coarse = ChordFloor.AfterLayers(TokenResidual.Absolute(start), layer.Branch(start).FrobeniusNorm(), layer.SkipStrength, 1);
            Assert.True(bound >= coarse - 1e-9, $"sample {sample}");
            if (bound > 0.1) closest = Math.Min(closest, after - bound);
        }

        Assert.InRange(closest, -1e-9, 1e-2);
    }

    [Fact]
    public void Mu_loses_no_more_than_two_branch_norms_per_layer_and_the_needed_skip_is_linear_in_depth()
    {
        var random = new RandomSource(13).Stream("depth");
        var start = SphereProjection.OfReference(random.NormalMatrix(8, 4));
        var mixing = SoftmaxMixing.Causal(AttentionWeights.Normal(4, 0.5, random));
        foreach (var layers in new[] { 4, 16, 64 })
        {
            var mu = TokenResidual.Absolute(start);
            var least = ChordFloor.LeastSkip(mu, Math.Sqrt(8), 0.5, layers);
            Close.Relatively(layers * 4 * Math.Sqrt(8) / mu, least, 1e-14);
            Close.To(mu / 2, ChordFloor.AfterLayers(mu, Math.Sqrt(8), least, layers), 1e-13);
            Assert.True(new LambdaSkipLayer(mixing, least).Run(start, layers).Residuals[^1] >= mu / 2);
            Assert.True(new LambdaSkipLayer(mixing, -least).Run(start, layers).Residuals[^1] >= mu / 2);
        }
    }

    [Fact]
    public void Chord_is_that_of_the_angle_and_two_once_the_branch_can_turn_a_token_over()
    {
        Close.To(2 * Math.Sin(Math.PI / 12), ChordFloor.Chord(0.5), 1e-15);
        Close.To(Math.Sqrt(2), ChordFloor.Chord(1), 1e-15);
        Assert.Equal(2, ChordFloor.Chord(1.0000001));
        Assert.StartsWith("turn was NaN; it must be in [0, Infinity]. It is a ratio of lengths.", Message(() => ChordFloor.Chord(double.NaN)), StringComparison.Ordinal);
        Assert.StartsWith("skipStrength was 0; it must be finite and not 0. Without a skip path there is no floor.",
            Message(() => ChordFloor.AfterLayers(1, 1, 0, 1)), StringComparison.Ordinal);
        Assert.StartsWith("Rows had lengths from 1 to 2; the bound needs rows of one length above 0. Normalise the tokens first.",
            Assert.Throws<ArgumentException>(() => ChordFloor.AfterLayer(
                Build.DenseOfArray(new double[,] { { 1, 0 }, { 2, 0 } }), Build.Dense(2, 2), 1)).Message, StringComparison.Ordinal);
    }

    private static string Message(Action action) => Assert.Throws<ArgumentOutOfRangeException>(action).Message;
}
