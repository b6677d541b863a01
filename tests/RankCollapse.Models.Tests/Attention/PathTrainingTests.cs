using RankCollapse.Models.Attention;
using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Attention;

public class PathTrainingTests
{
    private static readonly PathNetworkShape Small = new(Width: 12, Heads: 2, Layers: 2, Classes: 1);

    private static RandomStream Stream(string name) => new RandomSource(4).Stream(name);

    private static PathTask Sorting(int train = 60) => PathTask.Of(new SortingTask().Draw(train, Stream("train")), new SortingTask().Draw(40, Stream("test")));

    [Fact]
    public void What_can_be_guessed_is_counted_from_the_training_set_and_judged_on_the_test_set()
    {
        var task = Sorting();
        var (train, test) = (new SortingTask().Draw(60, Stream("train")), new SortingTask().Draw(40, Stream("test")));
        var right = 0;
        for (var position = 0; position < 8; position++)
        {
            var counts = new int[10];
            for (var i = 0; i < 60; i++) counts[train.TargetsOf(i)[position]]++;
            var guess = Array.IndexOf(counts, counts.Max());
            for (var i = 0; i < 40; i++) right += test.TargetsOf(i)[position] == guess ? 1 : 0;
        }

        Assert.Equal(right / 320.0, task.PositionGuess, 1e-12);
        // Numbers are uniform, so one number for all positions is right in about a tenth of 320 cases; 6 standard errors.
        Assert.InRange(task.Guess, 0.1 - 0.1, 0.1 + 0.1);
        Assert.True(task.PositionGuess > task.Guess, "a sorted sequence says much by its positions alone");
        Assert.Equal((60, 40, 10), (task.TrainingCount, task.TestCount, task.Classes));
    }

    [Fact]
    public void A_few_labels_are_remembered_and_the_same_stream_gives_the_same_network()
    {
        var few = new MemorisationTask { Length = 4, Vocabulary = 20 }.Draw(5, Stream("few"));
        var task = PathTask.Of(few, few);
        var training = new PathTraining { Steps = 150, BatchSize = 5, StepSize = 1e-2 };
        var two = training.Run(task, Small, 2, Stream("run"));
        using var again = training.Run(task, Small, Stream("run").Stream(1));
        // 20 labels of 20 words: chance alone would need 2^-20.
        Assert.Equal(1, two[0].Accuracy);
        Assert.Equal(again.Log.Losses, two[1].Log.Losses);
        Assert.NotEqual(two[0].Log.Losses, two[1].Log.Losses);
        foreach (var one in two) one.Dispose();
    }

    [Fact]
    public void A_path_of_length_zero_ignores_the_other_tokens_and_is_judged_by_the_classifier_alone()
    {
        var task = Sorting();
        using var trained = new PathTraining { Steps = 5 }.Run(task, Small, Stream("run"));
        Assert.Equal(trained.PathAccuracy(0, 1, Stream("a")), trained.PathAccuracy(0, 7, Stream("b")), 1e-12);
        Assert.InRange(trained.PathAccuracy(2, 3, Stream("a")), 0, 1);
    }

    [Fact]
    public void Skip_shares_are_those_of_the_code_and_a_layer_without_output_leaves_everything_to_the_skip_path()
    {
        using var scope = NewDisposeScope();
        var network = Initialisation.Usual(new PathNetwork(nn.Identity(), new PathNetworkShape(12, 3, 2, 4)), Stream("weights"));
        var tokens = zeros(2, 5, 12).FillNormal(1, Stream("tokens"));
        var layer = (SplitAttention)network.named_modules().Single(m => m.name == "layers.0").module;
        double Product(Tensor x) => Measures.CompositeNorm.Product(x.ToMatrix());
        using (no_grad())
        {
            var attended = layer.call(tokens);
            var expected = Enumerable.Range(0, 2).Average(b => Product(tokens[b]) / (Product(tokens[b]) + Product(attended[b])));
            Assert.Equal(expected, network.SkipShares(tokens)[0], 1e-5);
            foreach (var weight in layer.named_parameters().Where(p => p.name.StartsWith("output", StringComparison.Ordinal))) weight.parameter.zero_();
        }

        Assert.Equal(1, network.SkipShares(tokens)[0], 1e-12);
    }

    [Fact]
    public void Points_are_told_apart_by_their_distance_only_when_the_embedding_has_biases()
    {
        using var scope = NewDisposeScope();
        var far = zeros(1, 1, 2).FillNormal(1, Stream("point"));
        double Difference(PointEmbedding embedding) => (embedding.call(far) - embedding.call(2 * far)).abs().max().item<float>();
        Assert.InRange(Difference(Initialisation.Scaled(new PointEmbedding(2, 16), 1, Stream("scaled"))), 0, 0.6);
        Assert.True(Difference(Initialisation.Usual(new PointEmbedding(2, 16), Stream("usual"))) > Difference(Initialisation.Scaled(new PointEmbedding(2, 16), 1, Stream("usual"))));
    }

    [Fact]
    public void Malformed_tasks_and_trainings_are_refused()
    {
        var sorting = new SortingTask().Draw(3, Stream("train"));
        var shorter = new SortingTask { Length = 5 }.Draw(3, Stream("train"));
        Assert.StartsWith("The training set was TokenTaskShape", Assert.Throws<ArgumentException>(() => PathTask.Of(sorting, shorter)).Message, StringComparison.Ordinal);
        var recall = new AssociativeRecall { Length = 16, Pairs = 2, Vocabulary = 32 }.Draw(3, Stream("train"));
        Assert.StartsWith("A position of the task does not count", Assert.Throws<ArgumentException>(() => PathTask.Of(recall, recall)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Steps was 0; it must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new PathTraining { Steps = 0 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("runs was 0; it must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new PathTraining { Steps = 1 }.Run(Sorting(), Small, 0, Stream("run"))).Message, StringComparison.Ordinal);
    }
}
