using System.Text.Json;
using System.Text.Json.Nodes;
using Workbook.Notebooks;

namespace Workbook.Running;

/// <summary>The ledger of a run: as a table for people, as JSON for programs.</summary>
internal static class ClaimReport
{
    /// <summary>The ledger's file in the output folder of a run.</summary>
    public const string FileName = "claims.json";

    private static readonly string[] Head = ["claim", "kind", "basis", "predicted", "", "measured", "tolerance", "verdict", "statement"];

    /// <summary>The ledger as aligned columns, a section a paper with its counts by kind, and a line of all counts at the end.</summary>
    public static string Table(IReadOnlyList<ClaimEntry> claims)
    {
        if (claims.Count == 0) return "No claims were made.";
        var rows = claims.Select(Row).ToList();
        var widths = Head.Select((h, j) => Math.Max(h.Length, rows.Max(r => r[j].Length))).ToArray();
        var text = new System.Text.StringBuilder();
        foreach (var paper in claims.Zip(rows).GroupBy(c => c.First.Text("paper")))
        {
            text.AppendLine(paper.Key.Length > 0 ? paper.Key : "(no paper)");
            text.AppendLine("  " + Line(Head, widths));
            foreach (var (_, row) in paper) text.AppendLine("  " + Line(row, widths));
            text.AppendLine("  " + string.Join(", ", paper.GroupBy(c => c.First.Text("kind")).Select(k => $"{k.Key}: {k.Count(c => c.First.Holds)} of {k.Count()} hold")));
            text.AppendLine();
        }
        var failed = claims.Count(c => !c.Holds);
        return text.Append($"{Count(claims.Count, "claim")}: {claims.Count - failed} hold{(claims.Count - failed == 1 ? "s" : "")}, {failed} {(failed == 1 ? "does" : "do")} not.").ToString();
    }

    /// <summary>Writes the ledger of a run.</summary>
    public static void Write(string folder, IReadOnlyList<ClaimEntry> claims) =>
        AtomicFile.Write(Path.Combine(folder, FileName), Json(claims));

    /// <summary>The ledger as UTF-8 JSON.</summary>
    public static byte[] Json(IReadOnlyList<ClaimEntry> claims) => RunFiles.Serialize(new JsonObject
    {
        ["claims"] = new JsonArray([.. claims.Select(c => (JsonNode)c.ToJson())]),
    });

    /// <summary>Reads the ledger of the last run.</summary>
    /// <exception cref="NotebookException">There was no run yet, or its file is damaged.</exception>
    public static IReadOnlyList<ClaimEntry> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new NotebookException($"There is no ledger at {path} yet. Run the notebooks first: ./workbook run");
        try
        {
            return [.. JsonNode.Parse(File.ReadAllText(path))!["claims"]!.AsArray().Select(c => ClaimEntry.FromJson(c!.AsObject()))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new NotebookException($"The ledger at {path} is damaged ({e.Message.TrimEnd('.')}). Run the notebooks again: ./workbook run");
        }
    }

    private static string[] Row(ClaimEntry claim) =>
    [
        claim.Id, claim.Text("kind"), claim.Text("basis"), claim.Text("predicted"), claim.Text("relation"), claim.Text("measured"),
        claim.Text("tolerance"), claim.Holds ? "holds" : "DOES NOT HOLD", claim.Text("statement"),
    ];

    private static string Line(IReadOnlyList<string> row, int[] widths) =>
        string.Join("  ", row.Select((entry, j) => entry.PadRight(widths[j]))).TrimEnd();

    private static string Count(int n, string noun) => $"{n} {noun}{(n == 1 ? "" : "s")}";
}
