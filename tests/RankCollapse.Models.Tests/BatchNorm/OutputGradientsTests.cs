using RankCollapse.Models.BatchNorm;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.BatchNorm;

public class OutputGradientsTests
{
    private static readonly RandomSource Random = new(69);

    private static Tensor Images() => zeros(12, 20).FillUniform(0, 1, Random.Stream("images"));

    private static DeepNet Net(int depth, BatchStatistics statistics) => DeepNetWeights.XavierNormal(
        new DeepNet(new DeepNetDesign { Inputs = 20, Width = 16, Depth = depth, Statistics = statistics }), Random.Stream("weights"));

    [Theory]
    [InlineData(3, BatchStatistics.None)]
    [InlineData(30, BatchStatistics.None)]
    [InlineData(30, BatchStatistics.Centred)]
    public void Cosines_of_gradients_factor_into_those_of_errors_and_of_samples(int depth, BatchStatistics statistics)
    {
        var gradients = new OutputGradients(Net(depth, statistics), Images(), arange(12) % 10);
        Assert.True((gradients.GradientCosines - gradients.GradientCosinesReference).InfinityNorm() < 1e-10);
        Assert.All(gradients.GradientCosines.Diagonal(), cosine => Assert.Equal(1, cosine, 1e-12));
    }

    [Fact]
    public void In_a_collapsed_network_only_the_errors_tell_samples_apart()
    {
        var gradients = new OutputGradients(Net(40, BatchStatistics.None), Images(), arange(12) % 10);
        Assert.True(gradients.HiddenCosines.Enumerate().Min() > 0.999);
        Assert.True((gradients.GradientCosines - gradients.ErrorCosines).InfinityNorm() < 12 * 0.001);
    }

    [Fact]
    public void A_sample_that_does_not_reach_the_end_is_refused()
    {
        var net = Net(2, BatchStatistics.None);
        Assert.Contains("without direction", Assert.Throws<ArgumentException>(() => new OutputGradients(net, zeros(3, 20), arange(3))).Message);
    }
}
