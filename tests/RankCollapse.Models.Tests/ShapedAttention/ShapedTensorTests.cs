using RankCollapse.Models.ShapedAttention;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;
using RankCollapse.Theory.ShapedAttention;
using RankCollapse.Theory.Stochastic;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.ShapedAttention;

/// <summary>Tensors against the calculators on the processor: the same laws by other random numbers.</summary>
public class ShapedTensorTests
{
    // A false alarm in one of a million runs.
    private const double Level = 1e-6;

    [Fact]
    public void Paths_on_tensors_have_the_law_of_those_on_the_processor()
    {
        const int paths = 4000;
        var sde = CovarianceSde.ShapedAttention(branchStrength: 0.354, temperature: 1);
        var start = TokenCovariance.Exchangeable(tokens: 3, correlation: 0.2);
        var plan = new PathPlan { Until = 0.75, Step = 0.02, Paths = paths };
        using var generator = new Generator(7);
        var found = new TensorPaths(sde).Simulate(start, plan, generator);
        var expected = sde.Simulate(start, plan, new RandomSource(7).Stream("paths"));
        Assert.Equal(0, found.Stopped);
        Assert.True(KolmogorovSmirnov.Distance(expected.Correlation(0, 1), found.Correlation(0, 1)) < KolmogorovSmirnov.CriticalValue(paths, paths, Level));
        Assert.True(KolmogorovSmirnov.Distance(expected.Entry(2, 2), found.Entry(2, 2)) < KolmogorovSmirnov.CriticalValue(paths, paths, Level));
    }

    [Fact]
    public void Another_temperature_gives_another_law()
    {
        const int paths = 4000;
        var start = TokenCovariance.Exchangeable(tokens: 3, correlation: 0.2);
        var plan = new PathPlan { Until = 0.75, Step = 0.02, Paths = paths };
        using var generator = new Generator(7);
        var found = new TensorPaths(CovarianceSde.ShapedAttention(0.354, 0.25)).Simulate(start, plan, generator);
        var cooler = CovarianceSde.ShapedAttention(0.354, 1).Simulate(start, plan, new RandomSource(7).Stream("paths"));
        Assert.True(KolmogorovSmirnov.Distance(cooler.Entry(2, 2), found.Entry(2, 2)) > KolmogorovSmirnov.CriticalValue(paths, paths, Level));
    }

    [Theory]
    [InlineData("shaped")]
    [InlineData("causal")]
    [InlineData("softmax")]
    [InlineData("block")]
    public void Networks_with_weights_have_the_law_of_the_chain_without(string kind)
    {
        const int samples = 400, width = 24;
        var variant = kind switch { "causal" => AttentionVariant.Shaped with { Mask = AttentionMask.Causal(2) }, "softmax" => AttentionVariant.Softmax, _ => AttentionVariant.Shaped };
        var chain = new ShapedChain(0.5, width, variant, kind == "block" ? new ShapedRelu(0, -1) : null);
        var start = TokenCovariance.Exchangeable(tokens: 2, correlation: 0.2);
        var plan = new DepthPlan { Layers = 12, Samples = samples };
        using var generator = new Generator(3);
        var found = new WeightNetwork(chain).Simulate(start, plan, generator);
        var expected = chain.Simulate(start, plan with { Samples = 10 * samples }, new RandomSource(3).Stream("chain"));
        var critical = KolmogorovSmirnov.CriticalValue(samples, 10 * samples, Level);
        Assert.Equal(0, found.Stopped);
        Assert.True(KolmogorovSmirnov.Distance(expected.Correlation(0, 1), found.Correlation(0, 1)) < critical);
        Assert.True(KolmogorovSmirnov.Distance(expected.Entry(1, 1), found.Entry(1, 1)) < critical);
    }

    [Fact]
    public void Refusals_say_what_is_wanted()
    {
        Assert.Contains("has an MLP; paths on tensors are of attention alone", Assert.Throws<ArgumentException>(() => new TensorPaths(CovarianceSde.Block(0.3, 1, new ShapedRelu(0, -1)))).Message);
        Assert.Contains("the network with weights has one", Assert.Throws<ArgumentException>(() => new WeightNetwork(new ShapedChain(0.3, 32, AttentionVariant.Shaped with { Heads = 2 }))).Message);
    }
}
