using System.Text.Json.Nodes;

namespace Workbook.Notebooks;

/// <summary>The form of an output in a saved notebook: which fields it has, and what is text, what is JSON and what is one string.</summary>
internal static class CellOutput
{
    /// <summary>A copy with exactly the fields that nbformat knows for its type; VS Code drops the others, <c>transient</c> among them.</summary>
    /// <param name="output">An output from a file or from a kernel.</param>
    /// <param name="place">What an error names, for example <c>cell 3</c>.</param>
    /// <exception cref="NotebookException">The output has no known type or lacks what its type needs.</exception>
    public static JsonObject Canonical(JsonObject output, string place)
    {
        var type = JsonStrings.Join(output["output_type"]);
        var result = new JsonObject { ["output_type"] = type };
        switch (type)
        {
            case "stream":
                result["name"] = JsonStrings.Join(output["name"]) ?? "stdout";
                result["text"] = JsonStrings.Split(JsonStrings.Join(output["text"]) ?? throw Malformed(place, "a stream without text"));
                break;
            case "display_data" or "execute_result":
                result["data"] = CanonicalData(output["data"] as JsonObject ?? throw Malformed(place, $"a {type} without data"));
                result["metadata"] = (output["metadata"] as JsonObject)?.DeepClone() ?? new JsonObject();
                if (type == "execute_result")
                    result["execution_count"] = output["execution_count"]?.DeepClone();
                break;
            case "error":
                result["ename"] = JsonStrings.Join(output["ename"]) ?? "";
                result["evalue"] = JsonStrings.Join(output["evalue"]) ?? "";
                result["traceback"] = output["traceback"]?.DeepClone() as JsonArray ?? [];
                break;
            default:
                throw Malformed(place, $"of type '{type}'");
        }
        return result;
    }

    /// <summary>A copy of a bundle: text as lines, JSON as JSON, everything else as one string.</summary>
    public static JsonObject CanonicalData(JsonObject data)
    {
        var result = new JsonObject();
        foreach (var (mime, value) in data)
            result[mime] = CanonicalValue(mime, value);
        return result;
    }

    /// <summary>Joins stream text to the last output when that is the same stream.</summary>
    /// <returns>Whether it was joined; if not, the output is to be added.</returns>
    public static bool TryJoin(JsonArray outputs, JsonObject output)
    {
        if (!IsStream(output) || outputs.Count == 0 || outputs[^1] is not JsonObject last || !IsStream(last)
            || JsonStrings.Join(last["name"]) != JsonStrings.Join(output["name"]))
            return false;
        JsonStrings.Append((JsonArray)last["text"]!, JsonStrings.Join(output["text"])!);
        return true;
    }

    private static bool IsStream(JsonObject output) => JsonStrings.Join(output["output_type"]) == "stream";

    private static JsonNode? CanonicalValue(string mime, JsonNode? value)
    {
        if (IsText(mime))
            return JsonStrings.Join(value) is { } text ? JsonStrings.Split(text) : value?.DeepClone();
        if (IsJson(mime))
            return JsonStrings.IsString(value) ? ParsedOrText(JsonStrings.Join(value)!) : value?.DeepClone();
        if (JsonStrings.Join(value) is not { } joined)
            return value?.DeepClone();
        // Base64 may be broken into lines; VS Code decodes and encodes it again, which leaves no white space.
        return JsonValue.Create(mime.StartsWith("image/", StringComparison.Ordinal) ? string.Concat(joined.Where(c => !char.IsWhiteSpace(c))) : joined);
    }

    private static bool IsText(string mime) => mime.StartsWith("text/", StringComparison.Ordinal) || mime == "image/svg+xml";

    private static bool IsJson(string mime) => mime.Contains("json", StringComparison.OrdinalIgnoreCase);

    private static JsonNode? ParsedOrText(string text)
    {
        try
        {
            return JsonTextReader.Parse(text);
        }
        catch (JsonTextException)
        {
            return JsonValue.Create(text); // a JSON string in a JSON type, not JSON within a string
        }
    }

    private static NotebookException Malformed(string place, string what) => new(
        $"An output of {place} is {what}; allowed are stream (with text), display_data and execute_result (with data) and error. "
        + "Clear the outputs of the notebook and run it again.");
}
