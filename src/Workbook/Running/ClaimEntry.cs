using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Running;

/// <summary>A claim as a run saw it: the claim's own JSON, and where it was made.</summary>
/// <param name="Json">The content of the claim's MIME type.</param>
/// <param name="Notebook">The notebook's name.</param>
/// <param name="Cell">The id of the cell.</param>
/// <param name="Number">The number in brackets beside the cell.</param>
internal sealed record ClaimEntry(JsonObject Json, string Notebook, string Cell, int Number)
{
    /// <summary>For example <c>masks/theorem-1</c>.</summary>
    public string Id => Text("id");

    /// <summary>Whether the measurement meets the prediction.</summary>
    public bool Holds => Json["holds"]?.GetValueKind() == JsonValueKind.True;

    /// <summary>A field as text: numbers with four significant digits, an interval as its two ends, a missing field as nothing.</summary>
    public string Text(string field) => Text(Json[field]);

    /// <summary>As <see cref="Text(string)"/>; <c>notebook</c> is one, too.</summary>
    public string Field(string field) => field == "notebook" ? Notebook : Text(field);

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonArray ends => string.Join(" and ", ends.Select(Text)),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.GetValue<double>().ToString("G4", CultureInfo.InvariantCulture),
        _ => node.ToString(),
    };

    /// <summary>The claim with its place, as it stands in <c>claims.json</c>.</summary>
    public JsonObject ToJson()
    {
        var json = (JsonObject)Json.DeepClone();
        json["notebook"] = Notebook;
        json["cell"] = Cell;
        json["cell_number"] = Number;
        return json;
    }

    /// <summary>Reads an entry of <c>claims.json</c>.</summary>
    public static ClaimEntry FromJson(JsonObject json)
    {
        var claim = (JsonObject)json.DeepClone();
        var entry = new ClaimEntry(claim, claim["notebook"]?.ToString() ?? "", claim["cell"]?.ToString() ?? "", claim["cell_number"]?.GetValue<int>() ?? 0);
        foreach (var place in (string[])["notebook", "cell", "cell_number"]) claim.Remove(place);
        return entry;
    }
}
