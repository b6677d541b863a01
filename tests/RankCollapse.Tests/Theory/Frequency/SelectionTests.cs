using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Frequency;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Frequency;

public class SelectionTests
{
    [Fact]
    public void Scores_and_their_orders_are_those_of_the_reference()
    {
        var expected = FrequencyOracle.Outputs("selection");
        Close.To(expected.GetProperty("A_head0").Matrix(), FrequencyOracle.Heads[0], 1e-9);
        Close.To(expected.GetProperty("A_head1").Matrix(), FrequencyOracle.Heads[1], 1e-9);
        Same("score_mean_over_heads_of_colsum(A_HP)", TokenScores.ReceivedAttentionReference(FrequencyOracle.Heads));
        Same("token_HC_norm", TokenScores.OwnDeviation(FrequencyOracle.Tokens));
        Same("cos_to_DC", TokenScores.CosineToMean(FrequencyOracle.Tokens));
        Order("order_desc", TokenScores.ReceivedAttention(FrequencyOracle.Heads));
        // The file takes the norm of the mean over heads; the score itself takes the mean of the norms, since heads write to different channels.
        var together = (FrequencyOracle.Heads[0] + FrequencyOracle.Heads[1]) / 2;
        Order("order_HC_column", TokenScores.InjectedEnergy(together));
        Same("HC_column_norm_score", TokenScores.InjectedEnergy(together));
        Close.To((TokenScores.InjectedEnergy(FrequencyOracle.Heads[0])[5] + TokenScores.InjectedEnergy(FrequencyOracle.Heads[1])[5]) / 2, TokenScores.InjectedEnergy(FrequencyOracle.Heads)[5], 1e-15);
        // The mean over both heads of scores divided by √2.
        var summed = TokenScores.SummedScores(FrequencyOracle.Query, FrequencyOracle.Key / Math.Sqrt(8));
        Same("logit_score_mean_q(q.k)", [.. summed]);
        Order("order_logit", summed);

        void Same(string name, double[] got)
        {
            foreach (var (want, value) in expected.GetProperty(name).Numbers().Zip(got)) Close.To(want, value, 1e-9, name);
        }

        void Order(string name, double[] scores) =>
            Assert.Equal(expected.GetProperty(name).Numbers().Select(v => (int)v), TokenSets.Highest(scores, scores.Length));
    }

    [Fact]
    public void High_pass_score_is_the_received_attention_minus_one_so_the_sets_are_equal()
    {
        for (var sample = 0; sample < 50; sample++)
        {
            var random = new RandomSource(41).Stream(sample);
            Matrix<double>[] heads = [.. Enumerable.Range(0, 3).Select(_ => FrequencyOracle.Attention(random, 9, 2))];
            var (received, printed) = (TokenScores.ReceivedAttention(heads), TokenScores.ReceivedAttentionReference(heads));
            for (var k = 0; k < 9; k++) Close.To(received[k] - 1, printed[k], 1e-12);
            Assert.Equal(TokenSets.Highest(received, 4), TokenSets.Highest(printed, 4));
            // Weight of each token in the mean of the output.
            var mean = Matrix<double>.Build.Dense(1, 9, 1.0 / 9) * heads.Aggregate((a, b) => a + b) / 3;
            for (var k = 0; k < 9; k++) Close.To(mean[0, k], received[k] / 9, 1e-14);
        }
    }

    [Fact]
    public void A_pure_sink_has_the_largest_score_and_no_high_frequency()
    {
        var sink = Matrix<double>.Build.Dense(7, 7, (_, j) => j == 0 ? 1 : 0);
        Close.To(6, TokenScores.ReceivedAttentionReference(sink)[0], 1e-12);
        Assert.Equal(0, TokenScores.ReceivedAttention(sink)[1..].Max());
        Assert.Equal(0, TokenScores.InjectedEnergy(sink).Max());
    }

