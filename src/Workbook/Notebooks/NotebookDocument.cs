using System.Text;
using System.Text.Json.Nodes;

namespace Workbook.Notebooks;

/// <summary>
/// A notebook in memory: nbformat 4.5, read from a file, changed by a run and saved in exactly the form in which VS Code saves it,
/// so that whoever saves last leaves no trace in a comparison. Fields that this program does not know are kept. Not thread-safe.
/// </summary>
internal sealed class NotebookDocument
{
    /// <summary>The key under which this program notes things in the notebook's metadata.</summary>
    public const string MetadataKey = "rankcollapse";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly JsonObject json;
    private readonly string indentation;
    private readonly DisplayRegistry displays = new();
    private readonly List<NotebookCell> cells;

    private NotebookDocument(string name, JsonObject json, string indentation)
    {
        Name = name;
        this.json = json;
        this.indentation = indentation;
        cells = [.. CellArray.Select(cell => new NotebookCell((JsonObject)cell!, displays))];
    }

    /// <summary>What messages call the notebook: the path as it was given.</summary>
    public string Name { get; }

    /// <summary>The cells in order.</summary>
    public IReadOnlyList<NotebookCell> Cells => cells;

    /// <summary>What programs noted about the notebook; changes to it are saved.</summary>
    public JsonObject Metadata => (JsonObject)json["metadata"]!;

    private JsonArray CellArray => (JsonArray)json["cells"]!;

    /// <summary>Reads a notebook file.</summary>
    /// <exception cref="NotebookException">It cannot be read or is not a C# notebook.</exception>
    public static NotebookDocument Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path).AsSpan();
            return Parse(Utf8.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes), path);
        }
        catch (DecoderFallbackException e)
        {
            throw new NotebookException($"'{path}' is not UTF-8 text, so it is not a notebook. Check the path, or restore it from version control.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"'{path}' could not be read: {e.Message.TrimEnd('.')}. Check the path and that reading it is allowed.", e);
        }
    }

    /// <summary>Reads the text of a notebook.</summary>
    /// <param name="text">JSON of nbformat 4; minor versions below 5 are upgraded.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="NotebookException">It is not a C# notebook.</exception>
    public static NotebookDocument Parse(string text, string name) => new(name, NotebookReader.Read(text, name), IndentationOf(text));

    /// <summary>A notebook without cells, with the metadata that VS Code and Jupyter need to run it in C#.</summary>
    public static NotebookDocument Create(string name) => new(name, new JsonObject
    {
        ["cells"] = new JsonArray(),
        ["metadata"] = NotebookLanguage.NewMetadata(),
        ["nbformat"] = 4.0,
        ["nbformat_minor"] = 5.0,
    }, " ");

    /// <summary>Adds a cell at the end.</summary>
    public NotebookCell AddCell(string cellType, string source, params ReadOnlySpan<string> tags) => InsertCell(cells.Count, cellType, source, tags);

    /// <summary>Puts in a cell before the one at an index. Its id depends on its content only, so that equal runs give equal files.</summary>
    public NotebookCell InsertCell(int index, string cellType, string source, params ReadOnlySpan<string> tags)
    {
        var taken = cells.Select(cell => cell.Id).ToHashSet(StringComparer.Ordinal);
        var created = new JsonObject
        {
            ["cell_type"] = cellType,
            ["id"] = NotebookReader.NewId($"{cellType}\n{source}", taken),
            ["metadata"] = new JsonObject(),
        };
        if (cellType == NotebookCell.CodeType)
        {
            created["execution_count"] = null;
            created["outputs"] = new JsonArray();
        }
        var cell = new NotebookCell(created, displays) { Source = source };
        if (tags.Length > 0)
            cell.Metadata["tags"] = new JsonArray([.. tags.ToArray().Select(tag => JsonValue.Create(tag))]);
        CellArray.Insert(index, created);
        cells.Insert(index, cell);
        return cell;
    }

    /// <summary>Takes out a cell of this notebook.</summary>
    public void RemoveCell(NotebookCell cell)
    {
        CellArray.Remove(cell.Json);
        cells.Remove(cell);
    }

    /// <summary>Removes all outputs and execution counts.</summary>
    public void ClearOutputs()
    {
        foreach (var cell in cells)
            cell.ClearOutputs();
    }

    /// <summary>Replaces what the outputs with a display id show, in whichever cell they are.</summary>
    /// <returns>Whether there was such an output.</returns>
    public bool UpdateDisplay(string displayId, JsonObject data, JsonObject? metadata = null) => displays.Update(displayId, data, metadata) > 0;

    /// <summary>Notes something about a run under <c>metadata.rankcollapse</c>; null removes it.</summary>
    public void NoteRun(string key, JsonNode? value)
    {
        if (Metadata[MetadataKey] is not JsonObject notes)
            Metadata[MetadataKey] = notes = new JsonObject();
        notes.Remove(key);
        if (value is not null)
            notes[key] = value.DeepClone();
        if (notes.Count == 0)
            Metadata.Remove(MetadataKey);
    }

    /// <summary>The text of the file: sorted keys, the indentation of the file that was read (one space otherwise), LF, a final line end.</summary>
    public string ToJson() => JsonTextWriter.Write(json, indentation) + "\n";

    /// <summary>Saves the notebook in one step; see <see cref="AtomicFile"/>.</summary>
    /// <exception cref="NotebookException">It could not be saved; the file is as it was before.</exception>
    public void Save(string path, AtomicFile.OpenForWriting? open = null) => AtomicFile.Write(path, Utf8.GetBytes(ToJson()), open);

    /// <summary>The white space before the first indented line, as VS Code detects it; files on one line get one space.</summary>
    private static string IndentationOf(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var content = line.TrimStart(" \t");
            if (content.Length > 0 && content.Length < line.Length)
                return line[..^content.Length].ToString();
        }
        return " ";
    }
}
