using RankCollapse.Models.LambdaSkip;
using RankCollapse.Randomness;

namespace RankCollapse.Models.Tests.LambdaSkip;

[Collection(Alone.Name)]
public class RecallStudyTests
{
    private static readonly RecallStudy Small = new() { Steps = 20, Width = 16, Batch = 8, TestSequences = 32, States = 4 };

    private static RandomStream Seed(long seed) => new RandomSource(1).Stream(seed);

    [Theory]
    [InlineData(RecallMixer.SoftmaxAttention)]
    [InlineData(RecallMixer.LinearAttention)]
    [InlineData(RecallMixer.Mamba)]
    [InlineData(RecallMixer.Mamba2)]
    public void A_training_repeats_itself_and_moves_lambda_only_where_it_is_learned(RecallMixer mixer)
    {
        var learned = (Small with { LearnsSkip = true }).Train(mixer, Seed(1));
        var again = (Small with { LearnsSkip = true }).Train(mixer, Seed(1));
        var kept = Small.Train(mixer, Seed(1));
        Assert.Equal(learned.Loss, again.Loss);
        Assert.Equal(learned.SkipStrengths, again.SkipStrengths);
        Assert.All(learned.SkipStrengths, lambda => Assert.NotEqual(1, lambda));
        Assert.All(kept.SkipStrengths, lambda => Assert.Equal(1, lambda));
        Assert.Equal(kept.ResidualsBefore, learned.ResidualsBefore);
        Assert.Equal(3, kept.ResidualsAfter.Count);
        Assert.Null(kept.DivergedAt);
    }

    [Fact]
    public void Trainings_beside_each_other_give_what_they_give_alone()
    {
        var alone = Small.Train(RecallMixer.Mamba, Seed(2));
        var beside = new RecallOutcome[4];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 2 }, k => beside[k] = Small.Train(k % 2 == 0 ? RecallMixer.Mamba : RecallMixer.Mamba2, Seed(2)));
        Assert.Equal(alone.Loss, beside[0].Loss);
        Assert.Equal(alone.Loss, beside[2].Loss);
    }

    [Fact]
    public void Attention_learns_to_recall_far_above_chance()
    {
        var outcome = new RecallStudy { Steps = 400, Width = 32, Batch = 32, TestSequences = 256 }.Train(RecallMixer.SoftmaxAttention, Seed(3));
        // A model that names one of the four values of its sequence is right in a quarter of the cases, with a loss of log 4 = 1.39.
        Assert.True(outcome.Accuracy > 0.5 && outcome.Loss < 1.2, $"accuracy {outcome.Accuracy}, loss {outcome.Loss}");
    }
}
