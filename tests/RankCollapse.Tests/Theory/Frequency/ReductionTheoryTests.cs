using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Frequency;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Frequency;

public class ReductionTheoryTests
{
    [Fact]
    public void Sink_example_has_the_reference_values_and_breaks_equation_4()
    {
        var example = new SinkExample { OwnScore = 2, SinkScore = 5 };
        var expected = FrequencyOracle.Outputs("eq4_sink_s2.0_T5.0");
        Close.To(expected.GetProperty("HC_full").GetDouble(), example.FullNorm, 1e-12);
        Close.To(expected.GetProperty("HC_pruned").GetDouble(), example.PrunedNorm, 1e-12);
        Close.To(expected.GetProperty("A_full").Matrix(), example.FullAttention, 1e-12);
        Close.To(expected.GetProperty("A_pruned").Matrix(), example.PrunedAttention, 1e-12);
        var strong = new SinkExample();
        Close.To(1.74e-4, strong.FullNorm, 5e-7);
        Close.To(1.407220, strong.PrunedNorm, 5e-7);
        Assert.True(strong.Ratio > 8000);
    }

    [Fact]
    public void Dropping_the_third_token_raises_the_norm_at_every_sink_score_and_ever_more()
    {
        // Its value is 0, so it dilutes both outputs wherever it gets weight: the ratio is above 1 even without a sink.
        foreach (var own in new[] { 0.1, 0.5, 3, 10 })
        {
            double[] ratios = [.. Enumerable.Range(0, 25).Select(k => new SinkExample { OwnScore = own, SinkScore = 0.5 * k }.Ratio)];
            Assert.True(ratios[0] > 1, $"own score {own}");
            Assert.Equal(ratios.Order(), ratios);
        }

        Close.To(1.04966, new SinkExample { SinkScore = 0 }.Ratio, 1e-5);
        Assert.Equal(new SinkExample().FullNorm, new SinkExample().NormKeeping(0, 1, 2));
        Assert.True(new SinkExample { SinkScore = 0 }.NormKeeping(0, 2) < new SinkExample { SinkScore = 0 }.FullNorm, "another kept set obeys the inequality");
    }

    [Fact]
    public void Picking_and_averaging_disjoint_clusters_never_enlarge_the_high_part_and_no_map_exceeds_its_bound()
    {
        for (var sample = 0; sample < 400; sample++)
        {
            var random = new RandomSource(35).Stream(sample);
            var x = random.NormalMatrix(8, 3);
            int[] cluster = [.. Enumerable.Range(0, 8).Select(_ => random.NextInteger(4))];
            var averaging = TokenMap.Averaging(8, [.. Enumerable.Range(0, 8).GroupBy(i => cluster[i]).Select(g => g.ToArray())]);
            Assert.True(averaging.GainBound <= 1 + 1e-15);
            Assert.True(averaging.Gain(x) <= 1 + 1e-12, $"averaging, sample {sample}");
            Assert.True(TokenMap.Keeping(8, 0, 3, 5).Gain(x) <= 1 + 1e-12, $"picking, sample {sample}");
            var any = new TokenMap(Matrix<double>.Build.Dense(4, 8, (_, _) => random.NextExponential()).NormalizeRows(1));
            Assert.True(any.Gain(x) <= any.GainBound + 1e-12, $"general map, sample {sample}");
        }
    }

    [Fact]
    public void A_map_with_overlapping_rows_enlarges_the_high_part()
    {
        var x = Matrix<double>.Build.Dense(10, 1, (i, _) => i switch { 0 => 1, 1 => -1, _ => 0 });
        var twice = TokenMap.Keeping(10, 0, 0, 1, 1);
        Close.To(2, TokenResidual.Absolute(twice.Apply(x)), 1e-15);
        Close.To(Math.Sqrt(2), twice.Gain(x), 1e-15);
        Close.To(twice.GainBound, twice.Gain(x), 1e-15, "the bound is attained");
        var soft = new TokenMap(Matrix<double>.Build.Dense(4, 10, (i, j) => j == i / 2 ? 0.82 : 0.02));
        Close.To(1.6, TokenResidual.Absolute(soft.Apply(x)), 1e-12);
    }

    [Fact]
    public void Reference_map_has_its_values()
    {
        var map = new TokenMap(RowSoftmax.Of(4 * FrequencyOracle.Sine(3, 5, 0.4, 2.1, 1.7)));
        var x = FrequencyOracle.Sine(5, 2, 0.8, 1.9, 0.6);
        Close.To(FrequencyOracle.Number("merge_row_stochastic", "HC_before"), TokenResidual.Absolute(x), 1e-9);
        Close.To(FrequencyOracle.Number("merge_row_stochastic", "HC_after"), TokenResidual.Absolute(map.Apply(x)), 1e-9);
        Close.To(Math.Sqrt(FrequencyOracle.Number("merge_row_stochastic", "max_column_sum")), map.GainBound, 1e-9);
        Close.To(FrequencyOracle.Number("merge_row_stochastic", "corrected_bound"), map.GainBound * TokenResidual.Absolute(x), 1e-9);
    }

