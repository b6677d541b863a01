using System.Globalization;

namespace Benchmarks;

/// <summary>One comparison: what was measured, beside what, and how the two relate.</summary>
internal sealed record BenchmarkRow
{
    /// <summary>What is done, with its size.</summary>
    public required string Case { get; init; }

    /// <summary>What it took, with its unit.</summary>
    public required string Ours { get; init; }

    /// <summary>What it stands beside: the plain reference, the same in Python, or a limit that was promised.</summary>
    public required string Beside { get; init; }

    /// <summary>What that took, with its unit.</summary>
    public required string Theirs { get; init; }

    /// <summary>How many times as fast we are (for a limit: how many times below it), one number a round.</summary>
    public required IReadOnlyList<double> Ratios { get; init; }

    /// <summary>The ratio that was promised, where one was.</summary>
    public double? Promised { get; init; }

    /// <summary>The middle of the ratios.</summary>
    public double Ratio => Median(Ratios);

    /// <summary>Rounds in turns on one machine: the ratio of each pair, so that whatever else the machine does meets both sides alike.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="beside">What it stands beside.</param>
    /// <param name="ours">Seconds of our side, one a round.</param>
    /// <param name="theirs">Seconds of the other side, in the same order.</param>
    /// <param name="promised">The ratio that was promised, where one was.</param>
    public static BenchmarkRow OfTimes(string what, string beside, IReadOnlyList<double> ours, IReadOnlyList<double> theirs, double? promised = null) => new()
    {
        Case = what, Ours = Time(Median(ours)), Beside = beside, Theirs = Time(Median(theirs)), Ratios = [.. theirs.Zip(ours, (t, o) => t / o)], Promised = promised,
    };

    /// <summary>Measurements beside a limit that was promised.</summary>
    /// <param name="what">What is measured.</param>
    /// <param name="values">The measurements.</param>
    /// <param name="limit">What they must not exceed.</param>
    /// <param name="unit">Their unit.</param>
    public static BenchmarkRow OfLimit(string what, IReadOnlyList<double> values, double limit, string unit) => new()
    {
        Case = what, Ours = Number(Median(values), unit), Beside = "its limit", Theirs = Number(limit, unit), Ratios = [.. values.Select(v => limit / v)], Promised = 1,
    };

    /// <summary>The row of a table.</summary>
    /// <param name="name">The benchmark's name.</param>
    public string Markdown(string name)
    {
        var spread = Ratios.Count > 1 ? $"{Short(Ratios.Min())} to {Short(Ratios.Max())}" : "";
        return $"| {name} | {Case} | {Ours} | {Beside} | {Theirs} | **{Short(Ratio)}** | {spread} | {(Promised is { } least ? Short(least) : "")} |";
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Time(double seconds) => seconds switch
    {
        < 1e-6 => Number(1e9 * seconds, "ns"), < 1e-3 => Number(1e6 * seconds, "µs"), < 1 => Number(1e3 * seconds, "ms"), _ => Number(seconds, "s"),
    };

    private static string Number(double value, string unit) => $"{Short(value)} {unit}";

    private static string Short(double value) => value.ToString(value >= 100 ? "0" : "G3", CultureInfo.InvariantCulture);
}
