using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Kernel.Formatting;

/// <summary>How a value is shown: MIME type to content, as the <c>data</c> of an output message.</summary>
internal static class MimeBundle
{
    /// <summary>The bundle of a value.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeType">Ask for this type only; null for all that the value offers.</param>
    public static JsonObject Of(object? value, string? mimeType = null)
    {
        if (mimeType is not null) return new JsonObject { [mimeType] = Content(mimeType, value as string ?? AsType(value, mimeType)) };
        if (value is HtmlText html) return new JsonObject { ["text/html"] = html.Text, ["text/plain"] = html.Text };
        if (value is MarkdownText markdown) return new JsonObject { ["text/markdown"] = markdown.Text, ["text/plain"] = markdown.Text };
        if (value is not null && TypeFormatters.Of(value.GetType()) is { } own) return own.Format(value);
        var bundle = new JsonObject { ["text/plain"] = PlainText.Of(value) };
        if (Table.Of(value) is { } table) bundle["text/html"] = table.ToHtml();
        return bundle;
    }

    /// <summary>The content of one MIME type as it stands in a message: an object for JSON types, text for all others.</summary>
    public static JsonNode? Content(string mimeType, string text) =>
        mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal)
            ? JsonNode.Parse(text)
            : JsonValue.Create(text);

    private static string AsType(object? value, string mimeType)
    {
        if (mimeType == "application/json") return JsonSerializer.Serialize(value);
        var bundle = Of(value);
        return bundle[mimeType] switch
        {
            JsonValue text => text.ToString(),
            JsonNode json => json.ToJsonString(),
            null => throw new ArgumentException(
                $"A value of type {TypeName.Of(value?.GetType())} cannot be shown as {mimeType}; it offers {string.Join(", ", bundle.Select(b => b.Key))}.",
                nameof(mimeType)),
        };
    }
}
