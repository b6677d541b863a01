using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;
using RankCollapse.Theory.ShapedAttention;

namespace RankCollapse.Tests.Theory.ShapedAttention;

public class OneStepTests
{
    private static readonly RandomSource Random = new(41);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 300)]
    [InlineData(4, 20)]
    public void One_layer_has_drift_and_diffusion_of_the_limit(int heads, int keys)
    {
        var v = Oracle.Random(3, 7);
        var chain = new ShapedChain(0.8, 4000, new AttentionVariant { Temperature = 0.3, Heads = heads }).WithKeys(keys);
        var sde = CovarianceSde.ShapedAttention(0.8, 0.3, heads);
        var step = OneStep.Measure(chain, v, 6000, Random.Stream($"{heads} {keys}"));
        Assert.InRange(step.LargestDeviation(sde.Drift(v), sde.DiffusionReference(v)), 0, 5.5);
        // A wrong constant is seen: the linear noise of another branch strength.
        var wrong = CovarianceSde.ShapedAttention(0.7, 0.3, heads);
        Assert.True(step.LargestDeviation(wrong.Drift(v), wrong.DiffusionReference(v)) > 10);
    }

    [Fact]
    public void One_masked_layer_has_drift_and_diffusion_of_the_extension()
    {
        var v = Oracle.Random(3, 5);
        var mask = AttentionMask.Causal(3);
        var sde = new MaskedCovarianceSde(mask, 0.8, 0.3);
        var step = OneStep.Measure(new ShapedChain(0.8, 4000, new AttentionVariant { Temperature = 0.3, Mask = mask }), v, 6000, Random.Stream("mask"));
        Assert.InRange(step.LargestDeviation(sde.Drift(v), sde.Diffusion(v)), 0, 5.5);
        Close.To(0, sde.Drift(v)[0, 0], 1e-14, "the first token attends to itself alone");
    }

    [Fact]
    public void An_MLP_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => OneStep.Measure(
            ShapedChain.Perceptron(new ShapedRelu(0, -1), 10), Matrix<double>.Build.DenseIdentity(2), 10, Random.Stream("x")));
        Assert.StartsWith("The chain had no attention, or an MLP; one step is measured for attention alone.", error.Message);
    }
}
