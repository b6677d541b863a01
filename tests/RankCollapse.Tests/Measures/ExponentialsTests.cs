using RankCollapse.Measures;

namespace RankCollapse.Tests.Measures;

public class ExponentialsTests
{
    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-12)]
    [InlineData(1e-8)]
    [InlineData(-1e-8)]
    [InlineData(1e-4)]
    [InlineData(5e-3)]
    [InlineData(0.05)]
    [InlineData(-0.1)]
    [InlineData(0.7)]
    [InlineData(-1)]
    public void Exponential_minus_one_has_all_its_digits(double x)
    {
        // The series in 28 decimals where a decimal holds it, its first two terms below.
        var expected = x + (x * x / 2);
        if (Math.Abs(x) > 1e-10)
        {
            var (term, sum) = (1m, 0m);
            for (var k = 1; k < 28; k++) sum += term *= (decimal)x / k;
            expected = (double)sum;
        }

        Close.Relatively(expected, Exponentials.MinusOne(x), 1e-15);
    }

    [Fact]
    public void Exponential_minus_one_is_right_far_out()
    {
        Assert.Equal(-1, Exponentials.MinusOne(double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, Exponentials.MinusOne(double.PositiveInfinity));
        Assert.True(double.IsFinite(Exponentials.MinusOne(709)));
        Close.Relatively(Math.Exp(709), Exponentials.MinusOne(709), 1e-12);
        Assert.Equal(-1, Exponentials.MinusOne(-50));
        Assert.True(double.IsNaN(Exponentials.MinusOne(double.NaN)));
    }
}
