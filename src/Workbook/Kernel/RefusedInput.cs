using System.Globalization;

namespace Workbook.Kernel;

/// <summary>Counts input that is not taken, by reason, and reports it without letting a flood of it become a flood of reports.</summary>
/// <param name="log">Where it is reported.</param>
internal sealed class RefusedInput(TextWriter log)
{
    private const int ReportedEach = 10;

    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>How much was refused so far.</summary>
    public int Total => counts.Values.Sum();

    /// <summary>How much was refused for one reason.</summary>
    public int Count(string reason) => counts.GetValueOrDefault(reason);

    /// <summary>Counts one, and reports the first ten of a reason, then the hundredth, the thousandth and so on.</summary>
    /// <param name="reason">Why it is refused.</param>
    /// <param name="sentence">What to report, given the number so far.</param>
    public void Add(string reason, Func<int, string> sentence)
    {
        var count = counts[reason] = Count(reason) + 1;
        if (count <= ReportedEach || IsPowerOfTen(count)) log.WriteLine(sentence(count));
    }

    /// <summary>The counts as one line.</summary>
    public override string ToString() =>
        Total == 0 ? "Nothing was refused." : "Refused: " + string.Join(", ", counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value} {c.Key}"))) + ".";

    private static bool IsPowerOfTen(int number)
    {
        while (number % 10 == 0) number /= 10;
        return number == 1;
    }
}
