using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Benchmarks;

/// <summary>Start-up, latency and memory of the kernel, each beside what the workbook promises.</summary>
internal static class KernelBenchmark
{
    private const int Starts = 7;
    private const int Cells = 500;

    /// <summary>Measures and prints one line each.</summary>
    public static void Run(TextWriter output)
    {
        var program = Path.Combine(Environment.GetEnvironmentVariable("WORKBOOK_ROOT") ?? ".", "artifacts", "workbook", "Workbook");
        if (!File.Exists(program))
        {
            output.WriteLine($"The kernel is not built: {program} does not exist. Run ./workbook claims once, then ./workbook bench kernel.");
            return;
        }
        Report(output, "process start to the result of 1+1, ms", [.. Enumerable.Range(0, Starts).Select(_ => ColdStart(program))], 1500);
        Report(output, "the same, asked 3 s after the start, ms", [.. Enumerable.Range(0, Starts).Select(_ => WarmStart(program))], 60);
        var (latencies, grown) = ManyCells(program);
        Report(output, $"one-line cell, {Cells} in a row, ms", latencies, 40);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{$"resident memory that {Cells} cells add, MB",-44} {grown,8:0.0}  promised at most 60"));
    }

    private static void Report(TextWriter output, string what, double[] values, double limit)
    {
        Array.Sort(values);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-44} {values[values.Length / 2],8:0.0}  promised at most {limit}  (median of {values.Length}; {values[0]:0.0} to {values[^1]:0.0})"));
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

    private static (double[] Latencies, double Grown) ManyCells(string program)
    {
        using var kernel = new Kernel(program);
        kernel.Run("var v0 = 0;");
        var before = kernel.ResidentMegabytes;
        var latencies = Enumerable.Range(1, Cells).Select(i => kernel.Run($"var v{i} = v{i - 1} + 1; v{i}")).ToArray();
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
