using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Workbook.Tests.Running;

/// <summary>A folder with notebooks, and the program run on them as a person runs it.</summary>
public sealed class RunFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("run-test-").FullName;

    public string Notebooks => Path.Combine(folder, "notebooks");

    public string Output => Path.Combine(folder, "out");

    public RunFolder() => Directory.CreateDirectory(Notebooks);

    /// <summary>Writes a notebook of code cells; a cell that begins with <c>tag:</c> NAME gets that tag.</summary>
    public string Add(string name, params string[] cells)
    {
        var path = Path.Combine(Notebooks, name + ".ipynb");
        var json = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select((source, i) => (JsonNode)Cell(source, i))]),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" } },
            ["nbformat"] = 4, ["nbformat_minor"] = 5,
        };
        File.WriteAllText(path, json.ToJsonString());
        return path;
    }

    private static JsonObject Cell(string source, int index)
    {
        var metadata = new JsonObject();
        if (source.StartsWith("tag:", StringComparison.Ordinal))
        {
            metadata["tags"] = new JsonArray(source[4..source.IndexOf('\n')]);
            source = source[(source.IndexOf('\n') + 1)..];
        }
        return new JsonObject
        {
            ["cell_type"] = "code", ["id"] = $"cell000{index}", ["metadata"] = metadata, ["source"] = source, ["execution_count"] = null, ["outputs"] = new JsonArray(),
        };
    }

    public ProgramRun Run(params string[] arguments) => Program(["run", .. arguments, "--out", Output]);

    public ProgramRun Program(params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProgramRun(process.ExitCode, output, error.Result);
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Workbook.dll"), .. arguments])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["WORKBOOK_ROOT"] = folder;
        return Process.Start(start)!;
    }

    public JsonObject Executed(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Output, name + ".ipynb")))!.AsObject();

    public JsonObject OutputFile(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Output, name)))!.AsObject();

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>What the program did: exit status, results, progress.</summary>
public sealed record ProgramRun(int ExitCode, string Output, string Error);
