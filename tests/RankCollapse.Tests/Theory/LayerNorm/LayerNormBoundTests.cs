using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Tests.Theory.Masks;
using RankCollapse.Theory.Foundations;
using RankCollapse.Theory.LayerNorm;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.LayerNorm;

public class LayerNormBoundTests
{
    private static readonly Matrix<double> Start = Matrix<double>.Build.Dense(
        5, 6, (i, j) => (i == j ? 1.2 : 0) + 0.3 + (0.2 * Math.Sin(i + (2 * j)))).NormalizeRows(2);

    [Fact]
    public void Reference_runs_are_reproduced()
    {
        int[] layers = [0, 1, 2, 5, 10, 20];
        foreach (var property in ReferenceValues.Of("masks-layernorm").GetProperty("corollary1").GetProperty("cases").EnumerateObject())
        {
            var (name, expected) = (property.Name, property.Value);
            var mask = MaskGraphTests.MaskOf(name, 5, 1);
            var run = Run(mask, 20);
            var bound = LayerNormBound.For(mask, run);
            Assert.Equal((expected.GetProperty("radius").GetInt32(), expected.GetProperty("n").GetInt32()), (bound.BlockLength, bound.Centers));
            var phi = expected.GetProperty("phi").Numbers();
            var mu = expected.GetProperty("mu").Numbers();
            for (var k = 0; k < layers.Length; k++)
            {
                Close.To(phi[k], 1 - run.CosineGaps[layers[k]], 1e-9, $"{name}, φ at layer {layers[k]}");
                Close.To(mu[k], run.Residuals[layers[k]], 1e-9, $"{name}, mu at layer {layers[k]}");
            }
        }
    }

    [Fact]
    public void Every_block_contracts_and_every_residual_stays_below_its_bound()
    {
        var random = new RandomSource(33);
        for (var sample = 0; sample < 40; sample++)
        {
            var stream = random.Stream(sample);
            var mask = MaskFamily.All[sample % 7].Build(3 + stream.NextInteger(4));
            // Positive entries give cosines of at least 0, the hypothesis of the corollary.
            var start = SphereProjection.OfReference(stream.NormalMatrix(mask.Tokens, 4).Map(Math.Abs));
            var run = AttentionStack.WithLayerNorm(mask).Run(start, 30, t =>
                AttentionWeights.Normal(4, 0.6, stream.Stream("qk").AtStep(t)).WithValue(stream.Stream("v").AtStep(t).OrthogonalMatrix(4)));
            var bound = LayerNormBound.For(mask, run);
            Assert.True(bound.WorstBlock(run) <= 1 + 1e-12, $"sample {sample}, {mask.Name}: {bound.WorstBlock(run)}");
            for (var t = 0; t <= 30; t++)
                Assert.True(run.Residuals[t] <= bound.Residual(run.CosineGaps[0], t) * (1 + 1e-12), $"sample {sample}, {mask.Name}, layer {t}");
        }
    }

    [Fact]
    public void Gaps_keep_their_digits_far_below_rounding()
    {
        var run = AttentionStack.WithLayerNorm(AttentionMask.Causal(5)).Run(Start, 120, _ => AttentionWeights.Averaging(6));
        // mu halves per layer, so 1 − φ is quartered.
        Close.To(0.25, run.CosineGaps[120] / run.CosineGaps[119], 1e-6);
        Assert.True(run.CosineGaps[120] < 1e-60);
    }

    [Theory]
    [InlineData(5, 0.05, 8.378980759371465e-6)]
    [InlineData(7, 0.04, 5.973015340821647e-9)]
    public void The_printed_step_of_theorem_2_fails_and_the_corrected_one_holds(int tokens, double weight, double phi)
    {
        var step = new RadiusStep(tokens, weight);
        Close.Relatively(phi, step.MinimalCosine, 1e-9);
        Assert.True(step.MinimalCosine < step.Printed);
        Assert.True(step.MinimalCosine >= step.Corrected);
        if (tokens != 7) return;
        var reference = ReferenceValues.Of("masks-layernorm").GetProperty("erratum_theorem2_second");
        Close.Relatively(reference.GetProperty("N_eps_2r").GetDouble(), step.Printed, 1e-12);
        Close.Relatively(reference.GetProperty("eps_2r").GetDouble(), step.Corrected, 1e-12);
    }

    [Fact]
    public void Radius_and_diameter_agree_on_the_complete_mask_only()
    {
        var complete = new LayerNormBound(AttentionMask.Complete(4), 0.1);
        Assert.Equal(complete.PrintedBlockContraction, complete.BlockContraction);
        Assert.Equal(complete.DiameterBlockContraction, complete.BlockContraction);
        Close.To(0.96, complete.BlockContraction, 1e-15);
        var path = new LayerNormBound(AttentionMask.SlidingWindow(5), 0.05);
        Assert.True(path.PrintedBlockContraction < path.BlockContraction);
        Close.To(1 - (5 * Math.Pow(0.05, 8)), path.DiameterBlockContraction!.Value, 1e-16);
        Assert.Null(new LayerNormBound(AttentionMask.Causal(4), 0.1).DiameterBlockContraction);
    }

    [Fact]
    public void Negative_cosines_are_refused_because_the_corollary_does_not_cover_them()
    {
        var bound = new LayerNormBound(AttentionMask.Complete(4), 0.1);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => bound.Residual(1.2, 3));
        Assert.StartsWith("startGap was 1.2; it must be in [0, 1].", error.Message, StringComparison.Ordinal);
        var nothing = AttentionStack.WithLayerNorm(AttentionMask.Causal(5)).Run(Start, 0, _ => AttentionWeights.Averaging(6));
        Assert.StartsWith("The run had 0 layers", Assert.Throws<InvalidOperationException>(() => nothing.AttentionFloor(AttentionMask.Causal(5))).Message, StringComparison.Ordinal);
    }

    private static StackRun Run(AttentionMask mask, int layers) => AttentionStack.WithLayerNorm(mask).Run(Start, layers, t => new AttentionWeights(
        Matrix<double>.Build.Dense(6, 6, (i, j) => 0.8 * Math.Sin(1 + (0.7 * t) + (1.3 * i) + (0.9 * j))),
        Matrix<double>.Build.Dense(6, 6, (i, j) => 0.8 * Math.Cos(0.3 + (0.5 * t) + (0.8 * i) - (1.1 * j))),
        Inputs.Rotation(6, t)));
}
