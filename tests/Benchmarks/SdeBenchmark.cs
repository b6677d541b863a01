using System.Diagnostics;
using System.Globalization;
using RankCollapse.Randomness;
using RankCollapse.Theory.ShapedAttention;

namespace Benchmarks;

/// <summary>Paths of the covariance SDE beside batched NumPy and torch, and beside the time of their normals alone.</summary>
internal static class SdeBenchmark
{
    private const int Steps = 75, Tokens = 4, Threads = 2;

    // The Python versions take a fifteenth of the steps, and their seconds are multiplied: they are linear in steps.
    private const int PythonShare = 15;

    private static readonly CovarianceSde Sde = CovarianceSde.ShapedAttention(branchStrength: 0.354, temperature: 1);

    /// <summary>Measures.</summary>
    /// <exception cref="InvalidOperationException">There is no Python with NumPy and torch.</exception>
    public static IEnumerable<BenchmarkRow> Run(BenchmarkPlan plan)
    {
        var paths = plan.Repetitions(100_000);
        var what = $"{paths} paths of the covariance SDE, {Steps} steps, m = {Tokens}";
        Simulate(paths, Threads);
        double[] Rounds(Action work) => [.. Enumerable.Range(0, Math.Min(plan.Rounds, 5)).Select(_ => PythonReference.Seconds(work, 1, 1))];
        var (two, one, normals) = (Rounds(() => Simulate(paths, Threads)), Rounds(() => Simulate(paths, 1)), Rounds(() => Normals(paths)));
        yield return BenchmarkRow.OfTimes($"{what}, {Threads} threads", "1 thread", two, one);
        yield return BenchmarkRow.OfTimes($"{what}, {Threads} threads", "their normals alone", two, normals);
        foreach (var (name, seconds) in Python(paths)) yield return BenchmarkRow.OfTimes($"{what}, {Threads} threads", $"{name}, batched over paths", two, [.. two.Select(_ => seconds)], promised: 20);
    }

    private static void Simulate(int paths, int threads) => Sde.Simulate(
        TokenCovariance.Exchangeable(Tokens, 0.2), new PathPlan { Until = 0.01 * Steps, Paths = paths, Threads = threads },
        new RandomSource(1).Stream("paths"));

    private static void Normals(int paths)
    {
        const int Chunk = 1 << 14;
        var chunks = (int)((long)paths * Steps * Tokens * Tokens / Chunk);
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            var buffer = new double[Chunk];
            for (var chunk = thread; chunk < chunks; chunk += Threads) NormalPairs.FillBlocks(0, (ulong)chunk, 1, buffer);
        });
    }

    private static List<(string Name, double Seconds)> Python(int paths)
    {
        var script = Path.Combine(Environment.GetEnvironmentVariable("WORKBOOK_ROOT") ?? ".", "tests", "Benchmarks", "reference", "sde.py");
        // The system's interpreter, for which the distribution packages NumPy and torch.
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        using var process = Process.Start(new ProcessStartInfo(python, [script, $"{paths}", $"{Steps / PythonShare}", $"{Tokens}", $"{Threads}"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var sides = new List<(string, double)>();
        while (process.StandardOutput.ReadLine()?.Split(' ') is { } words) sides.Add(($"{words[0]} {words[1]}", PythonShare * double.Parse(words[2], CultureInfo.InvariantCulture)));
        process.WaitForExit();
        return process.ExitCode == 0 ? sides : throw new InvalidOperationException("The Python side failed; install python3-numpy and python3-torch, then run ./workbook bench sde.");
    }
}
