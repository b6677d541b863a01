using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Masks;

public class CollapseBoundTests
{
    [Fact]
    public void Every_reference_trajectory_stays_below_its_bounds()
    {
        foreach (var name in MaskedAttentionTests.Trajectories.Select(property => property.Name))
        {
            var run = MaskedAttentionTests.ReferenceRun(name, 40);
            var bound = CollapseBound.For(run);
            var (plain, refined) = (bound.Residuals(run), bound.RefinedResiduals(run));
            var measured = Dobrushin.ResidualBounds(run, bound.Radius);
            for (var layer = 0; layer <= 40; layer++)
            {
                Assert.True(run.Residuals[layer] <= measured[layer] * (1 + 1e-12), $"{name}, layer {layer}, measured coefficients");
                Assert.True(measured[layer] <= refined[layer] * (1 + 1e-9), $"{name}, layer {layer}, measured against refined");
                Assert.True(refined[layer] <= plain[layer], $"{name}, layer {layer}, refined against plain");
            }
        }
    }

    [Fact]
    public void Blocks_of_as_many_layers_as_the_radius_contract_as_stated()
    {
        foreach (var name in MaskedAttentionTests.Trajectories.Select(property => property.Name))
        {
            var run = MaskedAttentionTests.ReferenceRun(name, 20);
            var bound = CollapseBound.For(run);
            for (var layer = 0; layer + bound.Radius <= 20; layer++)
            {
                var coefficient = Dobrushin.Coefficient(run.AttentionProduct(layer, bound.Radius));
                Assert.True(coefficient <= bound.RefinedBlockContraction + 1e-12, $"{name}, layer {layer}");
            }
        }
    }

    [Fact]
    public void Worked_example_attains_the_block_contraction()
    {
        var mask = AttentionMask.UnidirectionalWindow(3);
        var layer = new UniformAttention(mask).ToMatrix();
        var bound = new CollapseBound(mask, attentionFloor: 0.5);
        Assert.Equal((2, 1), (bound.Radius, bound.CentersWithinRadius));
        Assert.Equal([0.25, 0.5, 0.25], (layer * layer).Row(2).ToArray());
        Assert.Equal(0.75, Dobrushin.Coefficient(layer * layer));
        Assert.Equal(0.75, bound.BlockContraction);
        Close.To(Math.Sqrt(0.75), bound.RatePerLayer, 1e-15);
    }

