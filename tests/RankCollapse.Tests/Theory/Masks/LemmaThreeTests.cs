using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Masks;

public class LemmaThreeTests
{
    [Fact]
    public void The_printed_step_fails_on_three_tokens_while_the_lemma_holds()
    {
        var lemma = LemmaThree.CounterexampleToPrintedStep();
        Assert.Equal(0.25, lemma.CenterWeight);
        Assert.False(lemma.PrintedStepHolds(0.9));
        Assert.True(lemma.PrintedStepHolds(0.2));
        // P·x = (0.2, 0.15, 0.3).
        Close.To(0.15, lemma.ObservedContraction, 1e-15);
        Assert.Equal((0.75, 0.875), (lemma.TrueContraction, lemma.BestPrintedContraction));
    }

    [Fact]
    public void The_two_printed_cases_prove_most_at_one_half()
    {
        var lemma = LemmaThree.CounterexampleToPrintedStep();
        Close.To(1 - (0.1 * 0.25), lemma.PrintedContraction(0.9), 1e-15);
        Assert.Equal(lemma.PrintedContraction(0.3), lemma.PrintedContraction(0.7), 1e-15);
        Assert.All(Enumerable.Range(0, 11), k => Assert.True(lemma.PrintedContraction(k / 10.0) >= lemma.BestPrintedContraction));
    }

    [Fact]
    public void The_step_at_one_half_and_the_full_contraction_hold_for_random_products()
    {
        var failures = 0;
        for (var sample = 0; sample < 300; sample++)
        {
            var random = new RandomSource(6).Stream(sample);
            var mask = AttentionMask.UnidirectionalWindow(4);
            var run = new MaskedAttention(mask).Run(random.NormalMatrix(4, 3), 3, AttentionWeights.Normal(3, 0.5, random));
            var lemma = new LemmaThree(run.AttentionProduct(0, 3), center: 0, random.NormalMatrix(4, 1).Column(0).ToArray());
            Assert.True(lemma.PrintedStepHolds(0.5), $"sample {sample}");
            Assert.True(lemma.ObservedContraction <= lemma.TrueContraction + 1e-12, $"sample {sample}");
            Assert.True(lemma.CenterWeight >= Math.Pow(run.AttentionFloor, 3) * (1 - 1e-12), $"sample {sample}");
            if (!lemma.PrintedStepHolds(0.95)) failures++;
        }

        Assert.True(failures > 0, "the printed step at p = 0.95 should fail for some samples");
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        var layer = new UniformAttention(AttentionMask.Causal(3)).ToMatrix();
        Assert.StartsWith(
            "Some token had no weight on token 2; the lemma needs a column of positive entries. Use as many layers as the radius and a center.",
            Assert.Throws<ArgumentException>(() => new LemmaThree(layer, 2, [1, 2, 3])).Message);
        Assert.StartsWith(
            "There were 2 numbers for 3 tokens; one per token is needed. Pass one column of the tokens.",
            Assert.Throws<ArgumentException>(() => new LemmaThree(layer, 0, [1, 2])).Message);
        Assert.StartsWith(
            "All numbers were equal; a contraction needs a range above 0. Nothing is left to contract.",
            Assert.Throws<ArgumentException>(() => new LemmaThree(layer, 0, [2, 2, 2])).Message);
        Assert.StartsWith(
            "center was 3; it must be in [0, 2]. Tokens are numbered from 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new LemmaThree(layer, 3, [1, 2, 3])).Message);
        Assert.StartsWith(
            "p was 1.5; it must be in [0, 1]. It splits the range of x into the two cases of the proof.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new LemmaThree(layer, 0, [1, 2, 3]).PrintedContraction(1.5)).Message);
    }
}
