using RankCollapse.Figures;

namespace RankCollapse.Tests.Figures;

public class ScaleTest
{
    private const double WidestAxisInPixels = 1600;

    public static TheoryData<bool, double, double> Axes =>
    [
        (false, 0, 1), (false, -3e-12, 5e-12), (false, 1e6, 1.001e6), (false, -1e300, 1e300), (false, 5, 5.000001),
        (true, 1e-16, 1), (true, 0.9, 1.1), (true, 1e-300, 1e300), (true, 3e-8, 7e-8),
    ];

    [Theory]
    [MemberData(nameof(Axes))]
    public void Rounding_moves_no_point_by_half_a_pixel(bool log, double low, double high)
    {
        var scale = new Scale(log, low, high);
        var random = new Random(17);
        for (var k = 0; k < 2000; k++)
        {
            var part = random.NextDouble();
            var value = log ? Math.Pow(10, Math.Log10(low) * (1 - part) + Math.Log10(high) * part) : low * (1 - part) + high * part;
            var moved = Math.Abs(scale.Fraction(scale.Rounded(value)) - scale.Fraction(value)) * WidestAxisInPixels;
            Assert.True(moved < 0.5, $"{value:R} became {scale.Rounded(value):R}, {moved} pixels away");
        }
    }

    [Theory]
    [InlineData(false, 0, 1, 0.123456789, 0.1235)]
    [InlineData(false, 0, 1000, 123.456789, 123.5)]
    [InlineData(false, 0, 1e9, 123456789, 123500000)]
    [InlineData(false, 0, 1, 1e-9, 0)]
    [InlineData(true, 1e-10, 1, 1.23456789e-7, 1.235e-7)]
    public void Digits_that_nobody_sees_are_dropped(bool log, double low, double high, double value, double expected) =>
        Assert.Equal(expected, new Scale(log, low, high).Rounded(value));

    [Fact]
    public void A_range_holds_all_finite_values_and_no_others()
    {
        var scale = Scale.Around([3, double.NaN, -1, double.PositiveInfinity, 7], log: false);
        Assert.InRange(scale.Low, -2, -1);
        Assert.InRange(scale.High, 7, 8);
    }

    [Fact]
    public void A_log_range_ignores_what_is_not_positive()
    {
        var scale = Scale.Around([0, -5, 1e-8, 1], log: true);
        Assert.InRange(scale.Low, 1e-9, 1e-8);
        Assert.InRange(scale.High, 1, 10);
    }

    [Theory]
    [InlineData(false, 1.0)]
    [InlineData(false, 0.0)]
    [InlineData(false, 1e20)]
    [InlineData(true, 1e-300)]
    public void Equal_values_still_get_a_range_around_them(bool log, double value)
    {
        var scale = Scale.Around([value, value], log);
        Assert.InRange(value, scale.Low, scale.High);
        Assert.True(scale.Extent > 0);
    }
}
