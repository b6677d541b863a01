using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Workbook.Notebooks;

/// <summary>
/// Reads JSON as JavaScript's JSON.parse does, into <see cref="JsonNode"/>: every number is a double, the last of two
/// equal keys wins, and a lone surrogate such as <c>\ud83d</c> is a character like any other. <c>System.Text.Json</c>
/// refuses the last, and notebooks hold it wherever a program cut an emoji in two.
/// </summary>
internal sealed class JsonTextReader
{
    /// <summary>Deeper nesting is a mistake; the recursion must not exhaust the stack on it.</summary>
    private const int DeepestNesting = 500;

    private readonly string text;
    private int at;
    private int depth;

    private JsonTextReader(string text) => this.text = text;

    /// <summary>Reads one JSON value; nothing but white space may follow it.</summary>
    /// <exception cref="JsonTextException">The text is not JSON.</exception>
    public static JsonNode? Parse(string text)
    {
        var reader = new JsonTextReader(text);
        var value = reader.ReadValue();
        reader.SkipSpace();
        if (reader.at < text.Length)
            throw reader.Expected("the end of the file");
        return value;
    }

    private JsonNode? ReadValue()
    {
        SkipSpace();
        switch (at < text.Length ? text[at] : '\0')
        {
            case '{': return Nested(ReadObject);
            case '[': return Nested(ReadArray);
            case '"': return JsonValue.Create(ReadString());
            case '-' or (>= '0' and <= '9'): return JsonValue.Create(ReadNumber());
        }
        if (TakeWord("true"))
            return JsonValue.Create(true);
        if (TakeWord("false"))
            return JsonValue.Create(false);
        if (TakeWord("null"))
            return null;
        if (StartsWith("NaN") || StartsWith("Infinity"))
            throw NotFinite();
        throw Expected("a value");
    }

    private JsonNode Nested(Func<JsonNode> read)
    {
        if (++depth > DeepestNesting)
            throw Error($"values are nested more than {DeepestNesting} deep");
        var value = read();
        depth--;
        return value;
    }

    private JsonObject ReadObject()
    {
        at++;
        var result = new JsonObject();
        if (Take('}'))
            return result;
        do
        {
            SkipSpace();
            if (at == text.Length || text[at] != '"')
                throw Expected("a key in double quotes");
            var key = ReadString();
            if (!Take(':'))
                throw Expected("':'");
            result[key] = ReadValue();
        }
        while (Take(','));
        return Take('}') ? result : throw Expected("',' or '}'");
    }

    private JsonArray ReadArray()
    {
        at++;
        var result = new JsonArray();
        if (Take(']'))
            return result;
        do
            result.Add(ReadValue());
        while (Take(','));
        return Take(']') ? result : throw Expected("',' or ']'");
    }

    private double ReadNumber()
    {
        var start = at;
        if (text[at] == '-')
            at++;
        if (StartsWith("Infinity"))
        {
            at = start;
            throw NotFinite();
        }
        if (at < text.Length && text[at] == '0')
            at++;
        else
            TakeDigits();
        if (at < text.Length && text[at] == '.')
        {
            at++;
            TakeDigits();
        }
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '+' or '-')
                at++;
            TakeDigits();
        }
        return double.Parse(text.AsSpan(start, at - start), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private void TakeDigits()
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        if (at == start)
            throw Expected("a digit");
    }

    private string ReadString()
    {
        var start = ++at;
        StringBuilder? unescaped = null;
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '"')
            {
                var rest = text.AsSpan(start, at++ - start);
                return unescaped is null ? rest.ToString() : unescaped.Append(rest).ToString();
            }
            if (c < ' ')
                throw Error("a string must not hold a line end or another control character; write it as an escape such as \\n");
            if (c != '\\')
            {
                at++;
                continue;
            }
            (unescaped ??= new StringBuilder()).Append(text, start, at++ - start).Append(ReadEscape());
            start = at;
        }
        throw Expected("the closing quote of a string");
    }

    private char ReadEscape()
    {
        var c = at < text.Length ? text[at] : '\0';
        if (c == 'u')
        {
            if (at + 5 > text.Length
                || !ushort.TryParse(text.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
                throw Expected("four hexadecimal digits after \\u");
            at += 5;
            return (char)unit;
        }
        var plain = c switch { '"' or '\\' or '/' => c, 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => '\0' };
        if (plain == '\0')
            throw Expected("one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
        at++;
        return plain;
    }

    private bool Take(char wanted)
    {
        SkipSpace();
        if (at == text.Length || text[at] != wanted)
            return false;
        at++;
        return true;
    }

    private bool TakeWord(string word)
    {
        if (!StartsWith(word))
            return false;
        at += word.Length;
        return true;
    }

    private bool StartsWith(string word) => text.AsSpan(at).StartsWith(word, StringComparison.Ordinal);

    private void SkipSpace()
    {
        while (at < text.Length && text[at] is ' ' or '\n' or '\r' or '\t')
            at++;
    }

    private JsonTextException NotFinite() =>
        Error("NaN and Infinity are not JSON numbers; put null in its place, or run again the program that wrote it");

    private JsonTextException Expected(string what)
    {
        if (at >= text.Length)
            return Error($"expected {what}, but the file ends here");
        var found = text[at] switch { '\n' or '\r' => "a line end", '\t' => "a tab", var c => $"'{c}'" };
        return Error($"expected {what}, but found {found}");
    }

    private JsonTextException Error(string reason)
    {
        var before = text.AsSpan(0, Math.Min(at, text.Length));
        return new JsonTextException(reason, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
