using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Notebooks;

/// <summary>
/// Checks what was parsed and brings it to the one form in which notebooks are saved: nbformat 4.5 with ids, text as lines, known
/// output fields only. A notebook that is in this form already is not changed.
/// </summary>
internal sealed class NotebookReader
{
    private const int Format = 4;
    private const int FirstMinorWithIds = 5;
    private static readonly string[] CellTypes = [NotebookCell.CodeType, "markdown", "raw"];

    private readonly string name;
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    private NotebookReader(string name) => this.name = name;

    /// <summary>Reads the text of a notebook.</summary>
    /// <param name="text">The content of the file.</param>
    /// <param name="name">What errors call the file.</param>
    /// <exception cref="NotebookException">It is not a C# notebook that can be read; the message says how to mend it.</exception>
    public static JsonObject Read(string text, string name) => new NotebookReader(name).Read(text);

    /// <summary>An id of 8 hexadecimal digits that depends on the text alone and is not among those taken.</summary>
    public static string NewId(string seed, IReadOnlySet<string> taken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{attempt}\n{seed}"));
            var id = Convert.ToHexStringLower(hash.AsSpan(0, 4));
            if (!taken.Contains(id))
                return id;
        }
    }

    private JsonObject Read(string text)
    {
        var notebook = ParseJson(text) as JsonObject
            ?? throw new NotebookException($"'{name}' is JSON but not a notebook: an object with cells and metadata was expected. Check the path.");
        var minor = RequireFormat4(notebook);
        var metadata = notebook["metadata"] as JsonObject ?? new JsonObject();
        NotebookLanguage.RequireCSharp(metadata, name);
        if (notebook["cells"] is not JsonArray cells)
            throw new NotebookException($"'{name}' has no array 'cells', so it is not an nbformat 4 notebook. Restore it from version control.");
        var result = new JsonObject
        {
            ["cells"] = CanonicalCells(cells),
            ["metadata"] = metadata.DeepClone(),
            ["nbformat"] = (double)Format,
            ["nbformat_minor"] = Math.Max(minor, FirstMinorWithIds),
        };
        return result;
    }

    private JsonNode? ParseJson(string text)
    {
        try
        {
            return JsonTextReader.Parse(text);
        }
        catch (JsonTextException e)
        {
            var remedy = text.StartsWith("<<<<<<< ", StringComparison.Ordinal) || text.Contains("\n<<<<<<< ", StringComparison.Ordinal)
                ? "The file holds an unresolved merge conflict: resolve it first."
                : "Repair the file there, or restore it from version control.";
            throw new NotebookException($"'{name}' is not JSON at line {e.Line}, column {e.Column}: {e.Reason}. {remedy}", e);
        }
    }

    private double RequireFormat4(JsonObject notebook)
    {
        var found = Number(notebook["nbformat"])
            ?? throw new NotebookException($"'{name}' has no number 'nbformat', so it is not a notebook. Check the path, or add \"nbformat\": 4.");
        if (found < Format)
            throw new NotebookException(
                $"'{name}' is nbformat {JavaScriptNumber.Format(found)}; nbformat 4 is needed. Convert it: jupyter nbconvert --to notebook --nbformat 4 '{name}'");
        if (found > Format)
            throw new NotebookException(
                $"'{name}' is nbformat {JavaScriptNumber.Format(found)}, which is newer than this program; nbformat 4 is needed. "
                + "Save it as nbformat 4 with the program that wrote it.");
        return Number(notebook["nbformat_minor"]) ?? 0;
    }

    private JsonArray CanonicalCells(JsonArray cells)
    {
        foreach (var cell in cells.OfType<JsonObject>())
            _ = JsonStrings.IsString(cell["id"]) && ids.Add(JsonStrings.Join(cell["id"])!);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var result = new JsonArray();
        for (var i = 0; i < cells.Count; i++)
            result.Add((JsonNode)CanonicalCell(cells[i] as JsonObject, i + 1, kept));
        return result;
    }

    private JsonObject CanonicalCell(JsonObject? cell, int number, HashSet<string> kept)
    {
        var type = JsonStrings.Join(cell?["cell_type"]);
        if (cell is null || !CellTypes.Contains(type))
            throw Malformed(number, $"has the cell_type '{type}'; allowed are code, markdown and raw. Correct it in the file.");
        // The copy keeps the fields that this program does not know.
        var result = (JsonObject)cell.DeepClone();
        var source = Source(cell["source"], number);
        result["source"] = JsonStrings.Split(source);
        if (result["metadata"] is not JsonObject)
            result["metadata"] = new JsonObject();
        var id = JsonStrings.IsString(cell["id"]) ? JsonStrings.Join(cell["id"])! : "";
        if (id.Length == 0 || !kept.Add(id))
        {
            id = NewId($"{number}\n{type}\n{source}", ids);
            ids.Add(id);
        }
        result["id"] = id;
        if (type == NotebookCell.CodeType)
        {
            result["outputs"] = CanonicalOutputs(cell["outputs"] as JsonArray ?? [], number);
            result.TryAdd("execution_count", null);
        }
        else
        {
            result.Remove("outputs");
            result.Remove("execution_count");
        }
        return result;
    }

    private JsonArray CanonicalOutputs(JsonArray outputs, int number)
    {
        var result = new JsonArray();
        foreach (var output in outputs)
            result.Add((JsonNode)CellOutput.Canonical(output as JsonObject ?? [], $"cell {number} of '{name}'"));
        return result;
    }

    private string Source(JsonNode? source, int number)
    {
        var text = JsonStrings.Join(source) ?? throw Malformed(number, "has no source; it must be a string or an array of strings. Correct it in the file.");
        if (source is JsonArray lines)
        {
            for (var i = 0; i + 1 < lines.Count; i++)
            {
                if (!JsonStrings.Read(lines[i]!.AsValue()).EndsWith('\n'))
                    throw Malformed(number,
                        $"has a source whose line {i + 1} lacks its line end, so that it would run together with line {i + 2}. "
                        + "Every line but the last must end in \\n: add it, or save the notebook in an editor.");
            }
        }
        return text.Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private NotebookException Malformed(int number, string what) => new($"Cell {number} of '{name}' {what}");

    private static double? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : null;
}
