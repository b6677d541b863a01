using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>The Python side of a comparison: a script that measures one case at a time when asked, on one thread.</summary>
internal sealed class PythonReference : IDisposable
{
    /// <summary>Debian's Python finds Debian's torch, whatever other Pythons are on the PATH.</summary>
    private const string DebianPython = "/usr/bin/python3";

    private readonly Process process;

    /// <summary>Starts the script and waits until it is ready.</summary>
    /// <param name="script">File name in <c>tests/Benchmarks/reference</c>.</param>
    public PythonReference(string script)
    {
        var root = Environment.GetEnvironmentVariable("WORKBOOK_ROOT") ?? throw new InvalidOperationException("Run benchmarks with ./workbook bench.");
        var start = new ProcessStartInfo(File.Exists(DebianPython) ? DebianPython : "python3", [Path.Combine(root, "tests", "Benchmarks", "reference", script)])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        foreach (var variable in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"]) start.Environment[variable] = "1";
        process = Process.Start(start) ?? throw new InvalidOperationException("python3 could not be started; install python3-torch and python3-numpy.");
        About = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{script} ended at once; install python3-torch and python3-numpy.");
    }

    /// <summary>What the script says of itself.</summary>
    public string About { get; }

    /// <summary>Seconds per call of a case, the 5th percentile over repetitions.</summary>
    public double Seconds(string name, int repetitions)
    {
        process.StandardInput.WriteLine($"{name} {repetitions}");
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The Python side ended in the case {name}.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    /// <summary>Seconds per call of C# work, the 5th percentile over repetitions: the same clock and the same statistic.</summary>
    public static double Seconds(Action work, int calls, int repetitions)
    {
        var times = new double[repetitions];
        for (var i = 0; i < repetitions; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
        }
        Array.Sort(times);
        return times[repetitions / 20];
    }

    /// <summary>Ends the script.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5000)) process.Kill();
        process.Dispose();
    }
}
