using System.Collections;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Workbook.Kernel.Formatting;

/// <summary>Values that read best as a table: sequences, dictionaries, tuples, records and other objects, vectors and matrices.</summary>
/// <param name="Caption">A line above, for example how large a matrix is; null for none.</param>
/// <param name="Head">Column heads; empty for none.</param>
/// <param name="Rows">The rows that are shown.</param>
/// <param name="Rest">What is said below about rows left out; null when all are shown.</param>
internal sealed record Table(string? Caption, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows, string? Rest)
{
    private const int Shown = 20;

    /// <summary>The table of a value, or null when the value is better shown as text.</summary>
    public static Table? Of(object? value)
    {
        if (Grid.Of(value) is { } grid) return new Table(grid.Kind, [], [.. grid.Cells()], null);
        return value switch
        {
            IDictionary pairs => OfSequence(pairs.Keys.Cast<object?>().Select(k => new[] { PlainText.Of(k), PlainText.Of(pairs[k!]) }), ["key", "value"], pairs.Count),
            ITuple tuple => new Table(null, [], [.. Enumerable.Range(0, tuple.Length).Select(i => new[] { $"Item{i + 1}", PlainText.Of(tuple[i]) })], null),
            _ when PlainText.IsScalar(value) => null,
            IEnumerable items => OfItems(items),
            _ => OfMembers(value!),
        };
    }

    /// <summary>The table as HTML without scripts or colours of its own.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder("<table>");
        if (Caption is not null) html.Append("<caption>").Append(Escape(Caption)).Append("</caption>");
        if (Head.Count > 0) Row(html.Append("<thead>"), "th", Head).Append("</thead>");
        html.Append("<tbody>");
        foreach (var row in Rows) Row(html, "td", row);
        if (Rest is not null) html.Append($"<tr><td colspan=\"{Math.Max(1, Head.Count)}\"><i>{Escape(Rest)}</i></td></tr>");
        return html.Append("</tbody></table>").ToString();
    }

    private static StringBuilder Row(StringBuilder html, string tag, IReadOnlyList<string> entries)
    {
        html.Append("<tr>");
        foreach (var entry in entries) html.Append($"<{tag}>").Append(Escape(entry)).Append($"</{tag}>");
        return html.Append("</tr>");
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static Table OfItems(IEnumerable items)
    {
        var first = items.Cast<object?>().Take(Shown + 1).ToList();
        var count = PlainText.Count(items);
        var elementType = first.FirstOrDefault(item => item is not null)?.GetType();
        var hasParts = elementType is not null && first.All(item => item is null || item.GetType() == elementType)
            && !PlainText.IsScalar(first.First(item => item is not null)) && !typeof(IEnumerable).IsAssignableFrom(elementType);
        if (!hasParts) return OfSequence(first.Select((item, i) => new[] { i.ToString(), PlainText.Of(item) }), ["index", "value"], count);
        var members = Members.Of(elementType!);
        var rows = first.Select((item, i) => (IReadOnlyList<string>)[i.ToString(), .. members.Select(m => item is null ? "null" : PlainText.Of(m.Get(item)))]);
        return OfSequence(rows, ["index", .. members.Select(m => m.Name)], count);
    }

    private static Table OfSequence(IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<string> head, int? count)
    {
        var shown = rows.Take(Shown + 1).ToList();
        var rest = shown.Count <= Shown ? null : count is { } n ? $"… {n - Shown} more of {n}" : $"… more than {Shown}";
        return new Table(null, head, [.. shown.Take(Shown)], rest);
    }

    private static Table? OfMembers(object value)
    {
        var type = value.GetType();
        var isPrintedByItself = type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType is { } d
            && d != typeof(object) && d != typeof(ValueType) && type.GetMethod("<Clone>$") is null && !type.Name.StartsWith("<>", StringComparison.Ordinal);
        var members = isPrintedByItself ? [] : Members.Of(type);
        return members.Count == 0 ? null : new Table(null, [], [.. members.Select(m => new[] { m.Name, PlainText.Of(m.Get(value)) })], null);
    }
}
