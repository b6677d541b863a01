using RankCollapse.Models.BatchNorm;
using RankCollapse.Models.Data;
using RankCollapse.Randomness;

namespace RankCollapse.Models.Tests.BatchNorm;

public class ImageTrainingTests
{
    private static readonly RandomSource Random = new(79);

    private static readonly ImageSet Images = new(
        new ImageOrigin { Name = "bars", Source = "this test", ClassNames = ["left", "right"] }, new ImageShape(1, 4, 4),
        [.. Enumerable.Range(0, 40 * 16).Select(p => (byte)(p / 16 % 2 == p % 4 / 2 ? 200 + p % 7 : p % 11))], [.. Enumerable.Range(0, 40).Select(i => i % 2)]);

    private static ImageTraining Training(int steps) => new() { Train = Images, Test = Images, Steps = steps, BatchSize = 8, StepSize = 0.05, Probe = 20 };

    private static DeepNet Net(int depth = 2) => DeepNetWeights.XavierNormal(
        new DeepNet(new DeepNetDesign { Inputs = 16, Width = 16, Depth = depth, Classes = 2, Statistics = BatchStatistics.Centred }), Random.Stream("weights"));

    [Fact]
    public void It_learns_what_can_be_learned_and_repeats_itself_exactly()
    {
        var (one, two) = (Training(60).Run(Net(), Random.Stream("order")), Training(60).Run(Net(), Random.Stream("order")));
        Assert.Equal(1, one.Accuracy);
        Assert.True(one.Loss < 0.2, $"loss {one.Loss}");
        Assert.Equal(one.Log.Losses, two.Log.Losses);
        Assert.Equal(one.SoftBoundAfter, two.SoftBoundAfter);
        Assert.InRange(one.SoftBoundBefore, 1, 16);
        Assert.InRange(one.NumericalRankBefore, 1, 16);
    }

    [Fact]
    public void Each_epoch_sees_every_image_once_and_the_order_is_a_function_of_the_step()
    {
        // Without learning the mean loss over an epoch does not depend on the order of the images, and losses of single steps do.
        var net = DeepNetWeights.XavierNormal(new DeepNet(new DeepNetDesign { Inputs = 16, Width = 16, Depth = 2, Classes = 2 }), Random.Stream("weights"));
        var losses = (Training(10) with { StepSize = 0 }).Run(net, Random.Stream("order")).Log.Losses;
        Assert.Equal(losses.Take(5).Average(), losses.Skip(5).Average(), 1e-6);
        Assert.NotEqual(losses[0], losses[5]);
    }

    [Fact]
    public void A_divergence_is_reported_and_not_averaged()
    {
        var net = DeepNetWeights.XavierNormal(new DeepNet(new DeepNetDesign { Inputs = 16, Width = 16, Depth = 6, Classes = 2 }), Random.Stream("weights"));
        var run = (Training(60) with { StepSize = 1e6 }).Run(net, Random.Stream("order"));
        Assert.NotNull(run.Log.DivergedAt);
        Assert.True(double.IsNaN(run.Loss));
    }
}
