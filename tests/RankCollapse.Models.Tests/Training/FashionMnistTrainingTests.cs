using System.Diagnostics;
using RankCollapse.Measures;
using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Models.Training;
using RankCollapse.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Training;

/// <summary>The whole way on real data: images, model, optimiser, a rank measured at every step.</summary>
public class FashionMnistTrainingTests(ITestOutputHelper output)
{
    private const int BatchSize = 128, ProbeSize = 100;

    private static double Accuracy(nn.Module<Tensor, Tensor> model, ImageSet set, PixelStatistics normalisation)
    {
        using var free = no_grad();
        var right = 0L;
        foreach (var batch in IndexBatches.InOrder(set.Count, 1000))
        {
            using var scope = NewDisposeScope();
            var (images, labels) = set.Batch(batch, normalisation);
            right += model.call(images).argmax(1).eq(labels).sum().item<long>();
        }
        return (double)right / set.Count;
    }

    [Fact]
    public void A_small_network_learns_real_images_while_its_rank_is_measured_at_every_step()
    {
        var clock = Stopwatch.StartNew();
        var (train, test, random) = (FashionMnist.Train(), FashionMnist.Test(), new RandomSource(1));
        var body = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU());
        var model = Initialisation.Scaled(nn.Sequential(body, nn.Linear(64, 10)), Math.Sqrt(2), random.Stream("weights")).to(Devices.Default);
        var epoch = train.Batches(BatchSize, random.Stream("order"));
        var (probe, _) = test.Batch([.. Enumerable.Range(0, ProbeSize)], train.Statistics);
        double Rank()
        {
            using var hidden = body.call(probe);
            return Ranks.Effective(hidden.ToMatrix());
        }

        var log = new Trainer(model, optim.Adam(model.parameters(), 1e-3), step =>
        {
            var (images, labels) = train.Batch(epoch[(int)step], train.Statistics);
            return nn.functional.cross_entropy(model.call(images), labels);
        })
        { Metrics = new Dictionary<string, Func<double>> { ["effective rank"] = Rank } }.Run(epoch.Count);

        var accuracy = Accuracy(model, test, train.Statistics);
        output.WriteLine($"accuracy {accuracy:0.000} after {epoch.Count} steps, {clock.Elapsed.TotalSeconds:0.0} s, rank {log["effective rank"][0].Value:0.0} to {log["effective rank"][^1].Value:0.0}");
        Assert.True(accuracy > 0.8, $"accuracy {accuracy}");
        Assert.Null(log.DivergedAt);
        Assert.Equal(epoch.Count, log["effective rank"].Count);
        Assert.All(log["effective rank"], m => Assert.InRange(m.Value, 1, 64));
    }
}
