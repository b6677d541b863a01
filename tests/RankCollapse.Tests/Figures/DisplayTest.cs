using System.Reflection;
using RankCollapse.Claims;
using RankCollapse.Figures;

namespace RankCollapse.Tests.Figures;

/// <summary>Looks at the types as a kernel does: by names alone.</summary>
public class DisplayTest
{
    [Fact]
    public void A_figure_is_shown_as_plotly_and_plain_text_and_never_as_html()
    {
        var figure = Figure.Lines(("causal", [1.0, 2])).Title("It rises");
        var forms = Forms(figure);
        Assert.Equal(["application/vnd.plotly.v1+json", "text/plain"], forms.Keys);
        Assert.Equal(figure.ToJson(), forms["application/vnd.plotly.v1+json"]);
        Assert.Equal(figure.ToString(), forms["text/plain"]);
    }

    [Fact]
    public void A_claim_is_shown_as_a_record_a_card_and_a_line()
    {
        var claim = Claim.That("display/card", Papers.Masks, "Two is at most three").IsA(ClaimKind.Theorem, Basis.DerivedHere).Measures(2.0).IsAtMost(3, why: "exact");
        var forms = Forms(claim);
        Assert.Equal(["application/vnd.rankcollapse.claim+json", "text/html", "text/plain"], forms.Keys);
        Assert.Equal(claim.ToString(), forms["text/plain"]);
    }

    [Fact]
    public void A_formatter_refuses_what_it_does_not_know()
    {
        using var writer = new StringWriter();
        foreach (var formatter in new FigureFormatterSource().CreateTypeFormatters())
            Assert.Equal(false, formatter.GetType().GetMethod("Format")!.Invoke(formatter, ["a text", writer]));
        Assert.Equal("", writer.ToString());
    }

    private static Dictionary<string, string> Forms(object shown)
    {
        var attribute = shown.GetType().GetCustomAttributes().Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var source = Activator.CreateInstance((Type)Property(attribute, "FormatterSourceType")!)!;
        var formatters = (IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, [])!;
        var forms = formatters.ToDictionary(f => (string)Property(f, "MimeType")!, f =>
        {
            using var writer = new StringWriter();
            Assert.True((bool)f.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!.Invoke(f, [shown, writer])!);
            return writer.ToString();
        });
        Assert.Equal((string[])Property(attribute, "PreferredMimeTypes")!, forms.Keys);
        return forms;
    }

    private static object? Property(object owner, string name) => owner.GetType().GetProperty(name)!.GetValue(owner);
}
