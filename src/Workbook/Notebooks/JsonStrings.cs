using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Notebooks;

/// <summary>Text in a notebook: one string, or an array of lines, each with its line end but the last.</summary>
internal static class JsonStrings
{
    /// <summary>The string of a JSON string, also when it was parsed by <c>System.Text.Json</c> and holds a lone surrogate.</summary>
    public static string Read(JsonValue value)
    {
        try
        {
            return value.GetValue<string>();
        }
        catch (InvalidOperationException) when (value.TryGetValue<JsonElement>(out var element))
        {
            return JsonTextReader.Parse(element.GetRawText())!.GetValue<string>();
        }
    }

    /// <summary>The text of a string or of an array of strings; null when it is neither.</summary>
    public static string? Join(JsonNode? node) => node switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Read(value),
        JsonArray lines when lines.All(IsString) => string.Concat(lines.Select(line => Read(line!.AsValue()))),
        _ => null,
    };

    /// <summary>The array form of a text: <c>"a\nb"</c> becomes <c>["a\n", "b"]</c>, and no text no line.</summary>
    public static JsonArray Split(string text)
    {
        var lines = new JsonArray();
        AppendLines(lines, text);
        return lines;
    }

    /// <summary>Adds text to an array of lines; what follows an unfinished last line is joined to it.</summary>
    public static void Append(JsonArray lines, string text)
    {
        if (lines.Count > 0 && text.Length > 0 && Read(lines[^1]!.AsValue()) is var last && !last.EndsWith('\n'))
        {
            lines.RemoveAt(lines.Count - 1);
            text = last + text;
        }
        AppendLines(lines, text);
    }

    /// <summary>Whether a value is a JSON string.</summary>
    public static bool IsString(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String;

    private static void AppendLines(JsonArray lines, string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var found && found < 0 ? text.Length : found + 1;
            lines.Add(JsonValue.Create(text[start..end]));
            start = end;
        }
    }
}
