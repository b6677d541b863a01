using RankCollapse.Models.Data;
using RankCollapse.Randomness;

namespace RankCollapse.Models.Tests.Data;

public sealed class TokenTaskTests
{
    private static readonly AssociativeRecall Recall = new() { Length = 64, Pairs = 4, Vocabulary = 8192 };

    private static RandomStream Stream(string name = "data") => new RandomSource(7).Stream(name);

    [Theory]
    [InlineData(64, 4, 8192)]
    [InlineData(16, 4, 32)]
    [InlineData(128, 8, 18)]
    [InlineData(512, 64, 8192)]
    public void Every_query_is_answered_by_a_literal_look_up_among_the_pairs(int length, int pairs, int vocabulary)
    {
        var task = new AssociativeRecall { Length = length, Pairs = pairs, Vocabulary = vocabulary }.Draw(200, Stream());
        for (var i = 0; i < task.Count; i++)
        {
            var (sequence, targets, scored) = (task.Sequence(i).ToArray(), task.TargetsOf(i).ToArray(), task.ScoredOf(i));
            var book = Enumerable.Range(0, pairs).ToDictionary(pair => sequence[2 * pair], pair => sequence[(2 * pair) + 1]);
            Assert.Equal(pairs, book.Values.Distinct().Count());
            Assert.True(book.Keys.All(key => key >= 1 && key < vocabulary / 2));
            Assert.True(book.Values.All(value => value >= vocabulary / 2 && value < vocabulary));
            var queries = Enumerable.Range(0, length).Where(place => scored[place]).ToArray();
            Assert.Equal(book.Keys.Order(), queries.Select(place => sequence[place]).Order());
            Assert.True(queries.All(place => place >= 2 * pairs && place % 2 == 0 && targets[place] == book[sequence[place]]));
            foreach (var place in Enumerable.Range(2 * pairs, length - (2 * pairs)).Except(queries))
                Assert.Equal((AssociativeRecall.Filler, TokenTask.Unscored), (sequence[place], targets[place]));
        }
    }

    [Theory]
    [InlineData(0.99)]
    [InlineData(0.0)]
    public void The_first_gap_follows_its_power_law(double decay)
    {
        const int count = 20_000;
        var task = (Recall with { GapDecay = decay }).Draw(count, Stream());
        var found = new int[28];
        for (var i = 0; i < count; i++) found[(task.Sequence(i)[8..].IndexOf(task.Sequence(i)[0])) / 2]++;
        var weights = Enumerable.Range(1, 28).Select(j => Math.Pow(j, -decay)).ToArray();
        for (var gap = 0; gap < 28; gap++)
        {
            // The first key draws before any place is taken, so its law is exact; six binomial standard errors.
            var p = weights[gap] / weights.Sum();
            Assert.InRange(found[gap], (count * p) - (6 * Math.Sqrt(count * p * (1 - p))), (count * p) + (6 * Math.Sqrt(count * p * (1 - p))));
        }
    }

