using System.Text.Json.Nodes;

namespace Workbook.Notebooks;

/// <summary>Which outputs a display id stands for. It lives as long as the document: ids are not part of a saved notebook.</summary>
internal sealed class DisplayRegistry
{
    private readonly Dictionary<string, List<JsonObject>> outputs = new(StringComparer.Ordinal);

    /// <summary>The display id that a message carries in <c>transient</c>, if any.</summary>
    public static string? IdOf(JsonObject message) => JsonStrings.Join((message["transient"] as JsonObject)?["display_id"]);

    /// <summary>Remembers an output that is part of the document.</summary>
    public void Add(string displayId, JsonObject output)
    {
        if (!outputs.TryGetValue(displayId, out var shown))
            outputs[displayId] = shown = [];
        shown.Add(output);
    }

    /// <summary>Replaces what every output of this id shows.</summary>
    /// <returns>How many outputs were replaced: 0 when the id is unknown or its outputs were cleared.</returns>
    public int Update(string displayId, JsonObject data, JsonObject? metadata)
    {
        if (!outputs.TryGetValue(displayId, out var shown))
            return 0;
        shown.RemoveAll(output => output.Parent is not JsonArray { Parent: JsonObject });
        foreach (var output in shown)
        {
            output["data"] = CellOutput.CanonicalData(data);
            output["metadata"] = metadata?.DeepClone() ?? new JsonObject();
        }
        return shown.Count;
    }
}