    [Fact]
    public void Injected_energy_is_what_a_unit_change_of_one_token_brings_into_the_high_part()
    {
        var attention = FrequencyOracle.Heads[1];
        var energy = TokenScores.InjectedEnergy(attention);
        for (var k = 0; k < 6; k++)
        {
            var unit = Matrix<double>.Build.Dense(6, 1, (i, _) => i == k ? 1 : 0);
            var h = Matrix<double>.Build.Dense(6, 6, (i, j) => (i == j ? 1 : 0) - (1.0 / 6));
            Close.To((h * attention * h * unit).FrobeniusNorm(), energy[k], 1e-14);
            // H·A·H = H·A, so it is the contrast of a column, too.
            Close.To((h * attention * unit).FrobeniusNorm(), energy[k], 1e-14);
        }
    }

    [Fact]
    public void Ranking_by_summed_scores_differs_from_that_by_attention()
    {
        var scores = Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 3, -9 }, { 0, 3, 5 }, { 0, -9, 5 } });
        var received = TokenScores.ReceivedAttention(RowSoftmax.Of(scores));
        foreach (var (want, got) in new[] { 0.0600, 1.0711, 1.8689 }.Zip(received)) Close.To(want, got, 5e-5);
        var summed = TokenScores.SummedScores(Matrix<double>.Build.DenseIdentity(3), scores.Transpose());
        foreach (var (want, got) in new double[] { 0, -3, 1 }.Zip(summed)) Close.To(want / 3, got, 1e-15);
        Assert.Equal([2, 1, 0], TokenSets.Highest(received, 3));
        Assert.Equal([2, 0, 1], TokenSets.Highest(summed, 3));
        foreach (var (fast, plain) in summed.Zip(TokenScores.SummedScoresReference(Matrix<double>.Build.DenseIdentity(3), scores.Transpose()))) Close.To(plain, fast, 1e-15);
    }

    [Fact]
    public void Class_attention_is_a_row_and_sets_have_the_sizes_of_the_paper()
    {
        Close.To((FrequencyOracle.Heads[0][2, 4] + FrequencyOracle.Heads[1][2, 4]) / 2, TokenScores.ClassAttention(2, FrequencyOracle.Heads)[4], 1e-15);
        Assert.Equal((137, 95, 66), (TokenSets.Size(196, 0.7), TokenSets.Size(137, 0.7), TokenSets.Size(95, 0.7)));
        // 100 · 0.57 is 56.99999999999999 in double precision.
        Assert.Equal(57, TokenSets.Size(100, 0.57));
        Assert.Equal(49, TokenSets.Size(196, 0.25));
        Assert.Equal([3, 0], TokenSets.Lowest([1, 5, 5, 0], 2));
        Assert.Equal([1, 2], TokenSets.Highest([1, 5, 5, 0], 2));
    }

    [Fact]
    public void Chance_level_is_the_overlap_of_random_sets()
    {
        Assert.Equal(0.2, TokenSets.IntersectionOverUnion([0, 1, 2], [2, 3, 4]));
        var random = new RandomSource(42).Stream("sets");
        var overlaps = Enumerable.Range(0, 4000).Select(_ => TokenSets.IntersectionOverUnion(Draw(), Draw())).ToList();
        var error = Math.Sqrt(overlaps.Average(o => Math.Pow(o - overlaps.Average(), 2)) / overlaps.Count);
        // The mean ratio differs from the ratio of means by a term of second order in the spread, below 0.002 here.
        Close.To(TokenSets.ChanceLevel(64, 32), overlaps.Average(), (5 * error) + 0.002);

        int[] Draw()
        {
            double[] scores = [.. Enumerable.Range(0, 64).Select(_ => random.NextUniform())];
            return TokenSets.Highest(scores, 32);
        }
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith("No head was given; at least 1 is needed.", Assert.Throws<ArgumentException>(() => TokenScores.ReceivedAttention()).Message);
        Assert.StartsWith("classToken was 9; there are 6 tokens", Assert.Throws<ArgumentOutOfRangeException>(() => TokenScores.ClassAttention(9, FrequencyOracle.Heads)).Message);
        Assert.StartsWith("A token or the mean of all had length 0", Assert.Throws<ArgumentException>(() => TokenScores.CosineToMean(Matrix<double>.Build.Dense(2, 2))).Message);
        Assert.StartsWith("Both sets were empty", Assert.Throws<ArgumentException>(() => TokenSets.IntersectionOverUnion([], [])).Message);
    }
}
