using System.Globalization;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace Benchmarks;

/// <summary>All comparisons on one page.</summary>
internal static class BenchmarkPage
{
    /// <summary>The head of the table.</summary>
    public const string Head = "| benchmark | case | time | beside | its time | times as fast | spread | promised |\n|---|---|---|---|---|---|---|---|";

    /// <summary>The page.</summary>
    /// <param name="rows">The rows of the table.</param>
    /// <param name="plan">How they were measured.</param>
    public static string Text(IEnumerable<string> rows, BenchmarkPlan plan) =>
        $"""
        # Benchmarks

        Every fast path beside its reference, both measured in turns in one run; written by `./workbook bench{(plan.IsQuick ? " --quick" : "")}`. Ratios are what to read: times are those of one machine.
        *Times as fast* is the median over {plan.Rounds} rounds, *spread* its smallest and largest value; for a limit it is how many times below it the measurement is.

        {Machine()}

        {Head}
        {string.Join("\n", rows)}

        Benchmarks by name: `./workbook bench NAME`. What a name stands for is a class in [`tests/Benchmarks`](../tests/Benchmarks); that fast path and reference agree is tested, not measured here.

        """;

    private static string Machine()
    {
        var processor = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        return string.Create(CultureInfo.InvariantCulture,
            $"Machine: {Environment.ProcessorCount} × {processor ?? $"{RuntimeInformation.ProcessArchitecture}"}, {RuntimeInformation.RuntimeIdentifier}. "
            + $"Versions: {RuntimeInformation.FrameworkDescription}, MathNet.Numerics {typeof(Matrix<double>).Assembly.GetName().Version?.ToString(3)}, libtorch {TorchSharp.torch.__version__}.");
    }
}
