using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Models.BatchNorm;
using RankCollapse.Models.Norms;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using RankCollapse.Theory.BatchNorm;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.BatchNorm;

public class DeepNetTests
{
    private static readonly RandomSource Random = new(9);

    private static Tensor Samples(params long[] shape) => zeros(shape, dtype: float64).FillNormal(1, Random.Stream("samples"));

    private static DeepNet Linear(int depth, BatchStatistics statistics) => DeepNetWeights.XavierNormal(new DeepNet(new DeepNetDesign
    {
        Inputs = 8, Width = 8, Depth = depth, Classes = 3, Activation = Activation.Linear, Statistics = statistics, HasBias = false,
    }).to(float64), Random.Stream("weights"));

    private static Matrix<double> ByTheory(DeepNet net, Tensor samples, Func<Matrix<double>, Matrix<double>> norm)
    {
        var h = samples.ToMatrix().Transpose();
        foreach (var map in net.Maps) h = norm(map.weight.ToMatrix() * h);
        return h.Transpose();
    }

    [Fact]
    public void A_linear_network_with_batch_norm_is_the_chain_of_the_theory()
    {
        using var free = no_grad();
        var samples = Samples(12, 8);
        var (uncentred, centred) = (Linear(10, BatchStatistics.Uncentred), Linear(10, BatchStatistics.Centred));
        Assert.True((uncentred.Hidden(samples).ToMatrix() - ByTheory(uncentred, samples, BatchNormalization.WithoutMean)).InfinityNorm() < 1e-10);
        Assert.True((centred.Hidden(samples).ToMatrix() - ByTheory(centred, samples, BatchNormalization.Centred)).InfinityNorm() < 1e-10);
    }

    [Fact]
    public void Reading_every_layer_is_reading_each_one_and_pre_activations_come_before_the_norm()
    {
        using var free = no_grad();
        var (net, samples) = (Linear(4, BatchStatistics.Centred), Samples(12, 2, 4));
        var each = net.EachLayer(samples, h => h.clone().DetachFromDisposeScope());
        for (var k = 1; k <= 4; k++)
        {
            Assert.True(each[k - 1].allclose(net.After(samples, k), 0, 0));
            Assert.True(new CentredBatchNorm().call(net.PreActivation(samples, k)).allclose(each[k - 1], 0, 0));
        }
        Assert.Equal([12L, 3L], net.call(samples).shape);
        Assert.True(net.After(samples, 0).allclose(samples.flatten(1), 0, 0));
    }

    [Fact]
    public void A_centred_norm_has_mean_zero_and_mean_square_one_and_the_derivatives_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        var (x, weights, direction) = ((Samples(5, 3) + 2).requires_grad_(), Samples(5, 3).flip(0), Samples(5, 3) * 0.5 + 1.5);
        var norm = new CentredBatchNorm();
        using (no_grad())
        {
            Assert.True(norm.call(x).mean([0]).abs().max().item<double>() < 1e-14);
            Assert.True(norm.call(x).square().mean([0]).allclose(ones(3, dtype: float64), 1e-13, 0));
        }
        // A direction that is constant over the batch and one that is not: centring makes the first one idle.
        var slope = direction * Samples(5, 3).sign();
        (norm.call(x) * weights).sum().backward();
        const double h = 1e-6;
        using var free = no_grad();
        var difference = ((norm.call(x + h * slope) * weights).sum() - (norm.call(x - h * slope) * weights).sum()).item<double>() / (2 * h);
        Assert.Equal(difference, (x.grad! * slope).sum().item<double>(), 1e-6);
        Assert.True(x.grad!.sum([0]).abs().max().item<double>() < 1e-12);
    }

    [Theory]
    [InlineData(BatchStatistics.None, Activation.Relu)]
    [InlineData(BatchStatistics.Uncentred, Activation.Tanh)]
    [InlineData(BatchStatistics.Centred, Activation.Tanh)]
    public void Gradients_of_a_network_are_those_of_finite_differences(BatchStatistics statistics, Activation activation)
    {
        using var scope = NewDisposeScope();
        var net = DeepNetWeights.PyTorchDefault(new DeepNet(new DeepNetDesign { Inputs = 5, Width = 6, Depth = 3, Classes = 4, Statistics = statistics, Activation = activation }).to(float64), Random.Stream("smooth"));
        var (samples, labels) = (Samples(7, 5), arange(7) % 4);
        Tensor Loss() => nn.functional.cross_entropy(net.call(samples), labels);
        Loss().backward();
        foreach (var (name, parameter) in net.named_parameters())
        {
            using var free = no_grad();
            var direction = zeros_like(parameter).FillNormal(1, Random.Stream(name));
            var slope = (parameter.grad! * direction).sum().item<double>();
            const double h = 1e-6;
            parameter.add_(direction, h);
            var above = Loss().item<double>();
            parameter.add_(direction, -2 * h);
            var difference = (above - Loss().item<double>()) / (2 * h);
            parameter.add_(direction, h);
            Assert.True(Math.Abs(difference - slope) < 1e-6 * (1 + Math.Abs(slope)), $"{name}: {slope} by differentiation, {difference} by differences");
        }
    }

    [Fact]
    public void Refusals_say_what_is_allowed()
    {
        var net = Linear(4, BatchStatistics.Centred);
        Assert.Contains("layers was 5; the network has 4 hidden layers", Assert.Throws<ArgumentOutOfRangeException>(() => net.After(Samples(3, 8), 5)).Message);
        Assert.Contains("layer was 0; hidden layers are numbered from 1 to 4", Assert.Throws<ArgumentOutOfRangeException>(() => net.PreActivation(Samples(3, 8), 0)).Message);
        Assert.Contains("The batch has 1 sample", Assert.Throws<ArgumentException>(() => net.call(Samples(1, 8))).Message);
        Assert.Contains("Depth was 0; it must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => new DeepNetDesign { Width = 4, Depth = 0 }).Message);
    }
}
