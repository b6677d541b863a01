using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Workbook.Tests.Jupyter;

/// <summary>Jupyter's own programs, from Debian's packages, with this kernel installed where only they look.</summary>
public sealed class JupyterTools : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> IsInstalled =
        new(() => File.Exists(Python) && Start(Python, [], "-c", "import jupyter_client, nbclient, jupyter_kernel_test, zmq").Exit == 0);

    private readonly string folder = Directory.CreateTempSubdirectory("jupyter-test-").FullName;
    private readonly Dictionary<string, string> environment;

    public JupyterTools()
    {
        environment = new()
        {
            ["JUPYTER_PATH"] = Path.Combine(folder, "share", "jupyter"), ["JUPYTER_RUNTIME_DIR"] = Path.Combine(folder, "runtime"),
            ["JUPYTER_DATA_DIR"] = Path.Combine(folder, "data"),
        };
        if (IsInstalled.Value) Install();
    }

    public string Folder => folder;

    public string Kernels => Path.Combine(folder, "share", "jupyter", "kernels");

    private void Install()
    {
        var (exit, _, error) = Program("kernel", "install", "--prefix", folder);
        if (exit != 0) throw new InvalidOperationException(error);
    }

    /// <summary>Runs the workbook's program.</summary>
    public (int Exit, string Output, string Error) Program(params string[] arguments) =>
        Start("dotnet", environment, [Path.Combine(AppContext.BaseDirectory, "Workbook.dll"), .. arguments]);

    /// <summary>Runs a script beside the tests; the test is skipped where the packages are missing.</summary>
    public (int Exit, string Output, string Error) Script(string name, params string[] arguments)
    {
        Assert.SkipUnless(IsInstalled.Value,
            "missing packages: apt-get install python3-jupyter-client python3-nbclient jupyter-nbconvert python3-jupyter-kernel-test libzmq5");
        return Start(Python, environment, [Path.Combine(AppContext.BaseDirectory, "Jupyter", name), .. arguments]);
    }

    /// <summary>The same, for a script that prints one line of JSON.</summary>
    public JsonObject Ask(string name, params string[] arguments)
    {
        var (exit, output, error) = Script(name, arguments);
        Assert.True(exit == 0, error);
        return JsonNode.Parse(output)!.AsObject();
    }

    private static (int Exit, string Output, string Error) Start(string program, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var watchdog = new Timer(_ => process.Kill(entireProcessTree: true), null, TimeSpan.FromMinutes(3), Timeout.InfiniteTimeSpan);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
