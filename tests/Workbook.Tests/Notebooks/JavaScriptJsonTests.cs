using System.Text.Json.Nodes;
using Workbook.Notebooks;

namespace Workbook.Tests.Notebooks;

public class JavaScriptJsonTests
{
    [Fact]
    public void Numbers_are_printed_as_JavaScript_prints_them()
    {
        var wrong = JavaScriptNumberTable.Rows
            .Select(row => (row.Printed, Ours: JavaScriptNumber.Format(row.Value)))
            .Where(row => row.Printed != row.Ours)
            .Select(row => $"JavaScript {row.Printed}, here {row.Ours}");
        Assert.Equal([], wrong);
        Assert.True(JavaScriptNumberTable.Rows.Count() >= 240);
    }

    [Fact]
    public void Numbers_that_JSON_does_not_have_become_null_as_in_JavaScript() =>
        Assert.Equal(["null", "null", "null"], new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity }.Select(JavaScriptNumber.Format));

    /// <summary>Input and output of node 20: JSON.parse, keys sorted at every depth, JSON.stringify with one space.</summary>
    [Fact]
    public void Keys_escapes_and_numbers_are_written_as_JavaScript_writes_them()
    {
        const string given =
            """
            {"b":[1.0,1E-07,-0.0,12345678901234567890,1e400,[],{}],"10":"index","9":"index","01":"text","a":{"Z":null,"z":true,"\u00e4":false,"":"empty"},"escapes":"\u003c\u0026\u0027\"\\\/\b\f\n\r\t\u0001\u001f\u007f\u2028\ufeff","emoji":"\ud83d\ude00","lone":"\ud83d and \ude00","dup":1,"dup":2,"4294967295":0,"4294967294":0}
            """;
        var expected =
            """
            {
             "9": "index",
             "10": "index",
             "4294967294": 0,
             "01": "text",
             "4294967295": 0,
             "a": {
              "": "empty",
              "Z": null,
              "z": true,
              "ä": false
             },
             "b": [
              1,
              1e-7,
              0,
              12345678901234567000,
              null,
              [],
              {}
             ],
             "dup": 2,
             "emoji": "😀",
             "escapes": "<&'\"\\/\b\f\n\r\t\u0001\u001fDEL",
             "lone": "\ud83d and \ude00"
            }
            """.Replace("DEL", "\u007f\u2028\ufeff", StringComparison.Ordinal);
        Assert.Equal(expected, JsonTextWriter.Write(JsonTextReader.Parse(given)));
    }

    [Fact]
    public void Values_from_other_JSON_readers_are_written_alike()
    {
        var node = JsonNode.Parse("""{"b": 1.50, "a": "\ud83d", "c": 12345678901234567890}""")!.AsObject();
        node["d"] = 7;
        node["e"] = 2.50m;
        node["f"] = long.MaxValue;
        Assert.Equal(
            """{"a": "\ud83d","b": 1.5,"c": 12345678901234567000,"d": 7,"e": 2.5,"f": 9223372036854776000}""",
            JsonTextWriter.Write(node, "").ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("{\"a\": 1,\n  \"b\": ]", 2, 8, "expected a value, but found ']'")]
    [InlineData("[1, 2", 1, 6, "expected ',' or ']', but the file ends here")]
    [InlineData("{a: 1}", 1, 2, "expected a key in double quotes, but found 'a'")]
    [InlineData("{\"a\" 1}", 1, 6, "expected ':', but found '1'")]
    [InlineData("[1,]", 1, 4, "expected a value, but found ']'")]
    [InlineData("[01]", 1, 3, "expected ',' or ']', but found '1'")]
    [InlineData("[1.]", 1, 4, "expected a digit, but found ']'")]
    [InlineData("\"a\nb\"", 1, 3, "a string must not hold a line end or another control character; write it as an escape such as \\n")]
    [InlineData("\"\\x\"", 1, 3, "expected one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX, but found 'x'")]
    [InlineData("\"\\u12g4\"", 1, 3, "expected four hexadecimal digits after \\u, but found 'u'")]
    [InlineData("{} {}", 1, 4, "expected the end of the file, but found '{'")]
    [InlineData("", 1, 1, "expected a value, but the file ends here")]
    public void A_syntax_error_names_its_place_and_what_was_expected(string text, int line, int column, string reason)
    {
        var error = Assert.Throws<JsonTextException>(() => JsonTextReader.Parse(text));
        Assert.Equal((line, column, reason), (error.Line, error.Column, error.Reason));
    }

    [Fact]
    public void Nesting_without_end_is_an_error_and_not_a_crash()
    {
        var error = Assert.Throws<JsonTextException>(() => JsonTextReader.Parse(new string('[', 100_000)));
        Assert.Equal("values are nested more than 500 deep", error.Reason);
    }
}
