using RankCollapse.Models.Data;
using RankCollapse.Models.Hopfield;
using RankCollapse.Randomness;

namespace RankCollapse.Models.Tests.Hopfield;

[Collection(Alone.Name)]
public class HopfieldStudyTests
{
    private static readonly RandomSource Random = new(1);

    private static readonly LanguageStudy Language = new()
    {
        Text = new TextCorpus { Name = "lines", Source = "here", Licence = "none", Text = string.Concat(Enumerable.Repeat("the quick brown fox jumps over the lazy dog.\n", 60)) },
        Context = 16, Width = 16, Heads = 2, Layers = 2, Steps = 12, BatchSize = 4, Validation = 8,
    };

    private static VisionStudy Vision
    {
        get
        {
            // Two classes: a bright upper or lower half.
            var (pixels, labels) = (new byte[200 * 64], new int[200]);
            for (var i = 0; i < 200; i++)
            {
                labels[i] = i % 2;
                for (var p = 0; p < 64; p++) pixels[(i * 64) + p] = (byte)((p / 32 == labels[i] ? 200 : 30) + (((i * 37) + (p * 11)) % 40));
            }

            var set = new ImageSet(new ImageOrigin { Name = "halves", Source = "here", ClassNames = ["upper", "lower"] }, new ImageShape(1, 8, 8), pixels, labels);
            return new VisionStudy { Train = set, Test = set.Take(100), PatchSide = 4, Width = 8, Heads = 2, Hidden = 16, Steps = 60, BatchSize = 20, Probe = 4, StepSize = 5e-3 };
        }
    }

    [Fact]
    public void Without_memory_a_training_repeats_the_ordinary_transformer_bit_for_bit()
    {
        var (ordinary, without) = (Language.RunOrdinary(Random.Stream(0)), Language.Run(HopfieldArm.Attention, Random.Stream(0)));
        Assert.Equal(ordinary.Log.Losses, without.Log.Losses);
        Assert.Equal(ordinary.ValidationLoss, without.ValidationLoss);
        Assert.NotEqual(ordinary.ValidationLoss, Language.Run(HopfieldArm.MemoryOnly(0.5), Random.Stream(0)).ValidationLoss);
    }

    [Fact]
    public void All_arms_of_the_language_study_have_as_many_parameters_and_learn()
    {
        HopfieldArm[] arms = [HopfieldArm.Attention, HopfieldArm.MemoryOnly(0.5), HopfieldArm.ConvexOnly(0.5), HopfieldArm.Hopfield(0.5, 0.5)];
        var outcomes = arms.Select(a => Language.Run(a, Random.Stream(0))).ToList();
        Assert.Single(outcomes.Select(o => o.Parameters).Distinct());
        Assert.All(outcomes, o => Assert.True(o.Log.Losses[^1] < o.Log.Losses[0] - 0.2, $"{o.Arm.Name}: {o.Log.Losses[0]} to {o.Log.Losses[^1]}"));
        Assert.All(outcomes, o => Assert.Equal(3, o.Cosines.Count));
    }

    [Fact]
    public void A_vision_transformer_with_memory_learns_two_classes_and_says_how_its_tokens_look()
    {
        var outcome = Vision.Run(HopfieldArm.Hopfield(0.5, 0.5), 2, Random.Stream(0));
        Assert.True(outcome.Accuracy > 0.9, $"accuracy {outcome.Accuracy}");
        Assert.Equal((3, 3, 2), (outcome.Cosines.Count, outcome.Residuals.Count, outcome.LargestScores.Count));
        Assert.True(outcome.FirstQueryGradient > 0);
        Assert.Equal(outcome.Log.Losses, Vision.Run(HopfieldArm.Hopfield(0.5, 0.5), 2, Random.Stream(0)).Log.Losses);
    }

    [Fact]
    public void A_class_token_that_reads_nothing_leaves_the_classifier_at_chance()
    {
        var outcome = Vision.Run(HopfieldArm.Hopfield(1, 0.5), 2, Random.Stream(0));
        Assert.Equal(0.5, outcome.Accuracy);
        Assert.Equal(0, outcome.FirstQueryGradient);
    }

    [Fact]
    public void At_depth_one_without_a_skip_path_memory_is_attention() => Assert.Equal(
        Vision.Run(HopfieldArm.Attention with { Skip = SkipPath.None }, 1, Random.Stream(0)).Log.Losses,
        Vision.Run(new HopfieldArm { Name = "MHA", Memory = 0.8, Skip = SkipPath.None }, 1, Random.Stream(0)).Log.Losses);

    [Theory, InlineData(false), InlineData(true)]
    public void At_random_weights_memory_slows_collapse_only_without_a_skip_path(bool mlp)
    {
        double Median(double memory, SkipPath skip) => Enumerable.Range(0, 5).Select(seed => new RandomEncoder { Layers = 8, HasMlp = mlp }
            .Run(new HopfieldArm { Name = "arm", Memory = memory, Skip = skip }, Random.Stream(seed)).Residuals[^1]).Order().ElementAt(2);
        var (none, half, most) = (Median(0, SkipPath.None), Median(0.5, SkipPath.None), Median(0.8, SkipPath.None));
        Assert.True(most > half && half > 1e3 * none, $"{none}, {half}, {most}");
        foreach (var skip in new[] { SkipPath.Unit, SkipPath.Convex(0.5) }) Assert.InRange(Median(0.8, skip) / Median(0, skip), 0.5, 2);
    }
}
