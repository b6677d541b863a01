using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbook.Notebooks;

namespace Workbook.Running;

/// <summary>The files of a run beside the executed notebooks.</summary>
internal static class RunFiles
{
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>JSON as this program writes it for people and programs: indented, a line end at the end.</summary>
    public static byte[] Serialize(JsonNode json) => [.. JsonSerializer.SerializeToUtf8Bytes(json, Writing), (byte)'\n'];

    /// <summary>Makes the output folder and shows that it can be written to, before anything runs.</summary>
    /// <exception cref="NotebookException">It cannot.</exception>
    public static void PrepareFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"The output folder {folder} cannot be written to: {e.Message.TrimEnd('.')}. Allow writing there, or name another with --out DIR.", e);
        }
    }

    /// <summary>Writes <c>summary.json</c>: what each notebook came to.</summary>
    public static void WriteSummary(string folder, IReadOnlyList<NotebookResult> results) =>
        AtomicFile.Write(Path.Combine(folder, "summary.json"), Serialize(new JsonObject
        {
            ["passed"] = results.All(r => r.Passed),
            ["notebooks"] = new JsonArray([.. results.Select(r => (JsonNode)new JsonObject
            {
                ["name"] = r.Name, ["passed"] = r.Passed, ["seconds"] = Math.Round(r.Time.TotalSeconds, 2), ["cells"] = r.Cells.All, ["cells_run"] = r.Cells.Run,
                ["claims"] = r.Claims.Count, ["claims_that_hold"] = r.Claims.Count(c => c.Holds),
                ["failures"] = new JsonArray([.. r.Failures.Select(f => (JsonNode)f)]),
            })]),
        }));
}
