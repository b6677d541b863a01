using System.Globalization;

namespace RankCollapse.Figures;

/// <summary>One axis with its range fixed: what can be drawn on it, where, and to how many digits.</summary>
internal readonly record struct Scale(bool Log, double Low, double High)
{
    /// <summary>Half a pixel on the widest figure is 1/3000 of its axis; rounding stays far below that.</summary>
    private const double LargestErrorPerExtent = 1 / 20_000.0;

    /// <summary>Length of the axis: in data units, or in decades on a log axis.</summary>
    public double Extent => Log ? Math.Log10(High) - Math.Log10(Low) : High - Low;

    public bool CanShow(double value) => double.IsFinite(value) && (!Log || value > 0);

    /// <summary>Part of the way along the axis: 0 at its low end, 1 at its high end.</summary>
    public double Fraction(double value) =>
        Log ? (Math.Log10(value) - Math.Log10(Low)) / Extent : (value - Low) / Extent;

    /// <summary>The coordinate in which plotly places annotations and ranges: decades on a log axis.</summary>
    public double Coordinate(double value) => Log ? Math.Round(Math.Log10(value), 5) : Rounded(value);

    /// <summary>The value to the digits that the eye can tell apart on this axis.</summary>
    public double Rounded(double value)
    {
        if (value == 0 || !double.IsFinite(value)) return value;
        // A relative error of 10^(1-s)/2 is an error of 0.217·10^(1-s) decades.
        var digits = Log
            ? (int)Math.Ceiling(1 + Math.Log10(0.2172 / (Extent * LargestErrorPerExtent)))
            : (int)Math.Floor(Math.Log10(Math.Abs(value))) - LastDigit + 1;
        if (!Log && digits <= 0) return Math.Abs(value) >= 0.5 * Math.Pow(10, LastDigit) ? Math.CopySign(Math.Pow(10, LastDigit), value) : 0;
        return ToDigits(value, Math.Max(digits, 1));
    }

    /// <summary>Rounded to a number of significant digits; exact decimals, unlike multiplying by powers of ten.</summary>
    public static double ToDigits(double value, int digits) => digits > 16 || !double.IsFinite(value)
        ? value
        : double.Parse(value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A range that holds all these values, with a little air; the unit interval when there are none.</summary>
    public static Scale Around(IEnumerable<double> values, bool log, bool tight = false)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var v in values)
            if (double.IsFinite(v) && (!log || v > 0))
                (low, high) = (Math.Min(low, v), Math.Max(high, v));
        if (low > high) return new Scale(log, log ? 0.1 : 0, 1);
        return log ? AroundLog(Math.Log10(low), Math.Log10(high), tight) : AroundLinear(low, high, tight);
    }

    private static Scale AroundLinear(double low, double high, bool tight)
    {
        // A spread in the last bits of the numbers is not a spread that can be drawn.
        if (high - low <= 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high)))
        {
            var half = low == 0 ? 1 : 0.05 * Math.Abs(low);
            return new Scale(false, low - half, high + half);
        }
        var air = tight ? 0 : 0.04 * (high - low);
        return new Scale(false, ToDigits(low - air, 5), ToDigits(high + air, 5)) is { Extent: > 0 } rounded && !tight
            ? rounded
            : new Scale(false, low - air, high + air);
    }

    private static Scale AroundLog(double low, double high, bool tight)
    {
        var air = high - low < 1e-9 ? 0.5 : tight ? 0 : Math.Max(0.04 * (high - low), 0.05);
        return new Scale(true, Math.Pow(10, Math.Max(low - air, -323)), Math.Pow(10, Math.Min(high + air, 308)));
    }

    private int LastDigit => (int)Math.Floor(Math.Log10(2 * LargestErrorPerExtent * Extent));
}