    [Fact]
    public void Residual_bound_follows_its_formula()
    {
        var bound = new CollapseBound(AttentionMask.Causal(4), attentionFloor: 0.1);
        var start = Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 1 }, { 3, 1 }, { -1, 4 }, { 0, 0 } });
        // Column ranges 4 and 4, √N/2 = 1, five blocks of one layer, value matrices of product norm 2.
        Close.Relatively(2 * Math.Sqrt(32) * Math.Pow(0.9, 5), bound.Residual(start, 5, valueProductNorm: 2), 1e-14);
        var complete = new CollapseBound(AttentionMask.Complete(4), attentionFloor: 0.1);
        Close.Relatively(Math.Sqrt(32) * Math.Pow(0.6, 5), complete.RefinedResidual(start, 5), 1e-14);
    }

    [Fact]
    public void Larger_radius_and_sharper_attention_weaken_the_bound()
    {
        double Rate(AttentionMask mask, double floor) => new CollapseBound(mask, floor).RatePerLayer;
        Assert.True(Rate(AttentionMask.Complete(8), 0.1) < Rate(AttentionMask.SlidingWindow(8), 0.1));
        Assert.True(Rate(AttentionMask.SlidingWindow(8), 0.1) < Rate(AttentionMask.UnidirectionalWindow(8), 0.1));
        Assert.True(Rate(AttentionMask.Causal(8), 0.1) < Rate(AttentionMask.Causal(8), 0.01));
        // Complete and causal share the radius: only the number of centers tells them apart.
        Assert.Equal(Rate(AttentionMask.Complete(8), 0.1), Rate(AttentionMask.Causal(8), 0.1));
        Assert.Equal(8, new CollapseBound(AttentionMask.Complete(8), 0.1).CentersWithinRadius);
    }

    [Fact]
    public void Floor_from_the_weights_is_below_every_observed_attention()
    {
        var random = new RandomSource(9);
        for (var sample = 0; sample < 50; sample++)
        {
            var stream = random.Stream(sample);
            var mask = AttentionMask.Causal(2 + stream.NextInteger(6));
            var weights = AttentionWeights.Normal(3, 0.6, stream);
            var run = new MaskedAttention(mask).Run(stream.NormalMatrix(mask.Tokens, 3), 1, weights);
            var floor = CollapseBound.AttentionFloorOf(mask, weights.ScoreBound(run.Tokens(0)));
            Assert.True(floor > 0 && floor <= run.AttentionFloor * (1 + 1e-12), $"sample {sample}: {floor} against {run.AttentionFloor}");
        }

        Assert.Equal(0.2, CollapseBound.AttentionFloorOf(AttentionMask.Causal(5), scoreBound: 0));
        Close.To(1 / (1 + (4 * Math.E)), CollapseBound.AttentionFloorOf(AttentionMask.Causal(5), scoreBound: 0.5), 1e-15);
    }

    [Fact]
    public void Score_bound_shrinks_with_temperature()
    {
        var weights = AttentionWeights.Identity(4);
        var x = Matrix<double>.Build.DenseOfArray(new double[,] { { 3, 0, 0, 0 }, { 0, 4, 0, 0 } });
        Close.To(16 / 2.0, weights.ScoreBound(x), 1e-14);
        Close.To(2, weights.AtTemperature(8).ScoreBound(x), 1e-14);
    }

    [Fact]
    public void Theorem_holds_for_random_masks_with_a_center() =>
        Prop.ForAll(MaskGraphTests.RandomMasks, mask =>
        {
            if (!mask.Graph.IsQuasiStronglyConnected || mask.Tokens < 2) return true;
            var run = MaskedAttentionTests.Generic(mask, layers: 12);
            var bounds = CollapseBound.For(run).RefinedResiduals(run);
            return run.Residuals.Zip(bounds).All(pair => pair.First <= pair.Second * (1 + 1e-12));
        }).Check(MaskGraphTests.Settings.WithMaxTest(150));

    [Fact]
    public void Without_a_center_the_residual_stays_above_zero()
    {
        var run = MaskedAttentionTests.Generic(AttentionMask.BlockDiagonal(3, 3), layers: 200);
        Assert.True(run.Residuals[^1] > 0.1, $"{run.Residuals[^1]}");
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith(
            "The block diagonal (2 + 2) mask had 2 closed classes and no center; the theorem needs a token that reaches all others. "
            + "Use ClosedClassConsensus for its limit.",
            Assert.Throws<ArgumentException>(() => new CollapseBound(AttentionMask.BlockDiagonal(2, 2), 0.1)).Message);
        Assert.StartsWith(
            "The causal − [1, 1] mask had a token that may not attend to itself; assumption A1 asks for all self-loops. "
            + "Allow them, or use Dobrushin.ResidualBounds, which does not need them.",
            Assert.Throws<ArgumentException>(() => new CollapseBound(AttentionMask.Causal(3).Forbidding(1, 1), 0.1)).Message);
        Assert.StartsWith(
            "attentionFloor was 0.3; it must be in (0, 1/4], as a row of the causal mask shares 1 among 4 tokens. "
            + "Use the AttentionFloor of a run.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new CollapseBound(AttentionMask.Causal(4), 0.3)).Message);
        Assert.StartsWith(
            "The mask had 1 token; the theorem compares at least 2. A single token agrees with itself.",
            Assert.Throws<ArgumentException>(() => new CollapseBound(AttentionMask.Causal(1), 0.3)).Message);
        Assert.StartsWith(
            "scoreBound was -1; it must be in [0, ",
            Assert.Throws<ArgumentOutOfRangeException>(() => CollapseBound.AttentionFloorOf(AttentionMask.Causal(4), -1)).Message);
        Assert.StartsWith(
            "layer was -1; it must be at least 0. Count layers from 0.",
            Assert.Throws<ArgumentOutOfRangeException>(
                () => new CollapseBound(AttentionMask.Causal(4), 0.1).Residual(Inputs.F(4, 2), -1)).Message);
    }
}
