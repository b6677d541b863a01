using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Notebooks;

/// <summary>One cell of a <see cref="NotebookDocument"/>: a view of its JSON, which keeps every field that this program does not know.</summary>
internal sealed class NotebookCell
{
    /// <summary>The type of a cell whose source is run.</summary>
    public const string CodeType = "code";

    private readonly JsonObject json;
    private readonly DisplayRegistry displays;

    /// <summary>Views a cell that <see cref="NotebookReader"/> has brought to the form in which it is saved.</summary>
    public NotebookCell(JsonObject json, DisplayRegistry displays)
    {
        this.json = json;
        this.displays = displays;
    }

    /// <summary>Identity within the notebook: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public string Id => JsonStrings.Join(json["id"])!;

    /// <summary><c>code</c>, <c>markdown</c> or <c>raw</c>.</summary>
    public string CellType => JsonStrings.Join(json["cell_type"])!;

    /// <summary>Whether the cell is run.</summary>
    public bool IsCode => CellType == CodeType;

    /// <summary>The text of the cell, lines separated by <c>\n</c>.</summary>
    public string Source
    {
        get => JsonStrings.Join(json["source"])!;
        set => json["source"] = JsonStrings.Split(value.ReplaceLineEndings("\n"));
    }

    /// <summary>Everything that programs noted about the cell; changes to it are saved.</summary>
    public JsonObject Metadata => (JsonObject)json["metadata"]!;

    /// <summary>The tags, in the order of the file.</summary>
    public IReadOnlyList<string> Tags => Metadata["tags"] is JsonArray tags
        ? [.. tags.Where(JsonStrings.IsString).Select(tag => JsonStrings.Read(tag!.AsValue()))]
        : [];

    /// <summary>The language id of a code cell, <c>csharp</c> unless its metadata says otherwise; <c>markdown</c> or <c>raw</c> else.</summary>
    public string Language => IsCode ? NotebookLanguage.OfCell(Metadata) : CellType;

    /// <summary>The text as a kernel takes it: with the language switch that the metadata stands for.</summary>
    public string SourceForKernel => Language == NotebookLanguage.CSharp ? Source : $"#!{Language}\n{Source}";

    /// <summary>The outputs in nbformat's form; empty for cells that are not run.</summary>
    public JsonArray Outputs => json["outputs"] as JsonArray ?? [];

    /// <summary>The number of the execution which made the outputs; null when there was none.</summary>
    public int? ExecutionCount
    {
        get => json["execution_count"] is JsonValue count && count.GetValueKind() == JsonValueKind.Number ? (int)count.GetValue<double>() : null;
        set
        {
            RequireCode();
            json["execution_count"] = value is { } count ? JsonValue.Create((double)count) : null;
        }
    }

    internal JsonObject Json => json;

    /// <summary>Whether a tag is present, in exactly this spelling.</summary>
    public bool HasTag(string tag) => Tags.Contains(tag, StringComparer.Ordinal);

    /// <summary>Removes the outputs and the execution count; without effect on a cell that is not run.</summary>
    public void ClearOutputs()
    {
        if (!IsCode)
            return;
        json["outputs"] = new JsonArray();
        json["execution_count"] = null;
    }

    /// <summary>
    /// Adds an output in nbformat's form (the content of the protocol's messages with <c>output_type</c>). Text of the stream that the
    /// last output belongs to is joined to it. A <c>transient.display_id</c> is remembered for updates and not saved.
    /// </summary>
    public void AppendOutput(JsonObject output)
    {
        RequireCode();
        var displayId = DisplayRegistry.IdOf(output);
        var saved = CellOutput.Canonical(output, $"cell {Id}");
        if (CellOutput.TryJoin(Outputs, saved))
            return;
        Outputs.Add((JsonNode)saved);
        if (displayId is not null)
            displays.Add(displayId, saved);
    }

    private void RequireCode()
    {
        if (!IsCode)
            throw new InvalidOperationException($"Cell {Id} is a {CellType} cell; only code cells have outputs and execution counts.");
    }
}
