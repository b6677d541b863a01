using RankCollapse.Models.Data;
using RankCollapse.Randomness;

namespace RankCollapse.Models.Tests.Data;

public class TensorBatchesTests
{
    private static readonly RandomStream Stream = new RandomSource(4).Stream("draw");

    [Fact]
    public void Images_and_labels_are_those_of_the_set()
    {
        var set = new DigitGlyphs().Draw(20, Stream);
        var (images, labels) = set.Batch([3, 7], PixelStatistics.UnitInterval(1));
        using (images)
        using (labels)
        {
            Assert.Equal(new long[] { 2, 1, 16, 16 }, images.shape);
            Assert.Equal(set.Image(7)[16 * 5 + 4] / 255f, images[1, 0, 5, 4].item<float>(), 1e-6f);
            Assert.Equal([set.Labels[3], set.Labels[7]], labels.data<long>().ToArray());
        }
    }

    [Fact]
    public void Tokens_and_targets_are_those_of_the_task()
    {
        var task = new SortingTask().Draw(6, Stream);
        var (tokens, targets) = task.Batch([5]);
        using (tokens)
        using (targets)
        {
            Assert.Equal(task.Sequence(5).ToArray().Select(t => (long)t), tokens[0].data<long>().ToArray());
            Assert.Equal(task.TargetsOf(5).ToArray().Select(t => (long)t), targets[0].data<long>().ToArray());
        }
    }

    [Fact]
    public void Vectors_and_signals_keep_their_axes()
    {
        var hull = new ConvexHullTask().Draw(4, Stream);
        var (vectors, labels) = hull.Batch([2, 0]);
        var circle = new CircleTask().Pairs();
        var (inputs, targets) = circle.Batch([1, 2, 3]);
        Assert.Equal(new long[] { 2, 10, 2 }, vectors.shape);
        Assert.Equal((float)hull.Sample(0)[3], vectors[1, 1, 1].item<float>());
        Assert.Equal(new long[] { 2, 10 }, labels.shape);
        Assert.Equal(new long[] { 3, 2, 2 }, inputs.shape);
        Assert.Equal((float)circle.TargetsOf(3)[2], targets[2, 1, 0].item<float>());
    }
}
