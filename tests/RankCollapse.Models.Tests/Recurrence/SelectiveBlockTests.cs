using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Models.Attention;
using RankCollapse.Models.Recurrence;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using RankCollapse.Theory.LambdaSkip;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Recurrence;

[Collection(Alone.Name)]
public class SelectiveBlockTests
{
    private static RandomStream Weights => new RandomSource(7).Stream("weights");

    private static Tensor Tokens(params long[] shape) => zeros(shape, dtype: float64).FillNormal(1, new RandomSource(3).Stream("tokens"));

    private static double Distance(Tensor a, Tensor b) => (a - b).abs().max().to(float64).item<double>();

    private static LinearAttention Linear(int width, int heads) =>
        Initialisation.Scaled(new LinearAttention(new AttentionDesign { Width = width, Heads = heads }), 1.5, Weights).to(float64);

    [Fact]
    public void S6_is_its_loop_and_its_matrix()
    {
        using var scope = NewDisposeScope();
        var layer = new SelectiveStateSpace(new SelectiveStateSpaceDesign { Width = 6, States = 4 }, Weights).to(float64);
        var input = Tokens(2, 19, 6);
        var output = layer.call(input);
        var byMatrix = layer.MixingMatrix(input).matmul(input.transpose(1, 2).unsqueeze(-1)).squeeze(-1).transpose(1, 2);
        Assert.True(Distance(layer.ForwardReference(input), output) < 1e-12, "loop");
        Assert.True(Distance(byMatrix, output) < 1e-12, "matrix");
    }

    [Fact]
    public void S6_of_a_channel_has_the_mixing_matrix_of_the_theory()
    {
        using var scope = NewDisposeScope();
        var layer = new SelectiveStateSpace(new SelectiveStateSpaceDesign { Width = 3, States = 4 }, Weights).to(float64);
        var system = layer.System(Tokens(1, 9, 3));
        for (var channel = 0; channel < 3; channel++)
        {
            var steps = system.StepSizes[0, .., channel].unsqueeze(-1);
            var expected = SelectiveScan.DiagonalMixingMatrix(
                (steps * system.Poles[channel]).exp().ToMatrix(), (steps * system.Write[0]).ToMatrix(), system.Read[0].ToMatrix());
            Assert.True(Distance(expected.ToTensor(float64, CPU), system.MixingMatrix()[0, channel]) < 1e-13);
        }
    }

    [Fact]
    public void A_decaying_head_has_the_mixing_matrix_of_the_theory()
    {
        using var scope = NewDisposeScope();
        var block = new Mamba2Block(new Mamba2Design { Width = 4, States = 5, Heads = 2 }, Weights).to(float64);
        var (system, _, _) = block.System(Tokens(1, 9, 4));
        for (var head = 0; head < 2; head++)
        {
            var expected = SelectiveScan.ScalarMixingMatrix(system.DecayLogs[0, head].exp().data<double>().ToArray(), system.Write[0, head].ToMatrix(), system.Read[0, head].ToMatrix());
            Assert.True(Distance(expected.ToTensor(float64, CPU), system.MixingMatrix()[0, head]) < 1e-13);
        }
    }

