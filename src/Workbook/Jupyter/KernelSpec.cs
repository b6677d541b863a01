using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbook.Kernel;
using Workbook.Running;

namespace Workbook.Jupyter;

/// <summary>What Jupyter is told about the kernel: the content of <c>kernel.json</c>.</summary>
internal static class KernelSpec
{
    /// <summary>The file in a kernelspec's folder.</summary>
    public const string FileName = "kernel.json";

    /// <summary>The member of the metadata by which this project knows its own kernelspecs.</summary>
    private const string Mark = "rankcollapse";

    /// <summary>Small young generation: with the runtime's default, sized by the processor's cache, a kernel of 500 cells grows by half as much again.</summary>
    private const string YoungGenerationBytes = "0x800000";

    /// <summary>One thread for libtorch's matrix products, as the script <c>workbook</c> sets: models here are small, for which a second thread costs more than it brings.</summary>
    private const string MathThreads = "1";

    private static readonly JsonSerializerOptions Writing = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of the file for this program.</summary>
    /// <param name="root">The repository's root folder.</param>
    public static string Text(string root)
    {
        var environment = new JsonObject
        {
            [Repository.RootVariable] = root, ["DOTNET_GCgen0size"] = YoungGenerationBytes, ["OMP_NUM_THREADS"] = MathThreads, ["OPENBLAS_NUM_THREADS"] = MathThreads,
        };
        // A runtime that is not in the system's place is found through this variable, which a front end started from a menu lacks.
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } runtime) environment["DOTNET_ROOT"] = runtime;
        return new JsonObject
        {
            ["argv"] = new JsonArray([.. ProgramFile.Command("kernel", "start", "--connection", "{connection_file}").Select(a => (JsonNode)a)]),
            ["display_name"] = KernelInfo.DisplayName, ["language"] = "C#", ["interrupt_mode"] = "message", ["env"] = environment,
            ["metadata"] = new JsonObject { ["debugger"] = false, [Mark] = new JsonObject { ["version"] = KernelInfo.Version } },
        }.ToJsonString(Writing) + "\n";
    }

    /// <summary>Whether a kernelspec's folder holds one of this project.</summary>
    public static bool IsOurs(string folder)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(Path.Combine(folder, FileName)))?["metadata"]?[Mark] is JsonObject;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>What a kernelspec starts, for a person who must decide what to do with it.</summary>
    public static string Starts(string folder)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(Path.Combine(folder, FileName)))?["argv"]?[0]?.ToString() is { } program ? $"it starts {program}" : "it starts nothing";
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return $"it has no readable {FileName}";
        }
    }
}
