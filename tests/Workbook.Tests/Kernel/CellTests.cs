namespace Workbook.Tests.Kernel;

public class CellTests(SharedKernel kernel) : IClassFixture<SharedKernel>
{
    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("\"text\"", "text")]
    [InlineData("true", "true")]
    [InlineData("(1, \"a\")", "(1, \"a\")")]
    [InlineData("object? nothing = null; nothing", "null")]
    [InlineData("new[] { 1.5, 2 }", "[ 1.5, 2 ]")]
    [InlineData("new Dictionary<string, int> { [\"a\"] = 1 }", "[ \"a\": 1 ]")]
    [InlineData("new { A = 1, B = \"x\" }", "{ A = 1, B = x }")]
    [InlineData("DayOfWeek.Monday", "Monday")]
    [InlineData("typeof(List<int>)", "List<Int32>")]
    [InlineData("await Task.FromResult(3)", "3")]
    [InlineData("new double[,] { { 1, 2 }, { 3, 4 } }", "Double[2, 2]\n1  2\n3  4")]
    public void The_last_expression_is_shown_as_text(string code, string text) => Assert.Equal(text, kernel.Run(code).Result);

    [Theory]
    [InlineData("var quiet = 1;")]
    [InlineData("Console.Write(\"\")")]
    [InlineData("int F(int x) => x;")]
    [InlineData("display(1)")]
    [InlineData("// nothing")]
    [InlineData("")]
    public void A_cell_without_a_last_value_has_no_result(string code)
    {
        var answer = kernel.Run(code);
        Assert.Equal("ok", answer.Status);
        Assert.Null(answer.Result);
    }

    [Fact]
    public void Long_sequences_are_cut_and_say_how_much_is_left_out()
    {
        var answer = kernel.Run("Enumerable.Range(0, 1000).ToArray()");
        Assert.EndsWith("18, 19, … (980 more) ]", answer.Result);
        Assert.Contains("… 980 more of 1000", System.Net.WebUtility.HtmlDecode(answer.ResultHtml));
    }

    [Fact]
    public void An_endless_sequence_is_cut_too() =>
        Assert.EndsWith("… (more) ]", kernel.Run("IEnumerable<int> Count() { for (var i = 0; ; i++) yield return i; }\nCount()").Result);

    [Fact]
    public void Records_in_a_sequence_become_columns() =>
        Assert.Contains("<thead><tr><th>index</th><th>Width</th><th>Rank</th></tr></thead><tbody><tr><td>0</td><td>8</td><td>1.5</td></tr>",
            kernel.Run("record Row(int Width, double Rank);\nnew[] { new Row(8, 1.5), new Row(16, 2) }").ResultHtml);

    [Fact]
    public void Html_in_values_is_escaped() =>
        Assert.Contains("<td>&lt;b&gt;</td>", kernel.Run("new[] { \"<b>\" }").ResultHtml);

    [Fact]
    public void Variables_types_functions_and_usings_are_kept_for_later_cells()
    {
        kernel.Run("using System.Numerics;\nvar kept = 41;\nrecord Kept(int X);\nint Next(int x) => x + 1;");
        Assert.Equal("42", kernel.Run("Next(new Kept(kept).X)").Result);
        Assert.Equal("<1; 0>", kernel.Run("Complex.One").Result);
    }

    [Fact]
    public void A_variable_can_be_declared_again_with_another_type()
    {
        kernel.Run("var again = 1;");
        kernel.Run("var again = \"one\";");
        Assert.Equal("one", kernel.Run("again").Result);
    }

    [Fact]
    public void Statements_before_an_exception_keep_their_effect()
    {
        Assert.Equal("error", kernel.Run("var half = 7; throw new Exception(\"stop\");").Status);
        Assert.Equal("7", kernel.Run("half").Result);
    }

    [Fact]
    public void A_hot_loop_in_a_function_runs_at_compiled_speed()
    {
        // An interpreter, or unoptimised code with its variables in memory, takes several times as long as the limit.
        var text = kernel.Run("""
            double Sum(long n) { double s = 0; for (long i = 0; i < n; i++) s += i * 0.5; return s; }
            Sum(1000);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var s = Sum(100_000_000);
            (s, watch.Elapsed.TotalSeconds < 2.5)
            """).Result;
        Assert.Equal("(2499999975000000, true)", text);
    }

    [Fact]
    public void A_display_can_be_updated_in_place()
    {
        var answer = kernel.Run("var shown = display(\"first\");\nshown.Update(\"second\");");
        Assert.Equal(["display_data", "update_display_data"], answer.Types.Where(t => t.Contains("display")));
        var first = answer.Contents("display_data").Single();
        var second = answer.Contents("update_display_data").Single();
        Assert.Equal("second", second["data"]!["text/plain"]!.ToString());
        Assert.Equal(first["transient"]!["display_id"]!.ToString(), second["transient"]!["display_id"]!.ToString());
    }

    [Theory]
    [InlineData("HTML(\"<b>x</b>\")", "text/html", "<b>x</b>")]
    [InlineData("Markdown(\"$x$\")", "text/markdown", "$x$")]
    public void Html_and_Markdown_are_shown_as_such(string code, string mimeType, string text) =>
        Assert.Equal(text, kernel.Run(code).Contents("execute_result").Single()["data"]![mimeType]!.ToString());

    [Fact]
    public void A_value_can_be_shown_as_one_chosen_type() =>
        Assert.Equal("<i>x</i>", kernel.Run("display(\"<i>x</i>\", \"text/html\");").Contents("display_data").Single()["data"]!["text/html"]!.ToString());

    [Fact]
    public void A_type_brings_its_own_formatters_through_an_attribute_matched_by_name()
    {
        var answer = kernel.Run("""
            class TypeFormatterSourceAttribute(Type source) : Attribute { public Type FormatterSourceType { get; } = source; public string[] PreferredMimeTypes { get; set; } }
            class Source { public IEnumerable<object> CreateTypeFormatters() { yield return new JsonFormatter(); } }
            class JsonFormatter { public string MimeType => "application/x+json"; public bool Format(object o, TextWriter w) { w.Write("{\"x\":1}"); return true; } }
            [TypeFormatterSource(typeof(Source))] record Shown(int X);
            new Shown(5)
            """);
        var data = answer.Contents("execute_result").Single()["data"]!;
        Assert.Equal(1, (int)data["application/x+json"]!["x"]!);
        Assert.Equal("Shown { X = 5 }", data["text/plain"]!.ToString());
    }
}
