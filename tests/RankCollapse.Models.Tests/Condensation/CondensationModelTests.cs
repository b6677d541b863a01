using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Models.Condensation;
using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Models.Training;
using RankCollapse.Randomness;
using RankCollapse.Theory.Condensation;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Condensation;

public class CondensationModelTests
{
    [Theory]
    [InlineData(Nonlinearity.Tanh, MarginLoss.Exponential)]
    [InlineData(Nonlinearity.Tanh, MarginLoss.Logistic)]
    [InlineData(Nonlinearity.Linear, MarginLoss.Exponential)]
    [InlineData(Nonlinearity.Linear, MarginLoss.Logistic)]
    public void Gradients_by_autograd_are_those_by_hand(Nonlinearity nonlinearity, MarginLoss loss)
    {
        var random = new RandomSource(4);
        var model = new OneLayerModel(LabelledSequences.Gaussian((9, 5, 6), random.Stream("data"))) { Nonlinearity = nonlinearity, Loss = loss };
        var weights = OneLayerWeights.Gaussian(6, 0.6, 0.6, random.Stream("weights"));
        var net = new OneLayerNet(model, weights, CPU);
        var (fast, plain) = (net.Gradient(), model.Gradient(weights));
        foreach (var (x, y) in new[] { (fast.Query, plain.Query), (fast.Key, plain.Key), (fast.Value, plain.Value), (fast.Hidden, plain.Hidden) })
        {
            Assert.True(y.FrobeniusNorm() > 1e-3);
            Assert.True((x - y).FrobeniusNorm() < 1e-13 * (1 + y.FrobeniusNorm()));
        }

        Assert.True((fast.Readout - plain.Readout).L2Norm() < 1e-13);
        using var value = net.Loss();
        Assert.Equal(model.LossAt(weights), value.item<double>(), 1e-14);
        Assert.Equal(weights.Slope, net.Weights().Slope);
    }

