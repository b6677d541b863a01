using RankCollapse.Models.BatchNorm;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.BatchNorm;

public class ConvNetTests
{
    private static readonly RandomSource Random = new(59);

    private static Tensor Images() => zeros(4, 3, 5, 6).FillUniform(0, 1, Random.Stream("images"));

    private static ConvNet Net(int depth, BatchStatistics statistics, Activation activation = Activation.Relu) => DeepNetWeights.XavierNormal(
        new ConvNet(new ConvNetDesign { Inputs = 3, Channels = 16, Depth = depth, Statistics = statistics, Activation = activation }), Random.Stream("weights"));

    [Fact]
    public void Channels_are_columns_and_the_way_back_is_exact()
    {
        using var scope = NewDisposeScope();
        var maps = Images();
        var samples = FeatureMaps.Channels(maps);
        Assert.Equal([120L, 3L], samples.shape);
        Assert.Equal(maps[1, 2, 3, 4].item<float>(), samples[1 * 30 + 3 * 6 + 4, 2].item<float>());
        Assert.True(FeatureMaps.FromChannels(samples, maps.shape).allclose(maps, 0, 0));
        Assert.Equal([4L, 90L], FeatureMaps.Images(maps).shape);
        Assert.Contains("they must be [batch, channels, height, width]", Assert.Throws<ArgumentException>(() => FeatureMaps.Channels(samples)).Message);
    }

    [Fact]
    public void Batch_norm_of_a_convolution_is_frameworks_without_epsilon()
    {
        using var free = no_grad();
        var net = Net(1, BatchStatistics.Centred, Activation.Linear);
        var plain = Net(1, BatchStatistics.None, Activation.Linear).call(Images());
        var expected = nn.functional.batch_norm(plain, null, null, training: true, eps: 1e-12);
        Assert.True(net.call(Images()).allclose(expected, 1e-4, 1e-4));
    }

    [Fact]
    public void Deep_convolutions_make_all_images_alike_without_batch_norm_and_not_with_it()
    {
        double End(BatchStatistics statistics, Func<Tensor, Tensor> matrix) => Net(30, statistics).EachLayer(Images(), h => RankSurrogate.SoftBound(matrix(h)))[^1];
        foreach (var matrix in (Func<Tensor, Tensor>[])[FeatureMaps.Images, FeatureMaps.Channels])
        {
            var (without, with) = (End(BatchStatistics.None, matrix), End(BatchStatistics.Centred, matrix));
            Assert.True(with > 1.2 * without, $"r = {without} without batch norm, {with} with it");
        }
        Assert.InRange(End(BatchStatistics.None, FeatureMaps.Images), 1, 1.5);
    }

    [Fact]
    public void Reading_the_last_layer_is_the_forward_pass()
    {
        using var free = no_grad();
        var net = Net(3, BatchStatistics.Uncentred);
        var last = net.EachLayer(Images(), h => h.clone().DetachFromDisposeScope());
        Assert.Equal(3, last.Count);
        Assert.True(last[^1].allclose(net.call(Images()), 0, 0));
    }
}
