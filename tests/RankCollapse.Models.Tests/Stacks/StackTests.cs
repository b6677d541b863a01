using RankCollapse.Measures;
using RankCollapse.Models.Attention;
using RankCollapse.Models.Norms;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Stacks;

public class StackTests
{
    private const int Width = 8;

    private static Tensor Tokens(params long[] shape) => zeros(shape, dtype: float64).FillNormal(1, new RandomSource(6).Stream("tokens"));

    private static T Seeded<T>(T module) where T : nn.Module => Initialisation.Scaled(module, 1, new RandomSource(7).Stream("weights"));

    private static BlockDesign Design(NormPosition position) => new()
    {
        Mixer = () => new SelfAttention(new AttentionDesign { Width = Width, Heads = 2 }), NormPosition = position, Norm = () => new SphereNorm(1),
    };

    private static Block Make(BlockDesign design) => Seeded(new Block(design)).to(float64);

    [Theory]
    [InlineData(NormPosition.None)]
    [InlineData(NormPosition.Pre)]
    [InlineData(NormPosition.Post)]
    public void A_block_is_its_formula(NormPosition position)
    {
        using var scope = NewDisposeScope();
        var block = Make(Design(position) with { SkipStrength = -0.5, BranchStrength = 0.3, Gate = () => nn.Linear(Width, Width), Mlp = () => new FeedForward(Width, 16), MlpSkipStrength = 2 });
        var (x, norm, parts) = (Tokens(2, 5, Width), new SphereNorm(1), block.named_children().ToDictionary(c => c.name, c => (nn.Module<Tensor, Tensor>)c.module));
        Tensor Before(Tensor t) => position == NormPosition.Pre ? norm.call(t) : t;
        Tensor After(Tensor t) => position == NormPosition.Post ? norm.call(t) : t;
        var y = After(-0.5 * x + 0.3 * (parts["mixer"].call(Before(x)) * parts["gate"].call(Before(x)).silu()));
        var expected = After(2 * y + 0.3 * parts["mlp"].call(Before(y)));
        Assert.True(block.call(x).allclose(expected, 1e-12, 1e-12));
    }

    [Fact]
    public void Without_a_skip_path_the_tokens_of_the_input_are_gone()
    {
        using var scope = NewDisposeScope();
        var block = Make(Design(NormPosition.None) with { SkipStrength = 0 });
        var x = Tokens(1, 4, Width);
        Assert.True(block.call(x).equal(block.Mixer.call(x)).all().item<bool>());
        x[0, 0, 0] = double.PositiveInfinity;
        Assert.True(Make(Design(NormPosition.None) with { BranchStrength = 0 }).call(x)[0, 0, 0].item<double>() == double.PositiveInfinity);
    }

    [Fact]
    public void A_learned_skip_strength_starts_as_designed_and_gets_a_gradient()
    {
        using var scope = NewDisposeScope();
        var block = Make(Design(NormPosition.Post) with { SkipStrength = 0.75, LearnsSkip = true });
        Assert.Equal(0.75, block.SkipStrength);
        Assert.True(block.call(Tokens(1, 4, Width)).allclose(Make(Design(NormPosition.Post) with { SkipStrength = 0.75 }).call(Tokens(1, 4, Width)), 1e-12, 1e-12));
        (block.call(Tokens(1, 4, Width)) * Tokens(1, 4, Width).flip(1)).sum().backward();
        Assert.NotEqual(0, block.get_parameter("skip")!.grad!.item<double>());
    }

    [Fact]
    public void A_stack_is_its_blocks_one_after_the_other()
    {
        using var scope = NewDisposeScope();
        var stack = Seeded(new SequenceStack(Design(NormPosition.Pre), 4)).to(float64);
        var tokens = Tokens(2, 5, Width);
        var expected = stack.Blocks.Aggregate(tokens, (t, block) => block.call(t));
        Assert.True(stack.call(tokens).equal(expected).all().item<bool>());
        Assert.Equal(4, stack.Blocks.Count);
        Assert.False(stack.Blocks[0].parameters().First().equal(stack.Blocks[1].parameters().First()).all().item<bool>());
    }

    [Fact]
    public void Pure_attention_collapses_and_a_skip_path_slows_it()
    {
        using var scope = NewDisposeScope();
        double Last(double skip)
        {
            var stack = Seeded(new SequenceStack(Design(NormPosition.Post) with { SkipStrength = skip }, 12)).to(float64);
            using var probe = new LayerProbe(stack);
            stack.call(Tokens(3, 16, Width));
            return probe.Measure(TokenResidual.Relative)[^1].Max();
        }
        var (without, with) = (Last(0), Last(4));
        Assert.True(without < 1e-10, $"without a skip path {without}");
        Assert.True(with > 0.1, $"with a skip path {with}");
    }

    [Fact]
    public void A_probe_records_every_depth_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        var stack = Seeded(new SequenceStack(Design(NormPosition.Pre), 3)).to(float64);
        var tokens = Tokens(2, 5, Width).requires_grad_();
        var plain = stack.call(tokens);
        plain.square().sum().backward();
        var gradient = tokens.grad!.clone();
        tokens.grad!.zero_();
        var second = stack.Blocks[1].call(stack.Blocks[0].call(tokens));
        using (var probe = new LayerProbe(stack))
        {
            var probed = stack.call(tokens);
            probed.square().sum().backward();
            Assert.True(probed.equal(plain).all().item<bool>());
            Assert.True(tokens.grad!.equal(gradient).all().item<bool>());
            Assert.Equal(4, probe.Tokens.Count);
            Assert.True(probe.Tokens[0].equal(tokens).all().item<bool>());
            Assert.True(probe.Tokens[3].equal(plain).all().item<bool>());
            Assert.True(probe.Tokens[2].equal(second).all().item<bool>());
            Assert.Equal(TokenResidual.Absolute(probe.Sequence(1)[3]), probe.Measure(TokenResidual.Absolute)[3][1]);
        }
        var count = Tensor.TotalCount;
        stack.call(tokens).Dispose();
        Assert.True(Tensor.TotalCount <= count, "a probe that was taken off goes on recording");
    }

    [Fact]
    public void Refusals_say_what_is_wanted()
    {
        Assert.Contains("Norm makes none", Assert.Throws<ArgumentException>(() => new Block(Design(NormPosition.Pre) with { Norm = null })).Message);
        Assert.Contains("0 layers were asked for", Assert.Throws<ArgumentOutOfRangeException>(() => new SequenceStack(Design(NormPosition.Pre), 0)).Message);
        Assert.Contains("SkipStrength was NaN; it must be finite", Assert.Throws<ArgumentOutOfRangeException>(() => Design(NormPosition.Pre) with { SkipStrength = double.NaN }).Message);
        using var probe = new LayerProbe(new SequenceStack(Design(NormPosition.Pre), 1));
        Assert.Contains("No pass was recorded yet", Assert.Throws<InvalidOperationException>(() => probe.Measure(TokenResidual.Absolute)).Message);
    }
}