    [Fact]
    public void The_probe_measures_what_the_plain_form_measures()
    {
        var random = new RandomSource(5);
        Tensor Of(string name, int rows, int columns) => random.Stream(name).NormalMatrix(rows, columns).ToTensor(ScalarType.Float64, CPU);
        Tensor square = Of("a", 8, 8), other = Of("b", 8, 8), wide = Of("c", 6, 11), tall = Of("d", 11, 6);
        var probe = new WeightProbe([("a", () => square), ("wide", () => wide), ("b", () => other), ("tall", () => tall.T.T)], changeOver: 1);
        foreach (var (fast, plain) in probe.Measure().Zip(probe.MeasureReference()))
        {
            Assert.Equal(plain.Weights, fast.Weights);
            Assert.All(plain.SingularValues.Zip(fast.SingularValues), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
            Assert.Equal(plain.RowCosine, fast.RowCosine, 1e-12);
        }

        probe.Record(0, 1);
        square.mul_(1.5);
        probe.Record(10, 0.5);
        var log = probe.ToLog();
        Assert.Equal(0.5, log["a"].Change[log.At(10)], 1e-12);
        Assert.Equal(0, log["b"].Change[1], 1e-12);
        Assert.True(double.IsNaN(log["a"].Change[0]));
        Assert.Equal(log["a"].EffectiveRank[0], log["a"].EffectiveRank[1], 1e-12);
        Assert.Contains("Recorded: a, wide, b, tall", Assert.Throws<KeyNotFoundException>(() => log["c"]).Message);
        Assert.Contains("was not recorded", Assert.Throws<ArgumentOutOfRangeException>(() => log.At(5)).Message);
    }

    [Fact]
    public void The_learning_rate_has_the_papers_values()
    {
        // Per epoch: from 1e-5 by a factor of 15 in 10 epochs, half period 200.
        var rate = new WarmUpCosine { Start = 1e-5, Peak = 1.5e-4, WarmUp = 10, HalfPeriod = 200 };
        foreach (var (epoch, value) in new[] { (0, 1e-5), (1, 2.4e-5), (5, 8e-5), (10, 1.5e-4), (15, 1.4978421336131893e-4), (20, 1.4913818846164660e-4), (30, 1.4657395614066075e-4) })
            Assert.Equal(value, rate.At(epoch), epoch == 20 ? 1e-10 : 1e-17);
        Assert.Contains("it must be finite and above 0", Assert.Throws<ArgumentOutOfRangeException>(() => rate with { Peak = 0 }).Message);
    }

    [Fact]
    public void Anchors_have_the_papers_answers_and_the_formulas_synonyms()
    {
        int[] first = [17, 3, 44, 90, 8, 5, 61, 33, 72, 29], second = [4, 10, 99, 20, 31, 47, 58, 66, 70, 81];
        var (shift, synonyms) = (new AnchorFunctions { Rule = AnchorRule.Shift }, new AnchorFunctions { Rule = AnchorRule.Synonyms });
        Assert.Equal((47, 45, 14, 10), (shift.Answer(first), synonyms.Answer(first), shift.Answer(second), synonyms.Answer(second)));
        int[] answers = [.. Enumerable.Range(1, 4).Select(anchor => synonyms.Answer([20, anchor, 50]))];
        Assert.Equal([51, 50, 51, 50], answers);
    }

    [Fact]
    public void The_anchor_model_computes_the_last_row_of_ordinary_attention_and_trains_only_five_matrices()
    {
        var net = new AnchorNet(8, 12, 0.3, new RandomSource(1).Stream("weights"), Activation.Linear);
        Assert.Equal(["first", "key", "query", "second", "value"], net.named_parameters().Select(p => p.name).Order());
        using var scope = NewDisposeScope();
        var tokens = tensor(new long[] { 7, 3, 50, 12, 9, 1, 80, 33 }, [2, 4]).to(Devices.Default);
        var scores = net.call(tokens);
        Assert.Equal([2L, 201], scores.shape);
        // The same from the parts, with loops: a buffer is found by its name.
        Matrix<double> Part(string name) => net.named_parameters().Select(p => (p.name, (Tensor)p.parameter)).Concat(net.named_buffers().Select(b => (b.name, b.buffer))).First(p => p.name == name).Item2.ToMatrix();
        for (var b = 0; b < 2; b++)
        {
            var row = b;
            var x = Matrix<double>.Build.Dense(4, 8, (i, j) => Part("words")[(int)tokens[row, i].item<long>(), j] + Part("positions")[i, j]);
            var logits = x * (Part("key") * (x.Row(3) * Part("query"))) / Math.Sqrt(8);
            var attention = logits.PointwiseExp() / logits.PointwiseExp().Sum();
            var expected = attention * x * Part("value") * Part("first") * Part("second") * Part("readout");
            Assert.True((expected - scores.ToMatrix().Row(b)).L2Norm() < 1e-4 * expected.L2Norm());
        }
    }

    [Fact]
    public void A_short_anchor_training_is_reproducible_and_records_what_it_says()
    {
        var training = new AnchorTraining { Width = 16, Hidden = 24, Sequences = 400, BatchSize = 50, Steps = 20, RecordEvery = 5, Seed = 3 };
        var (first, second) = (training.Run().Log, training.Run().Log);
        Assert.Equal([0, 5, 10, 15, 20], first.Steps);
        Assert.Equal(first.Losses, second.Losses);
        Assert.All(first.Losses, loss => Assert.InRange(loss, 4.5, 6));
        Assert.Equal(5, first.Matrices.Length);
        Assert.NotEqual(first["value"].EffectiveRank[0], first["value"].EffectiveRank[4]);
    }

    [Fact]
    public void The_archive_holds_the_runs_that_it_says()
    {
        var runs = AnchorArchive.Read();
        Assert.Equal(AnchorArchive.Settings.Select(s => (s.Epsilon, s.Exponent, s.Seed)), runs.Select(r => (r.Epsilon, r.Exponent, r.Seed)));
        Assert.All(runs, run => Assert.All(run.Log.Losses, loss => Assert.InRange(loss, 0, 7)));
    }

    [Fact]
    public void A_short_text_training_records_both_layers()
    {
        var text = new TextCorpus { Name = "test", Source = "made here", Licence = "none", Text = string.Concat(Enumerable.Repeat("a rose is a rose is a rose. ", 40)) };
        var log = new TextTraining { Width = 8, Hidden = 12, Context = 6, BatchSize = 16, Steps = 40, RecordEvery = 20 }.Run(text).Log;
        Assert.Equal([0, 20, 40], log.Steps);
        Assert.Equal(10, log.Matrices.Length);
        Assert.True(log.Losses[2] < log.Losses[0]);
        Assert.InRange(log["first 2"].EffectiveRank[0], 1, 8);
    }
}