    [Fact]
    public void Variance_splits_into_within_and_between_and_a_subset_can_have_more_per_token()
    {
        var x = new RandomSource(36).Stream("split").NormalMatrix(9, 4);
        var split = VarianceSplit.Of(x, [0, 0, 1, 1, 1, 2, 7, 7, 2]);
        Close.To(split.Total, split.Within + split.Between, 1e-12);
        Close.To(Math.Pow(TokenResidual.Absolute(x), 2), split.Total, 1e-12);
        Assert.Equal(0.4, VarianceSplit.PerToken([-1, 0, 0, 0, 1]), 1e-15);
        Assert.Equal(1, VarianceSplit.PerToken([-1, 1]), 1e-15);
    }

    [Fact]
    public void Merging_step_has_the_reference_pairs_sizes_and_tokens()
    {
        var x = FrequencyOracle.Sine(8, 3, 0.2, 0.9, 1.3);
        var step = BipartiteMerging.Of(x, x, [1, 1, 1, 1, 1, 1, 1, 1], 2);
        var expected = FrequencyOracle.Outputs("tome");
        Assert.Equal(expected.GetProperty("merged_sources").Numbers().Select(v => (int)v), step.Sources);
        Assert.Equal(expected.GetProperty("targets").Numbers().Select(v => (int)v), step.Targets);
        Assert.Equal(expected.GetProperty("sizes_out").Numbers(), step.Sizes);
        Close.To(expected.GetProperty("X_out(unmerged evens, then odds)").Matrix(), step.Tokens, 1e-12);
        Close.To(FrequencyOracle.Number("tome", "HC_before"), TokenResidual.Absolute(x), 1e-12);
        Close.To(FrequencyOracle.Number("tome", "HC_after"), TokenResidual.Absolute(step.Tokens), 1e-12);
    }

    [Fact]
    public void Merging_keeps_the_size_weighted_mean_and_refuses_more_than_half()
    {
        var x = new RandomSource(37).Stream("merge").NormalMatrix(9, 3);
        var step = BipartiteMerging.Of(x, x, [1, 2, 1, 1, 3, 1, 1, 1, 2], 4);
        Assert.Equal(13, step.Sizes.Sum());
        var before = (Vector<double>.Build.Dense([1, 2, 1, 1, 3, 1, 1, 1, 2]) * x) / 13;
        Close.To(0, (before - ((Vector<double>.Build.Dense([.. step.Sizes]) * step.Tokens) / 13)).L2Norm(), 1e-14);
        Assert.StartsWith("merged was 6; it must be in [0, 5]. A step can merge at most the first set, every other token.",
            Assert.Throws<ArgumentOutOfRangeException>(() => BipartiteMerging.Of(x, x, [1, 1, 1, 1, 1, 1, 1, 1, 1], 6)).Message);
    }

    [Fact]
    public void Operation_counts_and_token_counts_are_those_of_the_table()
    {
        Assert.Equal([197, 142, 97, 68], ReductionCost.Deit(384).TokenCounts(ReductionCost.PaperStages));
        foreach (var (width, full, reduced) in new[] { (192, 1.254, 0.814), (384, 4.599, 3.004), (768, 17.564, 11.511) })
        {
            Close.To(full, ReductionCost.Deit(width).MultiplyAdds() / 1e9, 5e-4);
            Close.To(reduced, ReductionCost.Deit(width).MultiplyAdds(ReductionCost.PaperStages) / 1e9, 5e-4);
        }

        Assert.Equal(197 * ((12L * 192 * 192) + (2 * 197 * 192)) * 12 + (196 * 768 * 192) + (192 * 1000), ReductionCost.Deit(192).MultiplyAdds());
    }

    [Fact]
    public void The_searched_configuration_with_1_G_costs_less_than_the_default()
    {
        var tiny = ReductionCost.Deit(192);
        Close.To(0.652, tiny.MultiplyAdds(new(4, 0.5, 2), new ReductionStage(6, 0.6, 2), new(9, 0.8, 2)) / 1e9, 5e-4);
        Close.To(0.559, tiny.MultiplyAdds(new(4, 0.5, 2), new ReductionStage(6, 0.4, 2), new(9, 0.2, 2)) / 1e9, 5e-4);
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith("A stage was in layer 4 after layer 7; layers must rise and be from 1 to 12.",
            Assert.Throws<ArgumentException>(() => ReductionCost.Deit(192).TokenCounts(new(7, 0.7, 1), new ReductionStage(4, 0.7, 1))).Message);
        Assert.StartsWith("The kept tokens were [0, 3]; they must be distinct numbers from 0 to 2",
            Assert.Throws<ArgumentException>(() => new SinkExample().NormKeeping(0, 3)).Message);
        Assert.StartsWith("Row 0 summed to 2 and had the least entry 1; rows must be non-negative and sum to 1.",
            Assert.Throws<ArgumentException>(() => new TokenMap(Matrix<double>.Build.Dense(1, 2, 1))).Message);
    }
}
