using System.Diagnostics;
using System.Globalization;
using RankCollapse.Randomness;
using RankCollapse.Theory.BatchNorm;

namespace Benchmarks;

/// <summary>The batch-norm chain on M beside NumPy over OpenBLAS, drawing of weights included, with as many threads on both sides.</summary>
internal static class ChainBenchmark
{
    private const int Rounds = 5;

    /// <summary>Measures both sides in turns and prints one line for each size.</summary>
    public static void Run(TextWriter output)
    {
        // Many small matrices: the cost of a layer is the drawing of weights. One large matrix: it is the product.
        Compare(output, "64 chains, d = 64, 1000 layers", width: 64, chains: 64, layers: 1000, promised: 3);
        Compare(output, "1 chain, d = 512, 200 layers", width: 512, chains: 1, layers: 200, promised: 1);
        Enumerate(output);
    }

    private static void Compare(TextWriter output, string what, int width, int chains, int layers, double promised)
    {
        // In turns, so that whatever else the machine does meets both sides alike.
        _ = Ours(width, chains, layers / 4);
        double[] ours = new double[Rounds], theirs = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            ours[round] = Ours(width, chains, layers);
            if (Reference(width, chains, layers) is not { } seconds)
            {
                output.WriteLine("No python3 with NumPy was found; install python3-numpy and libopenblas0, then run ./workbook bench chain.");
                return;
            }

            theirs[round] = seconds;
        }

        Array.Sort(ours);
        Array.Sort(theirs);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-32} {ours[Rounds / 2],7:0.00} s, NumPy {theirs[Rounds / 2],7:0.00} s: {theirs[Rounds / 2] / ours[Rounds / 2],5:0.0} times as fast, ")
            + string.Create(CultureInfo.InvariantCulture,
            $"promised at least {promised}  (medians of {Rounds}; {ours[0]:0.00} to {ours[^1]:0.00}, NumPy {theirs[0]:0.00} to {theirs[^1]:0.00}; {Environment.ProcessorCount} threads)"));
    }

    private static double Ours(int width, int chains, int layers)
    {
        var watch = Stopwatch.StartNew();
        new CorrelationChain(width, 0.03).Simulate(
            ChainStart.Identity(width), new SamplingPlan { Chains = chains, BurnIn = layers }, new RandomSource(1).Stream("benchmark"));
        return watch.Elapsed.TotalSeconds;
    }

    private static double? Reference(int width, int chains, int layers)
    {
        var script = Path.Combine(Environment.GetEnvironmentVariable("WORKBOOK_ROOT") ?? ".", "tests", "Benchmarks", "reference", "chain.py");
        // The system's NumPy is the one that is built on OpenBLAS; another python3 may come first on the path.
        foreach (var python in new[] { "/usr/bin/python3", "python3" })
        {
            var start = new ProcessStartInfo(python, [script, $"{width}", $"{chains}", $"{layers}", "1"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["OPENBLAS_NUM_THREADS"] = $"{Environment.ProcessorCount}";
            try
            {
                using var process = Process.Start(start)!;
                _ = process.StandardError.ReadToEndAsync();
                var line = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                if (process.ExitCode == 0) return double.Parse(line, CultureInfo.InvariantCulture);
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not installed here: the next one is tried.
            }
        }

        return null;
    }

    private static void Enumerate(TextWriter output)
    {
        var layer = new RademacherLayer(CorrelationMatrix.Of(new RandomSource(1).Stream("state").NormalMatrix(3, 4)));
        _ = layer.ExtrapolatedDrift() + layer.ExpectedSquaredNormReference(0.1);
        var watch = Stopwatch.StartNew();
        var fast = layer.ExpectedSquaredNorm(0.1);
        var rows = watch.Elapsed.TotalMilliseconds;
        watch.Restart();
        var slow = layer.ExpectedSquaredNormReference(0.1);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{"exact mean over signs, d = 3",-32} {rows:0.000} ms by rows, {watch.Elapsed.TotalMilliseconds:0.0} ms over all 512 matrices, promised at most 100; they differ by {Math.Abs(fast - slow):0e+0}"));
    }
}
