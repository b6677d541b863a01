using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Benchmarks;

/// <summary>Start-up, latency and memory of the kernel, each beside what the workbook promises.</summary>
internal static class KernelBenchmark
{
    /// <summary>Measures.</summary>
    /// <exception cref="InvalidOperationException">The kernel is not built.</exception>
    public static IEnumerable<BenchmarkRow> Run(BenchmarkPlan plan)
    {
        var program = Path.Combine(Environment.GetEnvironmentVariable("WORKBOOK_ROOT") ?? ".", "artifacts", "workbook", "Workbook");
        if (!File.Exists(program))
            throw new InvalidOperationException($"The kernel is not built: {program} does not exist. Run ./workbook claims once, then ./workbook bench kernel.");
        var (starts, cells) = (plan.Repetitions(8), plan.Repetitions(500));
        yield return BenchmarkRow.OfLimit("process start to the result of 1+1", [.. Enumerable.Range(0, starts).Select(_ => ColdStart(program))], 1500, "ms");
        yield return BenchmarkRow.OfLimit("the same, asked 3 s after the start", [.. Enumerable.Range(0, starts).Select(_ => WarmStart(program))], 60, "ms");
        var (latencies, grown) = ManyCells(program, cells);
        yield return BenchmarkRow.OfLimit($"one-line cell, {cells} in a row", latencies, 40, "ms");
        yield return BenchmarkRow.OfLimit($"resident memory that {cells} cells add", [grown], 60, "MB");
    }

    private static double ColdStart(string program)
    {
        var watch = Stopwatch.StartNew();
        using var kernel = new Kernel(program);
        kernel.Run("1+1");
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double WarmStart(string program)
    {
        using var kernel = new Kernel(program);
        Thread.Sleep(3000);
        return kernel.Run("1+1");
    }

    private static (double[] Latencies, double Grown) ManyCells(string program, int cells)
    {
        using var kernel = new Kernel(program);
        kernel.Run("var v0 = 0;");
        var before = kernel.ResidentMegabytes;
        var latencies = Enumerable.Range(1, cells).Select(i => kernel.Run($"var v{i} = v{i - 1} + 1; v{i}")).ToArray();
        return (latencies, kernel.ResidentMegabytes - before);
    }

    private sealed class Kernel : IDisposable
    {
        private readonly Process process;

        public Kernel(string program) => process = Process.Start(new ProcessStartInfo(program, ["kernel", "start"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        })!;

        public double ResidentMegabytes
        {
            get
            {
                process.Refresh();
                return process.WorkingSet64 / 1048576.0;
            }
        }

        /// <summary>Runs a cell; milliseconds from request to idle.</summary>
        public double Run(string code)
        {
            var watch = Stopwatch.StartNew();
            var id = Guid.NewGuid().ToString("N");
            process.StandardInput.WriteLine(new JsonObject
            {
                ["channel"] = "shell", ["header"] = new JsonObject { ["msg_id"] = id, ["msg_type"] = "execute_request" }, ["content"] = new JsonObject { ["code"] = code },
            }.ToJsonString());
            process.StandardInput.Flush();
            while (process.StandardOutput.ReadLine() is { } line)
            {
                var message = JsonNode.Parse(line)!;
                if (message["content"]!["ename"] is { } error) throw new InvalidOperationException($"{code}: {error}");
                if (message["parent_header"]!["msg_id"]?.ToString() == id && message["content"]!["execution_state"]?.ToString() == "idle") return watch.Elapsed.TotalMilliseconds;
            }
            throw new InvalidOperationException($"The kernel ended while running: {code}");
        }

        public void Dispose()
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }
}
