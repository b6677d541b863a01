using System.Diagnostics;
using System.Globalization;
using RankCollapse.Randomness;
using RankCollapse.Theory.BatchNorm;

namespace Benchmarks;

/// <summary>The batch-norm chain on M beside NumPy over OpenBLAS, drawing of weights included, with as many threads on both sides.</summary>
internal static class ChainBenchmark
{
    /// <summary>Measures both sides in turns, one row for each size.</summary>
    /// <exception cref="InvalidOperationException">There is no Python with NumPy.</exception>
    public static IEnumerable<BenchmarkRow> Run(BenchmarkPlan plan)
    {
        // Many small matrices: the cost of a layer is the drawing of weights. One large matrix: it is the product.
        yield return Compare(plan, width: 64, chains: 64, layers: plan.Repetitions(1000), promised: 3);
        yield return Compare(plan, width: 512, chains: 1, layers: plan.Repetitions(200), promised: 1);
        yield return Enumerated(plan);
    }

    private static BenchmarkRow Compare(BenchmarkPlan plan, int width, int chains, int layers, double promised)
    {
        var rounds = Math.Min(plan.Rounds, 5);
        var (ours, theirs) = (new double[rounds], new double[rounds]);
        _ = Ours(width, chains, layers / 4);
        for (var round = 0; round < rounds; round++)
        {
            ours[round] = Ours(width, chains, layers);
            theirs[round] = Reference(width, chains, layers);
        }
        return BenchmarkRow.OfTimes($"{chains} batch-norm chain{(chains > 1 ? "s" : "")}, d = {width}, {layers} layers, {Environment.ProcessorCount} threads", "NumPy", ours, theirs, promised);
    }

    private static double Ours(int width, int chains, int layers)
    {
        var watch = Stopwatch.StartNew();
        new CorrelationChain(width, 0.03).Simulate(
            ChainStart.Identity(width), new SamplingPlan { Chains = chains, BurnIn = layers }, new RandomSource(1).Stream("benchmark"));
        return watch.Elapsed.TotalSeconds;
    }

    private static double Reference(int width, int chains, int layers)
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

        throw new InvalidOperationException("No python3 with NumPy was found; install python3-numpy and libopenblas0, then run ./workbook bench chain.");
    }

    private static BenchmarkRow Enumerated(BenchmarkPlan plan)
    {
        var layer = new RademacherLayer(CorrelationMatrix.Of(new RandomSource(1).Stream("state").NormalMatrix(3, 4)));
        return plan.InTurns("exact mean over signs by rows, d = 3", "all 512 matrices", () => layer.ExpectedSquaredNorm(0.1), () => layer.ExpectedSquaredNormReference(0.1), repetitions: 20);
    }
}
