using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Notebooks;

/// <summary>
/// Prints JSON as VS Code saves a notebook: keys sorted at every depth, then <c>JSON.stringify</c> with an indentation. Only the
/// escapes that JSON requires are written, and lone surrogates, which UTF-8 cannot hold, as <c>\udXXX</c>.
/// </summary>
internal sealed class JsonTextWriter
{
    private readonly StringBuilder text = new();
    private readonly string indentation;

    private JsonTextWriter(string indentation) => this.indentation = indentation;

    /// <summary>The text of a value, without a final line end.</summary>
    /// <param name="value">Any JSON value, null included.</param>
    /// <param name="indentation">What one level is indented by: one space, unless the file had something else.</param>
    public static string Write(JsonNode? value, string indentation = " ")
    {
        var writer = new JsonTextWriter(indentation);
        writer.WriteValue(value, 0);
        return writer.text.ToString();
    }

    private void WriteValue(JsonNode? value, int depth)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject { Count: 0 }:
                text.Append("{}");
                break;
            case JsonObject fields:
                WriteFields(fields, depth + 1);
                break;
            case JsonArray { Count: 0 }:
                text.Append("[]");
                break;
            case JsonArray items:
                WriteItems(items, depth + 1);
                break;
            default:
                WriteScalar(value.AsValue());
                break;
        }
    }

    private void WriteFields(JsonObject fields, int depth)
    {
        var opening = '{';
        foreach (var (key, value) in fields.OrderBy(field => field.Key, KeyOrder.Instance))
        {
            text.Append(opening);
            NewLine(depth);
            WriteString(key);
            text.Append(": ");
            WriteValue(value, depth);
            opening = ',';
        }
        NewLine(depth - 1);
        text.Append('}');
    }

    private void WriteItems(JsonArray items, int depth)
    {
        var opening = '[';
        foreach (var item in items)
        {
            text.Append(opening);
            NewLine(depth);
            WriteValue(item, depth);
            opening = ',';
        }
        NewLine(depth - 1);
        text.Append(']');
    }

    private void NewLine(int depth)
    {
        text.Append('\n');
        for (var level = 0; level < depth; level++)
            text.Append(indentation);
    }

    private void WriteScalar(JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                WriteString(JsonStrings.Read(value));
                break;
            case JsonValueKind.Number:
                // A program may have put in an int or a decimal; JavaScript has doubles only.
                text.Append(JavaScriptNumber.Format(value.TryGetValue(out double number)
                    ? number
                    : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)));
                break;
            case var kind:
                text.Append(kind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => "null" });
                break;
        }
    }

    private void WriteString(string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ')
                WriteControl(c);
            else if (!char.IsSurrogate(c))
                text.Append(c);
            else if (i + 1 < value.Length && char.IsSurrogatePair(c, value[i + 1]))
                text.Append(c).Append(value[++i]);
            else
                WriteUnit(c);
        }
        text.Append('"');
    }

    private void WriteControl(char c)
    {
        var letter = c switch { '\b' => 'b', '\t' => 't', '\n' => 'n', '\f' => 'f', '\r' => 'r', _ => '\0' };
        if (letter == '\0')
            WriteUnit(c);
        else
            text.Append('\\').Append(letter);
    }

    private void WriteUnit(char c) => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));

    /// <summary>
    /// The order in which JavaScript lists the keys of an object whose keys were put in sorted: whole numbers first, by size, because
    /// an object treats them as indices; then text, by UTF-16 unit.
    /// </summary>
    private sealed class KeyOrder : IComparer<string>
    {
        public static readonly KeyOrder Instance = new();

        public int Compare(string? x, string? y) => (Index(x!), Index(y!)) switch
        {
            ({ } first, { } second) => first.CompareTo(second),
            ({ }, null) => -1,
            (null, { }) => 1,
            _ => string.CompareOrdinal(x, y),
        };

        private static uint? Index(string key) =>
            key.Length is > 0 and <= 10
            && (key == "0" || key[0] is >= '1' and <= '9')
            && uint.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < uint.MaxValue
                ? index
                : null;
    }
}
