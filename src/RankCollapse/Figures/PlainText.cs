using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace RankCollapse.Figures;

/// <summary>Text that plotly can set by itself: Unicode with a few tags such as <c>&lt;sub&gt;</c>, no TeX.</summary>
internal static partial class PlainText
{
    /// <summary>The text itself, refused when it holds TeX, which plotly would hand to a remote MathJax.</summary>
    public static string Checked(string text, string what)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Tex().IsMatch(text))
            throw new ArgumentException(
                $"The {what} was “{text}”; TeX between dollar signs is not typeset in figures. " +
                "Use Unicode and tags instead: “μ<sub>t</sub> ≤ λ<sup>t</sup>”.");
        return text;
    }

    /// <summary>Width in pixels, on the generous side: DejaVu Sans, the widest font in use.</summary>
    public static double Width(string text, double fontSize) =>
        Lines(text).Max(line => WebUtility.HtmlDecode(Tags().Replace(line, "")).Sum(CharacterWidth)) * fontSize;

    public static string[] Lines(string text) => text.Split("<br>");

    /// <summary>Without tags, for readers of plain text.</summary>
    public static string Stripped(string text) =>
        WebUtility.HtmlDecode(Tags().Replace(text.Replace("<br>", " ").Replace("<sub>", "_").Replace("<sup>", "^"), ""));

    /// <summary>Broken at blanks into lines of at most the given width in pixels.</summary>
    public static string Wrapped(string text, double width, double fontSize)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
            if (lines.Count > 0 && Width(lines[^1] + " " + word, fontSize) <= width) lines[^1] += " " + word;
            else lines.Add(word);
        return string.Join("<br>", lines);
    }

    /// <summary>A number as one reads it aloud: three significant digits, "7.2e−13".</summary>
    public static string Number(double value) => Exponent().Replace(value.ToString("G3", CultureInfo.InvariantCulture), "e$1$2").Replace("-", "−");

    private static double CharacterWidth(char c) => c switch
    {
        'i' or 'l' or 'j' or '.' or ',' or ':' or ';' or '|' or '\'' or ' ' or 'I' or '!' => 0.32,
        'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '/' => 0.41,
        'm' or 'w' or 'M' or 'W' or '%' or '—' => 0.97,
        >= 'A' and <= 'Z' => 0.71,
        _ => 0.63,
    };

    [GeneratedRegex(@"\$[^$]*\$")]
    private static partial Regex Tex();

    [GeneratedRegex(@"E\+?(-?)0*([0-9]+)")]
    private static partial Regex Exponent();

    [GeneratedRegex(@"</?(sub|sup|b|i|em|span|br|a)\b[^>]*>")]
    private static partial Regex Tags();
}
