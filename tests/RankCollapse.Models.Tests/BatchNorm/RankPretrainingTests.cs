using RankCollapse.Models.BatchNorm;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.BatchNorm;

public class RankPretrainingTests
{
    private static readonly RandomSource Random = new(39);

    private static DeepNet Net() => DeepNetWeights.XavierNormal(new DeepNet(new DeepNetDesign { Inputs = 64, Width = 32, Depth = 10 }), Random.Stream("weights"));

    private static Tensor Images(string name) => zeros(32, 64).FillUniform(0, 1, Random.Stream(name));

    private static double Bound(DeepNet net, Tensor batch)
    {
        using var free = no_grad();
        return RankSurrogate.SoftBound(net.Hidden(batch));
    }

    [Fact]
    public void Stages_raise_the_rank_of_every_layer_that_they_look_at_also_for_other_images()
    {
        var (net, reports) = (Net(), new List<PretrainingStage>());
        var before = Bound(net, Images("fresh"));
        var stages = new RankPretraining { StepsPerStage = 25 }.Run(net, Images("batch"), new Direct(reports.Add));
        Assert.Equal([2, 4, 6, 8, 10], stages.Select(stage => stage.Layer));
        Assert.Equal(stages, reports);
        Assert.All(stages, stage => Assert.True(stage.After > stage.Before, $"{stage}"));
        var after = Bound(net, Images("fresh"));
        Assert.True(after > 1.3 * before, $"r from {before} to {after}");
        Assert.All(net.parameters(), parameter => Assert.True(parameter.grad is null || parameter.grad.abs().max().item<float>() == 0));
    }

    [Fact]
    public void It_leaves_the_output_and_deeper_layers_alone_and_repeats_itself()
    {
        var (untouched, one, two) = (Net(), Net(), Net());
        var design = new RankPretraining { StageEvery = 4, StepsPerStage = 3 };
        Assert.Equal(design.Run(one, Images("batch")), design.Run(two, Images("batch")));
        Assert.True(one.Output.weight.allclose(untouched.Output.weight, 0, 0));
        Assert.True(one.Maps[9].weight.allclose(untouched.Maps[9].weight, 0, 0));
        Assert.False(one.Maps[7].weight.allclose(untouched.Maps[7].weight, 0, 0));
    }

    [Fact]
    public void A_network_without_a_stage_is_refused_and_a_cancelled_run_stops()
    {
        Assert.Contains("The network has 10 hidden layers and a stage comes every 11", Assert.Throws<ArgumentException>(() => new RankPretraining { StageEvery = 11 }.Run(Net(), Images("batch"))).Message);
        Assert.Throws<OperationCanceledException>(() => new RankPretraining().Run(Net(), Images("batch"), cancellation: new CancellationToken(true)));
    }

    private sealed class Direct(Action<PretrainingStage> report) : IProgress<PretrainingStage>
    {
        public void Report(PretrainingStage value) => report(value);
    }
}