    [Fact]
    public void Recall_of_sizes_that_do_not_fit_is_refused_with_the_numbers()
    {
        Assert.StartsWith("Length was 14 with 4 pairs; it must be even and at least 16,",
            Assert.Throws<ArgumentException>(() => (Recall with { Length = 14 }).Draw(1, Stream())).Message);
        Assert.StartsWith("Length was 65 with 4 pairs; it must be even", Assert.Throws<ArgumentException>(() => (Recall with { Length = 65 }).Draw(1, Stream())).Message);
        Assert.StartsWith("Vocabulary was 8 with 4 pairs; it must be even and at least 10,",
            Assert.Throws<ArgumentException>(() => (Recall with { Vocabulary = 8 }).Draw(1, Stream())).Message);
        Assert.StartsWith("Pairs was 0; it must be at least 1. The smallest published size has 4 in 64 tokens.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Recall with { Pairs = 0 }).Message);
        Assert.StartsWith("GapDecay was NaN; it must be finite and at least 0. Use 0 for uniform gaps.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Recall with { GapDecay = double.NaN }).Message);
        Assert.StartsWith("count was 0; it must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(() => Recall.Draw(0, Stream())).Message);
    }

    [Fact]
    public void A_stream_gives_one_set_its_steps_give_fresh_ones_and_a_longer_set_begins_with_the_shorter()
    {
        foreach (var draw in new Func<int, RandomStream, TokenTask>[]
        {
            Recall.Draw, new SortingTask().Draw, new MemorisationTask().Draw, new AnchorFunctions { Rule = AnchorRule.Shift }.Draw,
        })
        {
            var task = draw(30, Stream());
            Assert.Equal(task.Inputs.ToArray(), draw(30, Stream()).Inputs.ToArray());
            Assert.Equal(task.Targets.ToArray(), draw(90, Stream()).Targets[..task.Targets.Length].ToArray());
            Assert.NotEqual(task.Inputs.ToArray(), draw(30, Stream().AtStep(1)).Inputs.ToArray());
            Assert.NotEqual(task.Inputs.ToArray(), draw(30, Stream("other")).Inputs.ToArray());
        }
    }

    [Fact]
    public void Sorted_targets_are_the_same_numbers_in_order()
    {
        var task = new SortingTask().Draw(500, Stream());
        Assert.Equal(new TokenTaskShape(8, 10, 10), task.Shape);
        for (var i = 0; i < task.Count; i++) Assert.Equal(task.Sequence(i).ToArray().Order(), task.TargetsOf(i).ToArray());
        Assert.Contains(Enumerable.Range(0, task.Count), i => task.Sequence(i).ToArray().Distinct().Count() < 8);
    }

    [Fact]
    public void Numbers_to_sort_and_labels_to_remember_are_uniform()
    {
        var numbers = new SortingTask().Draw(10_000, Stream()).Inputs.ToArray();
        // 80000 numbers: a count of one of ten has standard error 85; six of them.
        foreach (var group in numbers.GroupBy(number => number)) Assert.InRange(group.Count(), 8_000 - 510, 8_000 + 510);
        var task = new MemorisationTask { Length = 50, Vocabulary = 2 }.Draw(2_000, Stream());
        var same = Enumerable.Range(0, 100_000).Count(i => task.Inputs[i] == task.Targets[i]);
        // Token and label are independent bits: they agree in half of 100000 places, standard error 158.
        Assert.InRange(same, 50_000 - 950, 50_000 + 950);
    }

    [Theory]
    [InlineData(new[] { 17, 3, 44, 90, 8, 5, 61, 33, 72, 29 }, 47, 45)]
    [InlineData(new[] { 4, 10, 99, 20, 31, 47, 58, 66, 70, 81 }, 14, 10)]
    public void Anchor_answers_are_the_reference_values(int[] sequence, int shift, int synonyms)
    {
        Assert.Equal(shift, new AnchorFunctions { Rule = AnchorRule.Shift }.Answer(sequence));
        Assert.Equal(synonyms, new AnchorFunctions { Rule = AnchorRule.Synonyms }.Answer(sequence));
    }

    [Fact]
    public void Anchor_sequences_hold_one_anchor_uniform_over_all_places_but_the_last()
    {
        const int count = 36_000;
        var task = new AnchorFunctions { Rule = AnchorRule.Synonyms }.Draw(count, Stream());
        var seen = new int[9, 5];
        for (var i = 0; i < count; i++)
        {
            var sequence = task.Sequence(i).ToArray();
            var place = Array.FindIndex(sequence, token => token <= 4);
            seen[place, sequence[place]]++;
            Assert.True(sequence.Where((_, j) => j != place).All(token => token is >= 5 and <= 100));
            Assert.Equal([9], Enumerable.Range(0, 10).Where(j => task.ScoredOf(i)[j]));
            Assert.Equal(sequence[place + 1] + (sequence[place] % 2), task.TargetsOf(i)[9]);
        }

        // 36 equally likely outcomes of 1000 each: standard error 31, six of them.
        for (var place = 0; place < 9; place++)
        {
            for (var anchor = 1; anchor <= 4; anchor++) Assert.InRange(seen[place, anchor], 1_000 - 188, 1_000 + 188);
        }
    }

    [Fact]
    public void A_sequence_without_exactly_one_anchor_has_no_answer()
    {
        var functions = new AnchorFunctions { Rule = AnchorRule.Shift };
        foreach (var sequence in new int[][] { [7, 8], [1, 9, 2, 8], [9, 9, 1] })
        {
            Assert.StartsWith($"The sequence [{string.Join(", ", sequence)}] must hold exactly one anchor from 1 to 4, not at its end.",
                Assert.Throws<ArgumentException>(() => functions.Answer(sequence)).Message);
        }

        Assert.StartsWith("Rule was 9; it must be AnchorRule.Shift or AnchorRule.Synonyms.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new AnchorFunctions { Rule = (AnchorRule)9 }).Message);
    }

    [Fact]
    public void Batches_are_copied_as_64_bit_integers()
    {
        var task = Recall.Draw(5, Stream());
        var (inputs, targets) = (new long[128], new long[128]);
        task.CopyInputs([3, 1], inputs);
        task.CopyTargets([3, 1], targets);
        Assert.Equal([.. task.Sequence(3), .. task.Sequence(1)], inputs.Select(token => (int)token));
        Assert.Equal([.. task.TargetsOf(3), .. task.TargetsOf(1)], targets.Select(token => (int)token));
        Assert.StartsWith("The output of CopyInputs had 127 entries; it fills [2] sequences of 64, so 128 are needed.",
            Assert.Throws<ArgumentException>(() => task.CopyInputs([3, 1], inputs.AsSpan(1))).Message);
        Assert.StartsWith("The sequence number was 5; there are 5, numbered from 0 to 4.",
            Assert.Throws<ArgumentOutOfRangeException>(() => task.ScoredOf(5)).Message);
    }
}
