using RankCollapse.Models.BatchNorm;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.BatchNorm;

public class DeepNetWeightsTests
{
    private static readonly RandomSource Random = new(19);

    private static DeepNet Net(int depth, BatchStatistics statistics) => new(new DeepNetDesign { Inputs = 64, Width = 64, Depth = depth, Statistics = statistics });

    private static double Bound(DeepNet net)
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        return RankSurrogate.SoftBound(net.Hidden(zeros(64, 64).FillUniform(0, 1, Random.Stream("images"))));
    }

    [Fact]
    public void Default_weights_are_even_within_one_over_the_root_of_fan_in_biases_too()
    {
        var net = DeepNetWeights.PyTorchDefault(Net(3, BatchStatistics.None), Random.Stream("default"));
        foreach (var (name, parameter) in net.named_parameters())
        {
            Assert.InRange(parameter.abs().max().item<float>(), name.EndsWith("bias") ? 0.05 : 0.12, 1.0 / 8);
            if (parameter.dim() == 2) Assert.Equal(1.0 / 192, parameter.square().mean().item<float>(), 4.75 * 0.9 / 192 / Math.Sqrt(parameter.numel()));
        }
    }

    [Fact]
    public void Xavier_weights_have_variance_two_over_both_fans_for_maps_and_convolutions()
    {
        var net = DeepNetWeights.XavierNormal(Net(3, BatchStatistics.None), Random.Stream("xavier"));
        Assert.All(net.Maps, map => Assert.Equal(1.0 / 64, map.weight.square().mean().item<float>(), 4.75 * Math.Sqrt(2.0 / 4096) / 64));
        Assert.All(net.Maps, map => Assert.Equal(0, map.bias!.abs().max().item<float>()));
        var convolutions = DeepNetWeights.XavierNormal(new ConvNet(new ConvNetDesign { Inputs = 16, Channels = 16, Depth = 4 }), Random.Stream("xavier"));
        Assert.All(convolutions.parameters(), weight => Assert.Equal(1.0 / 144, weight.square().mean().item<float>(), 4.75 * Math.Sqrt(2.0 / 2304) / 144));
    }

    [Fact]
    public void Absolute_weights_are_twice_the_moduli_and_shifted_ones_have_the_mean_they_are_given()
    {
        using var free = no_grad();
        var (plain, doubled, shifted) = (Net(2, BatchStatistics.None), Net(2, BatchStatistics.None), Net(2, BatchStatistics.None));
        foreach (var net in (DeepNet[])[plain, doubled, shifted]) DeepNetWeights.PyTorchDefault(net, Random.Stream("same"));
        DeepNetWeights.Absolute(doubled);
        DeepNetWeights.Shifted(shifted, 0.5);
        Assert.True(doubled.Maps[1].weight.allclose(plain.Maps[1].weight.abs() * 2, 0, 0));
        Assert.True(doubled.Maps[1].bias!.allclose(plain.Maps[1].bias!, 0, 0));
        var shift = shifted.Maps[1].weight - plain.Maps[1].weight;
        Assert.True(shift.allclose((0.5 * plain.Maps[1].weight.square().mean().sqrt()).expand_as(shift), 1e-4, 1e-6));
    }

    [Fact]
    public void Batch_norm_keeps_rank_at_depth_twenty_unless_its_weights_are_asymmetric_and_without_it_rank_is_lost()
    {
        // The reduced run of the paper's sheet found 7.04, 1.00, 1.00 on data of its own.
        Assert.InRange(Bound(DeepNetWeights.XavierNormal(Net(20, BatchStatistics.Centred), Random.Stream("a"))), 4, 64);
        Assert.InRange(Bound(DeepNetWeights.Uniform(Net(20, BatchStatistics.Centred), 0, 0.1, Random.Stream("b"))), 1, 1.05);
        Assert.InRange(Bound(DeepNetWeights.Absolute(DeepNetWeights.PyTorchDefault(Net(20, BatchStatistics.Centred), Random.Stream("c")))), 1, 1.05);
        Assert.InRange(Bound(DeepNetWeights.XavierNormal(Net(20, BatchStatistics.None), Random.Stream("d"))), 1, 1.05);
    }

    [Fact]
    public void A_stream_gives_the_same_weights_again_and_refusals_say_why()
    {
        var (one, two) = (DeepNetWeights.XavierNormal(Net(2, BatchStatistics.None), Random.Stream("again")), DeepNetWeights.XavierNormal(Net(2, BatchStatistics.None), Random.Stream("again")));
        Assert.All(one.parameters().Zip(two.parameters()), pair => Assert.True(pair.First.allclose(pair.Second, 0, 0)));
        Assert.Contains("The interval was from 0.1 to 0", Assert.Throws<ArgumentException>(() => DeepNetWeights.Uniform(one, 0.1, 0, Random.Stream("x"))).Message);
        Assert.Contains("factor was 0; it must be finite and above 0", Assert.Throws<ArgumentOutOfRangeException>(() => DeepNetWeights.Absolute(one, 0)).Message);
        Assert.Contains("mean was NaN", Assert.Throws<ArgumentOutOfRangeException>(() => DeepNetWeights.Shifted(one, double.NaN)).Message);
    }
}
