using RankCollapse.Measures;

namespace RankCollapse.Tests.Measures;

public class RunSpreadTests
{
    [Fact]
    public void Quantiles_are_taken_point_by_point()
    {
        var spread = RunSpread.Of(Enumerable.Range(0, 11).Select(k => new double[] { k, 10 - k, 7 }));
        Assert.Equal(11, spread.Runs);
        Assert.Equal([1, 1, 7], spread.Low);
        Assert.Equal([5, 5, 7], spread.Median);
        Assert.Equal([9, 9, 7], spread.High);
    }

    [Fact]
    public void Between_two_order_statistics_the_quantile_is_linear() =>
        Assert.Equal(1.4, RunSpread.Of([[1.0], [5.0]]).Low[0], 1e-15);

    [Fact]
    public void What_has_no_spread_is_refused()
    {
        Assert.StartsWith("There was no curve with a point", Assert.Throws<ArgumentException>(() => RunSpread.Of([])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The curves had 1 and 2 points", Assert.Throws<ArgumentException>(() => RunSpread.Of([[1.0], [1.0, 2.0]])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RunSpread.Of([[double.NaN]]));
    }
}