    [Fact]
    public void Linear_attention_is_its_loop_and_its_matrix_and_that_of_the_theory()
    {
        using var scope = NewDisposeScope();
        var attention = Linear(6, 2);
        var input = Tokens(2, 70, 6);
        var output = attention.call(input);
        var matrix = attention.MixingMatrix(input);
        Assert.True(Distance(attention.ForwardReference(input), output) < 1e-11, "loop");
        Assert.True(Distance(matrix.sum(-1), ones(2, 2, 70, dtype: float64)) < 1e-13, "rows");
        var parts = attention.named_children().ToDictionary(c => c.name, c => c.module);
        Tensor Map(string name, Tensor x) => x.matmul(parts[name].get_parameter("weight")!.T) + parts[name].get_parameter("bias")!;
        var values = Map("value", input).unflatten(-1, 2, 3).transpose(1, 2);
        Assert.True(Distance(Map("output", matrix.matmul(values).transpose(1, 2).flatten(2, 3)), output) < 1e-11, "matrix");
        var one = Initialisation.Scaled(new LinearAttention(new AttentionDesign { Width = 4, HasBias = false }), 1.5, Weights).to(float64);
        Matrix<double> Weight(string name) => one.get_parameter($"{name}.weight")!.T.ToMatrix();
        var tokens = Tokens(1, 8, 4);
        var expected = new LinearAttentionMixing(Weight("query"), Weight("key")).MixingMatrix(tokens[0].ToMatrix());
        Assert.True(Distance(expected.ToTensor(float64, CPU), one.MixingMatrix(tokens)[0, 0]) < 1e-13, "theory");
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 4)]
    public void Blocks_are_their_loops_with_gradients(bool gates, int heads)
    {
        using var scope = NewDisposeScope();
        var mamba = new MambaBlock(new SelectiveStateSpaceDesign { Width = 4, States = 3 }, Weights, gates: gates).to(float64);
        var mamba2 = new Mamba2Block(new Mamba2Design { Width = 4, States = 3, Heads = heads, Gates = gates }, Weights).to(float64);
        Check(mamba, mamba.forward, mamba.ForwardReference);
        Check(mamba2, mamba2.forward, mamba2.ForwardReference);

        static void Check(nn.Module module, Func<Tensor, Tensor> fast, Func<Tensor, Tensor> reference)
        {
            Tensor[] Run(Func<Tensor, Tensor> forward)
            {
                module.zero_grad();
                var input = Tokens(2, 11, 4).requires_grad_();
                var output = forward(input);
                output.sin().sum().backward();
                return [output.detach(), input.grad!, .. module.parameters().Select(p => p.grad!.clone())];
            }
            Assert.All(Run(reference).Zip(Run(fast)), pair => Assert.True(Distance(pair.First, pair.Second) < 1e-11));
        }
    }

    [Fact]
    public void The_convolution_sees_four_tokens_and_none_that_is_later()
    {
        using var scope = NewDisposeScope();
        var convolution = new CausalConvolution(3, 4, Weights).to(float64);
        var input = Tokens(1, 12, 3);
        var (weight, bias) = (convolution.get_parameter("weight")!, convolution.get_parameter("bias")!);
        var expected = nn.functional.conv1d(nn.functional.pad(input.transpose(1, 2), [3, 0]), weight, bias, groups: 3).transpose(1, 2);
        Assert.True(Distance(expected, convolution.call(input)) < 1e-14);
    }

    [Fact]
    public void Every_mixer_fits_a_block_with_a_learned_skip_strength_and_sees_no_later_token()
    {
        using var scope = NewDisposeScope();
        Func<nn.Module<Tensor, Tensor>>[] mixers =
        [
            () => new LinearRecurrentUnit(new LinearRecurrentUnitDesign { Width = 8, Modes = 4 }, Weights),
            () => new DiagonalStateSpace(new DiagonalStateSpaceDesign { Width = 8, States = 4 }, Weights),
            () => new SelectiveStateSpace(new SelectiveStateSpaceDesign { Width = 8, States = 4 }, Weights),
            () => new MambaBlock(new SelectiveStateSpaceDesign { Width = 8, States = 4 }, Weights),
            () => new Mamba2Block(new Mamba2Design { Width = 8, States = 4 }, Weights),
            () => Linear(8, 2),
        ];
        foreach (var mixer in mixers)
        {
            var stack = new SequenceStack(new BlockDesign { Mixer = mixer, NormPosition = NormPosition.Pre, Norm = () => nn.LayerNorm(8), LearnsSkip = true, SkipStrength = 0.5 }, 2).to(float64);
            var input = Tokens(1, 14, 8);
            var changed = input.clone();
            changed[0, 9] = 1;
            var (output, other) = (stack.call(input), stack.call(changed));
            Assert.True(Distance(output[.., ..9], other[.., ..9]) < 1e-13);
            Assert.True(Distance(output[.., 9..], other[.., 9..]) > 1e-6);
            output.sin().sum().backward();
            Assert.All(stack.Blocks, block => Assert.NotEqual(0, block.get_parameter("skip")!.grad!.item<double>()));
            Assert.All(stack.named_parameters(), p => Assert.True(p.parameter.grad is { } g && g.isfinite().all().item<bool>(), p.name));
        }
    }

    [Fact]
    public void The_same_stream_gives_the_same_weights_whatever_the_default_generator_did()
    {
        using var scope = NewDisposeScope();
        Tensor Output()
        {
            rand(1);
            return new Mamba2Block(new Mamba2Design { Width = 4 }, Weights).to(float64).call(Tokens(1, 5, 4));
        }
        Assert.True(Output().equal(Output()).all().item<bool>());
    }

    [Fact]
    public void Refusals_say_what_is_wanted()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("3 heads cannot share 8 channels", Assert.Throws<ArgumentException>(() => new Mamba2Block(new Mamba2Design { Width = 4, Heads = 3 }, Weights)).Message);
        Assert.Contains("linear attention is causal and has none of them",
            Assert.Throws<ArgumentException>(() => new LinearAttention(new AttentionDesign { Width = 4, Temperature = 2 })).Message);
        Assert.Contains("it must be [batch, tokens, 4]", Assert.Throws<ArgumentException>(() => new Mamba2Block(new Mamba2Design { Width = 4 }, Weights).call(Tokens(2, 4, 5))).Message);
        Assert.Contains("taps was 0", Assert.Throws<ArgumentOutOfRangeException>(() => new CausalConvolution(4, 0, Weights)).Message);
    }
}
