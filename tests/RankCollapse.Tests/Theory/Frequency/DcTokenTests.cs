using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Frequency;

namespace RankCollapse.Tests.Theory.Frequency;

public class DcTokenTests
{
    private static readonly Matrix<double> Patches = new RandomSource(51).Stream("patches").NormalMatrix(64, 5);

    private static readonly int[] First = [.. Enumerable.Range(0, 64).Where(k => k % 3 == 0)];

    private static readonly int[] Second = [.. Enumerable.Range(0, 64).Where(k => k % 3 == 1)];

    private static Vector<double> Mean(IEnumerable<int> tokens) =>
        tokens.Select(k => Patches.Row(k)).Aggregate((a, b) => a + b) / tokens.Count();

    [Fact]
    public void Count_weighted_mean_of_kept_and_dc_tokens_is_the_mean_and_the_plain_one_is_not()
    {
        var dc = DcTokens.Of(Patches, First, new WindowGrid(8, 2));
        var kept = Enumerable.Range(0, 64).Except(First).Select(k => Patches.Row(k)).Aggregate((a, b) => a + b);
        var weighted = kept + Enumerable.Range(0, 4).Select(k => dc.Counts[k] * dc.Tokens.Row(k)).Aggregate((a, b) => a + b);
        Close.To(0, ((weighted / 64) - Mean(Enumerable.Range(0, 64))).L2Norm(), 1e-12);
        var plain = kept + dc.Tokens.ColumnSums();
        Assert.True(((plain / (64 - First.Length + 4)) - Mean(Enumerable.Range(0, 64))).L2Norm() > 1e-2);
    }

    [Fact]
    public void Repeated_update_by_counts_is_the_mean_of_everything_dropped_and_merging_windows_keeps_it()
    {
        var dc = DcTokens.Of(Patches, First, new WindowGrid(8, 1)).Update(Patches, Second);
        Close.To(0, (dc.Tokens.Row(0) - Mean([.. First, .. Second])).L2Norm(), 1e-13);
        var merged = DcTokens.Of(Patches, First, new WindowGrid(8, 4)).Update(Patches, Second).Merge(new WindowGrid(8, 1));
        Close.To(dc.Tokens, merged.Tokens, 1e-13);
        Assert.Equal(First.Length + Second.Length, merged.Counts[0]);
    }

    [Fact]
    public void The_three_candidates_are_those_of_the_reference()
    {
        // The file names its tokens only; they follow from two of its three results, and the third is the check.
        var expected = FrequencyOracle.Outputs("dc_update");
        var halves = Vector<double>.Build.Dense(expected.GetProperty("plain_mean_of_old_dc_and_new_mean").Numbers());
        var asOne = Vector<double>.Build.Dense(expected.GetProperty("mean_of_old_dc_and_new_tokens").Numbers());
        var (old, fresh) = ((4 * halves) - (3 * asOne), (3 * asOne) - (2 * halves));
        var patches = Matrix<double>.Build.Dense(16, 3);
        for (var k = 0; k < 8; k++) patches.SetRow(8 + k, old);
        patches.SetRow(0, fresh + 0.25);
        patches.SetRow(1, fresh - 0.25);
        var before = DcTokens.Of(patches, [.. Enumerable.Range(8, 8)], new WindowGrid(4, 1));
        Assert.Equal(FrequencyOracle.Inputs("dc_update").GetProperty("old_count").GetDouble(), before.Counts[0]);
        foreach (var (want, got) in expected.GetProperty("count_weighted").Numbers().Zip(before.Update(patches, [0, 1]).Tokens.Row(0))) Close.To(want, got, 1e-9);
        foreach (var (want, got) in halves.Zip(before.UpdateByHalves(patches, [0, 1]).Tokens.Row(0))) Close.To(want, got, 1e-12);
        foreach (var (want, got) in asOne.Zip(before.UpdateAsOneToken(patches, [0, 1]).Tokens.Row(0))) Close.To(want, got, 1e-12);
    }

