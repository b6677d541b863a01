using System.Globalization;
using System.Text;

namespace Workbook.Notebooks;

/// <summary>
/// Prints a number as JavaScript prints it. VS Code reads every number of a notebook into a double and prints it
/// again on saving; a writer that prints otherwise makes the first save in VS Code a change of every figure.
/// </summary>
internal static class JavaScriptNumber
{
    /// <summary>The first exponent of ten that JavaScript writes with an <c>e</c>: 1e21, but 100000000000000000000.</summary>
    private const int FirstLargeExponent = 21;

    /// <summary>The last exponent of ten that JavaScript writes without an <c>e</c>: 0.000001, but 1e-7.</summary>
    private const int LastSmallExponent = -6;

    /// <summary>The shortest decimal text that reads back as the same double, in the form of ECMA-262, Number::toString.</summary>
    /// <param name="value">Any double. JSON has no NaN and no infinity: they become <c>null</c>, as in JSON.stringify.</param>
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
            return "null";
        if (value == 0)
            return "0"; // also for negative zero
        var (digits, exponent) = ShortestDigits(Math.Abs(value));
        var text = new StringBuilder(digits.Length + 8);
        if (value < 0)
            text.Append('-');
        if (exponent is >= FirstLargeExponent or < LastSmallExponent)
            AppendScientific(text, digits, exponent);
        else
            AppendPlain(text, digits, exponent);
        return text.ToString();
    }

    /// <summary>Digits d₀d₁… without trailing zeros and the exponent e, so that the value is d₀.d₁… · 10^e.</summary>
    private static (string Digits, int Exponent) ShortestDigits(double value)
    {
        // "R" gives the shortest digits but mixes plain and scientific notation; both are brought to one form here.
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        // .NET cuts a digit too many from 2^-25 and 2^-958, whose lower neighbours are nearer than their upper ones; 17 digits always suffice.
        if (double.Parse(shortest, CultureInfo.InvariantCulture) != value)
            shortest = value.ToString("E16", CultureInfo.InvariantCulture);
        var mark = shortest.IndexOf('E');
        var mantissa = mark < 0 ? shortest : shortest[..mark];
        var shift = mark < 0 ? 0 : int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa.Length : point;
        var digits = point < 0 ? mantissa : mantissa.Remove(point, 1);
        var leadingZeros = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), shift + whole - 1 - leadingZeros);
    }

    private static void AppendScientific(StringBuilder text, string digits, int exponent)
    {
        text.Append(digits[0]);
        if (digits.Length > 1)
            text.Append('.').Append(digits, 1, digits.Length - 1);
        text.Append('e').Append(exponent < 0 ? '-' : '+').Append(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture));
    }

    private static void AppendPlain(StringBuilder text, string digits, int exponent)
    {
        if (exponent < 0)
            text.Append("0.").Append('0', -exponent - 1).Append(digits);
        else if (digits.Length <= exponent + 1)
            text.Append(digits).Append('0', exponent + 1 - digits.Length);
        else
            text.Append(digits, 0, exponent + 1).Append('.').Append(digits, exponent + 1, digits.Length - exponent - 1);
    }
}
