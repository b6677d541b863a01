using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Tests.Measures;

public class PairedSharesTests
{
    [Fact]
    public void Mean_and_error_of_one_run_are_those_of_a_share()
    {
        var estimate = PairedShares.Of([[true, true, true, false]]);
        Close.To(0.75, estimate.Mean, 1e-15);
        Close.To(Math.Sqrt(0.75 * 0.25 / 3), estimate.StandardError, 1e-15);
    }

    [Fact]
    public void Equal_answers_differ_by_zero_without_error_and_repeating_a_run_adds_no_certainty()
    {
        bool[] run = [true, false, true, true, false];
        Assert.Equal(new ShareEstimate(0, 0), PairedShares.Difference([run], [run]));
        Assert.Equal(PairedShares.Of([run]), PairedShares.Of([run, run, run]));
    }

    [Fact]
    public void Error_is_the_spread_over_fresh_cases()
    {
        var random = new RandomSource(1).Stream("cases");
        bool[] Draw(double share) => [.. Enumerable.Range(0, 200).Select(_ => random.NextUniform() < share)];
        var estimates = Enumerable.Range(0, 2000).Select(_ => PairedShares.Difference([Draw(0.7), Draw(0.6)], [Draw(0.5), Draw(0.4)])).ToList();
        var spread = Math.Sqrt(estimates.Average(e => Math.Pow(e.Mean - 0.2, 2)));
        // The relative error of a spread from 2000 draws is 1.6 %; five times that.
        Close.Relatively(estimates.Average(e => e.StandardError), spread, 0.08);
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith("There must be at least 1 run and 2 cases", Assert.Throws<ArgumentException>(() => PairedShares.Of([])).Message);
        Assert.StartsWith("There were 1 runs and 2, or of other lengths; pairs need the same runs",
            Assert.Throws<ArgumentException>(() => PairedShares.Difference([[true, false]], [[true, false], [true, false]])).Message);
    }
}
