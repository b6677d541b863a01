using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workbook.Kernel;

/// <summary>The cells that ran in this session, for front ends that ask what was run; nothing is kept beyond the session.</summary>
internal sealed class CellHistory
{
    /// <summary>The number of this session in replies; requests may also say 0, which means the present one.</summary>
    private const int Session = 1;

    private static readonly TimeSpan SearchLimit = TimeSpan.FromMilliseconds(200);

    private readonly List<Entry> entries = [];

    private sealed record Entry(int Number, string Code, string? Result);

    /// <summary>Adds a cell that has run.</summary>
    public void Add(int number, string code, string? result) => entries.Add(new Entry(number, code, result));

    /// <summary>Answers a <c>history_request</c>.</summary>
    /// <returns>Triples of session, cell number and text; with <c>output</c> set the text is a pair of text and result.</returns>
    public JsonArray Find(JsonObject request)
    {
        var withResults = Flag(request, "output");
        var found = request["hist_access_type"]?.ToString() switch
        {
            "range" => Range(request),
            "search" => Search(request),
            _ => entries.TakeLast(Number(request, "n") ?? 10),
        };
        return new JsonArray([.. found.Select(e => (JsonNode)new JsonArray(Session, e.Number, withResults ? new JsonArray(e.Code, e.Result) : e.Code))]);
    }

    private IEnumerable<Entry> Range(JsonObject request)
    {
        if ((Number(request, "session") ?? 0) is not (0 or Session)) return [];
        var (start, stop) = (Number(request, "start") ?? 1, Number(request, "stop") ?? int.MaxValue);
        return entries.Where(e => e.Number >= start && e.Number < stop);
    }

    private IEnumerable<Entry> Search(JsonObject request)
    {
        var pattern = new Regex(ToExpression(request["pattern"]?.ToString() ?? "*"), RegexOptions.Singleline | RegexOptions.NonBacktracking, SearchLimit);
        var found = entries.Where(e => pattern.IsMatch(e.Code));
        // Of equal texts the latest counts, as it does for a person who scrolls back.
        if (Flag(request, "unique")) found = found.Reverse().DistinctBy(e => e.Code).Reverse();
        return Number(request, "n") is { } n ? found.TakeLast(n) : found;
    }

    /// <summary>The patterns of file names: <c>*</c> for any text, <c>?</c> for one character.</summary>
    private static string ToExpression(string pattern)
    {
        var expression = new StringBuilder("^");
        foreach (var c in pattern)
            expression.Append(c switch { '*' => ".*", '?' => ".", _ => Regex.Escape(c.ToString()) });
        return expression.Append('$').ToString();
    }

    private static bool Flag(JsonObject request, string name) => request[name]?.GetValueKind() == System.Text.Json.JsonValueKind.True;

    private static int? Number(JsonObject request, string name) => request[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;
}
