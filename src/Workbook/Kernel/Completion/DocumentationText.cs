using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Workbook.Kernel.Completion;

/// <summary>Writes a documentation element for people, as plain text or as Markdown.</summary>
internal static partial class DocumentationText
{
    /// <summary>The element's sections, each a paragraph or a list; empty when it has none.</summary>
    /// <param name="element">A <c>member</c> element.</param>
    /// <param name="isMarkdown">Markdown instead of plain text.</param>
    /// <param name="isFull">With remarks and examples.</param>
    public static string Of(XElement element, bool isMarkdown, bool isFull)
    {
        var sections = new List<string>();
        foreach (var summary in element.Elements("summary")) Add(Inline(summary, isMarkdown));
        List("Type parameters", "typeparam", e => Name(e.Attribute("name")?.Value));
        List("Parameters", "param", e => Name(e.Attribute("name")?.Value));
        foreach (var returns in element.Elements("returns")) Add($"{Head("Returns")} {Inline(returns, isMarkdown)}");
        foreach (var value in element.Elements("value")) Add($"{Head("Value")} {Inline(value, isMarkdown)}");
        List("Exceptions", "exception", e => Name(ShortName(e.Attribute("cref")?.Value ?? "")));
        foreach (var source in element.Elements("source")) Add($"{Head("Source")} {Source(source, isMarkdown)}");
        if (isFull)
            foreach (var remarks in element.Elements("remarks").Concat(element.Elements("example"))) Add(Inline(remarks, isMarkdown));
        return string.Join("\n\n", sections);

        void Add(string text)
        {
            if (text.Trim().Length > 0) sections.Add(text.Trim());
        }

        void List(string title, string tag, Func<XElement, string> name)
        {
            var lines = element.Elements(tag).Select(e => (Name: name(e), Text: Inline(e, isMarkdown))).Where(e => e.Text.Length > 0 || tag == "exception")
                .Select(e => (isMarkdown ? "- " : "  ") + e.Name + (e.Text.Length > 0 ? ": " + e.Text : "")).ToList();
            if (lines.Count > 0) sections.Add(Head(title) + (isMarkdown ? "\n\n" : "\n") + string.Join("\n", lines));
        }

        string Head(string title) => isMarkdown ? $"**{title}**" : title + ":";
        string Name(string? name) => isMarkdown ? $"`{name}`" : name ?? "";
    }

    /// <summary>The last part of a documentation id: <c>List</c> of <c>T:System.Collections.Generic.List`1</c>.</summary>
    public static string ShortName(string id)
    {
        var name = id is [_, ':', ..] ? id[2..] : id;
        var (bracket, isMember) = (name.IndexOf('(', StringComparison.Ordinal), id is [not 'T' and not 'N' and not '!', ':', ..]);
        if (bracket >= 0) name = name[..bracket];
        var parts = name.Split('.').Select(p => Arity().Replace(p, "")).ToArray();
        return parts is [.., var type, "#ctor"] ? type : isMember && parts.Length > 1 ? $"{parts[^2]}.{parts[^1]}" : parts[^1];
    }

    /// <summary>Which paper, which item of it, and how this code differs.</summary>
    private static string Source(XElement source, bool isMarkdown)
    {
        var (paper, item, text) = (source.Attribute("paper")?.Value, source.Attribute("item")?.Value, Inline(source, isMarkdown));
        var place = string.Join(", ", new[] { paper is not null && isMarkdown ? $"[{paper}]" : paper, item }.OfType<string>());
        return place.Length > 0 && text.Length > 0 ? $"{place}. {text}" : place + text;
    }

    private static string Inline(XElement element, bool isMarkdown)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes()) Write(node, text, isMarkdown);
        var paragraphs = text.ToString().Split("\n\n").Select(p => IsLaidOut(p) ? p.TrimEnd() : p.Trim());
        return string.Join("\n\n", paragraphs.Where(p => p.Length > 0));
    }

    /// <summary>Code and lists keep the blanks they start with.</summary>
    private static bool IsLaidOut(string paragraph) =>
        paragraph.StartsWith('\t') || paragraph.StartsWith("- ", StringComparison.Ordinal) || paragraph.StartsWith("```", StringComparison.Ordinal);

    private static void Write(XNode node, StringBuilder text, bool isMarkdown)
    {
        if (node is XText plain) text.Append(Spaces().Replace(plain.Value, " "));
        if (node is not XElement element) return;
        string Code(string? code) => isMarkdown ? $"`{code}`" : code ?? "";
        switch (element.Name.LocalName)
        {
            case "see" or "seealso":
                var label = element.Value.Trim();
                var target = element.Attribute("href")?.Value;
                if (label.Length == 0 && target is null) label = Code(element.Attribute("langword")?.Value ?? ShortName(element.Attribute("cref")?.Value ?? ""));
                if (label.Length == 0) label = target!;
                text.Append(isMarkdown && target is not null ? $"[{label}]({target})" : label);
                break;
            case "paramref" or "typeparamref":
                text.Append(Code(element.Attribute("name")?.Value));
                break;
            case "c":
                text.Append(Code(element.Value));
                break;
            case "code":
                var lines = element.Value.Trim('\r', '\n');
                text.Append("\n\n").Append(isMarkdown ? $"```csharp\n{lines}\n```" : "\t" + lines.Replace("\n", "\n\t", StringComparison.Ordinal)).Append("\n\n");
                break;
            case "list":
                var items = element.Elements("item").Select(i => i.Elements("term").Concat(i.Elements("description")).DefaultIfEmpty(i))
                    .Select(parts => "- " + string.Join(": ", parts.Select(p => Inline(p, isMarkdown))));
                text.Append("\n\n").Append(string.Join("\n", items)).Append("\n\n");
                break;
            case "para":
                text.Append("\n\n").Append(Inline(element, isMarkdown)).Append("\n\n");
                break;
            case "br":
                text.Append("\n\n");
                break;
            default:
                text.Append(Inline(element, isMarkdown));
                break;
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