    [Fact]
    public void Candidates_agree_on_the_first_reduction_and_differ_on_the_second()
    {
        var once = DcTokens.Of(Patches, First, new WindowGrid(8, 2));
        var empty = DcTokens.Of(Patches, [], new WindowGrid(8, 2));
        Close.To(once.Tokens, empty.UpdateByHalves(Patches, First).Tokens, 1e-15);
        Close.To(once.Tokens, empty.UpdateAsOneToken(Patches, First).Tokens, 1e-15);
        Assert.True((once.Update(Patches, Second).Tokens - once.UpdateByHalves(Patches, Second).Tokens).FrobeniusNorm() > 0.01);
        Assert.True((once.Update(Patches, Second).Tokens - once.UpdateAsOneToken(Patches, Second).Tokens).FrobeniusNorm() > 0.01);
    }

    [Fact]
    public void Finer_windows_never_lose_more()
    {
        for (var sample = 0; sample < 30; sample++)
        {
            var x = new RandomSource(52).Stream(sample).NormalMatrix(64, 2);
            double Lost(int windows) => VarianceSplit.Of(x, [.. Enumerable.Range(0, 64).Select(new WindowGrid(8, windows).Of)]).Within;
            double[] lost = [Lost(1), Lost(2), Lost(4), Lost(8)];
            Assert.Equal(lost.OrderDescending(), lost);
            Close.To(0, lost[3], 1e-12);
        }
    }

    [Fact]
    public void Windows_tile_the_grid_evenly_and_nest()
    {
        var grid = new WindowGrid(8, 4);
        Assert.All(Enumerable.Range(0, 64).GroupBy(grid.Of), window => Assert.Equal(4, window.Count()));
        Assert.Equal((0, 3, 12, 15), (grid.Of(0), grid.Of(7), grid.Of(56), grid.Of(63)));
        var into = grid.Into(new WindowGrid(8, 2));
        Assert.All(Enumerable.Range(0, 64), patch => Assert.Equal(new WindowGrid(8, 2).Of(patch), into[grid.Of(patch)]));
        var empty = DcTokens.Of(Patches, [0], grid);
        Assert.Equal(1, empty.Counts.Sum());
        Assert.Equal(0, empty.Tokens.SubMatrix(1, 15, 0, 5).FrobeniusNorm());
    }

    [Fact]
    public void A_merged_key_gets_at_least_a_factor_m_too_little_weight_and_the_correction_is_exact_for_equal_keys()
    {
        for (var sample = 0; sample < 200; sample++)
        {
            var random = new RandomSource(53).Stream(sample);
            var query = random.NormalMatrix(1, 4).ToColumnMajorArray();
            var merged = new MergedKey(query, random.NormalMatrix(2 + (sample % 7), 4));
            Assert.True(merged.Gap >= -1e-14, $"sample {sample}");
            Assert.True(merged.LogMerged <= merged.LogMean + 1e-14 && merged.LogMean < merged.LogTotal, $"sample {sample}");
            Assert.True(merged.LogCorrected <= merged.LogTotal + 1e-14, $"sample {sample}");
            var equal = new MergedKey(query, Matrix<double>.Build.DenseOfRowArrays(Enumerable.Repeat(query, 5)));
            Close.To(equal.LogTotal, equal.LogCorrected, 1e-13);
        }

        // To leading order the gap is half the variance of the scores: 0.01 and −0.01 have 1e-4.
        Close.Relatively(5e-5, new MergedKey([1], Matrix<double>.Build.DenseOfArray(new[,] { { 0.01 }, { -0.01 } })).Gap, 1e-4);
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith("windows was 3; it must divide the side 8.", Assert.Throws<ArgumentException>(() => new WindowGrid(8, 3)).Message);
        Assert.StartsWith("2 × 2 windows on a side of 8 do not nest in 4 × 4 on 8.",
            Assert.Throws<ArgumentException>(() => new WindowGrid(8, 2).Into(new WindowGrid(8, 4))).Message);
        Assert.StartsWith("The dropped tokens were [1, 1]; they must be distinct", Assert.Throws<ArgumentException>(() => DcTokens.Of(Patches, [1, 1], new WindowGrid(8, 2))).Message);
    }
}
