using System.Diagnostics;
using System.Globalization;
using RankCollapse.Randomness;
using RankCollapse.Theory.ShapedAttention;

namespace Benchmarks;

/// <summary>Paths of the covariance SDE beside batched NumPy and torch, and beside the time of their normals alone.</summary>
internal static class SdeBenchmark
{
    private const int Paths = 100_000, Steps = 75, Tokens = 4, Repeats = 5, Threads = 2;

    // The Python versions take a fifteenth of the steps, and their seconds are multiplied: they are linear in steps.
    private const int PythonShare = 15;

    private static readonly CovarianceSde Sde = CovarianceSde.ShapedAttention(branchStrength: 0.354, temperature: 1);

    /// <summary>Measures and prints one line each.</summary>
    public static void Run(TextWriter output)
    {
        var ours = Best(() => Simulate(Paths, Threads));
        var one = Best(() => Simulate(Paths, 1));
        var half = Best(() => Simulate(Paths / 2, Threads));
        var normals = Best(Normals);
        var clock = Clock(() => Simulate(Paths, Threads));
        Line(output, $"{Paths} paths, {Steps} steps, m = {Tokens}, {Threads} threads, s", clock, "on the clock; promised at most 1.5 with both cores free");
        Line(output, "processor time of both threads, s", ours, "the lines below are processor time unless they say otherwise");
        Line(output, "the same on 1 thread, s", one, $"{one / ours:0.00} times");
        Line(output, "half the paths, s", half, $"{ours / half:0.00} times for twice as many: linear is 2");
        Line(output, "their normals alone, s", normals, $"paths take {ours / normals:0.00} times as long");
        Line(output, "bytes allocated per path", Bytes(Paths), $"{8 * Tokens * (Tokens + 1) / 2 + 9} of them are the result; {Bytes(Paths / 10):0} for a tenth of the paths");
        foreach (var (name, wall, processor) in Python(output))
        {
            Line(output, $"{name}, batched over paths, on the clock, s", wall, $"{wall / clock:0.0} times as long; promised at least 20");
            Line(output, $"{name}, processor time, s", processor, $"{processor / ours:0.0} times as much");
        }
    }

    private static void Simulate(int paths, int threads) => Sde.Simulate(
        TokenCovariance.Exchangeable(Tokens, 0.2), new PathPlan { Until = 0.01 * Steps, Paths = paths, Threads = threads },
        new RandomSource(1).Stream("paths"));

    private static void Normals()
    {
        const int Chunk = 1 << 14;
        var chunks = (int)((long)Paths * Steps * Tokens * Tokens / Chunk);
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            var buffer = new double[Chunk];
            for (var chunk = thread; chunk < chunks; chunk += Threads) NormalPairs.FillBlocks(0, (ulong)chunk, 1, buffer);
        });
    }

    // Processor time, not time on the clock: on a machine that does other work as well the ratios stay what they are.
    private static double Best(Action run) => Enumerable.Range(0, Repeats + 1).Select(_ =>
    {
        var before = Environment.CpuUsage.TotalTime;
        run();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }).Skip(1).Min();

    private static double Clock(Action run) => Enumerable.Range(0, Repeats).Select(_ =>
    {
        var watch = Stopwatch.StartNew();
        run();
        return watch.Elapsed.TotalSeconds;
    }).Min();

    private static double Bytes(int paths)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Simulate(paths, Threads);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)paths;
    }

    private static IEnumerable<(string Name, double Wall, double Processor)> Python(TextWriter output)
    {
        var script = Path.Combine(Environment.GetEnvironmentVariable("WORKBOOK_ROOT") ?? ".", "tests", "Benchmarks", "reference", "sde.py");
        // The system's interpreter, for which the distribution packages NumPy and torch.
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        using var process = Process.Start(new ProcessStartInfo(python, [script, $"{Paths}", $"{Steps / PythonShare}", $"{Tokens}", $"{Threads}"]) { RedirectStandardOutput = true, UseShellExecute = false });
        while (process?.StandardOutput.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            double Seconds(int k) => PythonShare * double.Parse(words[k], CultureInfo.InvariantCulture);
            yield return ($"{words[0]} {words[1]}", Seconds(2), Seconds(3));
        }

        process?.WaitForExit();
        if (process is not { ExitCode: 0 }) output.WriteLine("The Python side failed; it needs python3-numpy and python3-torch.");
    }

    private static void Line(TextWriter output, string what, double value, string remark) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-52} {value,8:0.000}  {remark}"));
}
