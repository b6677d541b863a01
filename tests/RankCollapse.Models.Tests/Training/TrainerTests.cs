using RankCollapse.Models.Stacks;
using RankCollapse.Models.Training;
using RankCollapse.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Training;

[Collection(Alone.Name)]
public class TrainerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Checkpoint => Path.Combine(folder, "run.checkpoint");

    /// <summary>A regression on fresh data at each step, with dropout, so that every kind of state matters.</summary>
    private static (nn.Module<Tensor, Tensor> Model, Adam Optimiser, Func<long, Tensor> Loss) Task()
    {
        var model = Initialisation.Scaled(nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Dropout(0.1), nn.Linear(8, 1)), 1, new RandomSource(1).Stream("weights"));
        var data = new RandomSource(2).Stream("batches");
        return (model, optim.Adam(model.parameters(), 0.01), step =>
        {
            var x = zeros(16, 4).FillNormal(1, data.AtStep(step));
            return (model.call(x) - x.sum(1, keepdim: true)).square().mean();
        });
    }

    private static double[] Weights(nn.Module model) => [.. model.parameters().SelectMany(p => p.detach().to(float64).data<double>().ToArray())];

    [Fact]
    public void The_loss_falls_and_every_step_is_logged()
    {
        var (model, optimiser, loss) = Task();
        var log = new Trainer(model, optimiser, loss) { Metrics = new Dictionary<string, Func<double>> { ["size"] = () => Weights(model).Sum(Math.Abs) }, MeasureEvery = 50 }.Run(400);
        Assert.Equal(400, log.Losses.Count);
        Assert.True(log.Losses.TakeLast(50).Average() < 0.2 * log.Losses.Take(50).Average());
        Assert.Equal([0L, 50, 100, 150, 200, 250, 300, 350], log["size"].Select(m => m.Step));
        Assert.Equal(["size"], log.Metrics);
        Assert.Contains("No metric 'rank' was recorded. Recorded: size.", Assert.Throws<KeyNotFoundException>(() => log["rank"]).Message);
    }

    [Fact]
    public void A_training_that_was_cut_off_goes_on_exactly()
    {
        manual_seed(5);
        var (whole, wholeOptimiser, wholeLoss) = Task();
        var expected = new Trainer(whole, wholeOptimiser, wholeLoss).Run(30);

        manual_seed(5);
        var (first, firstOptimiser, firstLoss) = Task();
        new Trainer(first, firstOptimiser, firstLoss) { Checkpoint = Checkpoint }.Run(13);
        manual_seed(99);
        var (second, secondOptimiser, secondLoss) = Task();
        var found = new Trainer(second, secondOptimiser, secondLoss) { Checkpoint = Checkpoint }.Run(30);

        Assert.Equal(expected.Losses, found.Losses);
        Assert.Equal(Weights(whole), Weights(second));
    }

    [Fact]
    public void A_cancelled_training_stops_after_a_step_and_leaves_its_checkpoint()
    {
        var (model, optimiser, loss) = Task();
        using var stop = new CancellationTokenSource();
        var trainer = new Trainer(model, optimiser, step =>
        {
            if (step == 6) stop.Cancel();
            return loss(step);
        })
        { Checkpoint = Checkpoint };
        Assert.Throws<OperationCanceledException>(() => trainer.Run(1000, cancellation: stop.Token));
        var (other, otherOptimiser, otherLoss) = Task();
        Assert.Equal(8, new Trainer(other, otherOptimiser, otherLoss) { Checkpoint = Checkpoint }.Run(8).Losses.Count);
        Assert.Empty(Directory.GetFiles(folder, "*.saving"));
    }

    [Fact]
    public void A_loss_that_is_not_finite_ends_the_training_and_spares_the_weights()
    {
        var (model, optimiser, loss) = Task();
        double[] before = [];
        var log = new Trainer(model, optimiser, step =>
        {
            if (step != 3) return loss(step);
            before = Weights(model);
            return loss(step) * double.NaN;
        }).Run(10);
        Assert.Equal(3, log.DivergedAt);
        Assert.Equal(4, log.Losses.Count);
        Assert.Equal(before, Weights(model));
    }

    [Fact]
    public void A_clipped_step_is_no_longer_than_its_limit()
    {
        var (model, _, loss) = Task();
        var before = Weights(model);
        var optimiser = optim.SGD(model.parameters(), 1);
        new Trainer(model, optimiser, step => 1000 * loss(step)) { GradientClip = 0.25 }.Run(1);
        var moved = Math.Sqrt(Weights(model).Zip(before, (a, b) => (a - b) * (a - b)).Sum());
        Assert.Equal(0.25, moved, 1e-5);
    }

    [Fact]
    public void The_learning_rate_of_each_step_is_the_schedules()
    {
        var (model, _, loss) = Task();
        var optimiser = optim.SGD(model.parameters(), 1);
        var rates = new List<double>();
        new Trainer(model, optimiser, step =>
        {
            rates.Add(optimiser.ParamGroups.First().LearningRate);
            return loss(step);
        })
        { LearningRate = step => 0.1 / (step + 1) }.Run(3);
        Assert.Equal([0.1, 0.05, 0.1 / 3], rates);
    }

    [Fact]
    public void Progress_names_the_step_the_loss_and_the_time_left()
    {
        var (model, optimiser, loss) = Task();
        var seen = new List<TrainingProgress>();
        new Trainer(model, optimiser, loss).Run(20, new Collecting(seen));
        Assert.Equal(20, seen[^1].Step);
        Assert.Equal(TimeSpan.Zero, seen[^1].TimeLeft);
        Assert.Matches(@"^step 20 of 20, loss [\d.]+, 0 s left$", seen[^1].ToString());
    }

    [Theory]
    [InlineData("not a checkpoint at all", "is not a")]
    [InlineData(null, "is not a whole checkpoint of this model")]
    public void A_file_that_is_no_checkpoint_or_was_cut_off_is_refused_by_name(string? content, string words)
    {
        var (model, optimiser, loss) = Task();
        new Trainer(model, optimiser, loss) { Checkpoint = Checkpoint }.Run(2);
        if (content is not null) File.WriteAllText(Checkpoint, content);
        else File.WriteAllBytes(Checkpoint, File.ReadAllBytes(Checkpoint)[..^20]);
        var error = Assert.Throws<InvalidDataException>(() => new Trainer(model, optimiser, loss) { Checkpoint = Checkpoint }.Run(4));
        Assert.Contains(words, error.Message);
        Assert.Contains("run.checkpoint", error.Message);
        Assert.Contains("to start anew", error.Message);
    }

    private sealed class Collecting(List<TrainingProgress> seen) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => seen.Add(value);
    }

    [Theory]
    [InlineData(3, 7, 40, 40)]
    [InlineData(10, 20, 30, 40)]
    [InlineData(40, 40, 40, 40)]
    public void Progress_in_quarters_says_the_same_four_lines_however_often_it_is_told(params int[] steps)
    {
        var lines = new List<string>();
        var progress = new QuarterProgress("net", lines.Add);
        foreach (var step in steps) progress.Report(new TrainingProgress(step, 40, 1, TimeSpan.Zero));
        Assert.Equal(["net: 25 % of 40 steps", "net: 50 % of 40 steps", "net: 75 % of 40 steps", "net: 100 % of 40 steps"], lines);
    }
}
