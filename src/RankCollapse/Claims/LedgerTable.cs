using System.Text;

namespace RankCollapse.Claims;

/// <summary>A ledger as a table.</summary>
internal static class LedgerTable
{
    private static readonly string[] Heads = ["verdict", "claim", "kind", "basis", "measured", "predicted", "tolerance"];

    public static string Text(IReadOnlyList<Claim> claims)
    {
        string[][] rows = [Heads, .. claims.Select(Cells)];
        var widths = Enumerable.Range(0, Heads.Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
            text.Append(string.Join("  ", row.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd()).Append('\n');
        text.Append('\n');
        foreach (var (paper, kind, holding, total) in Ledger.Count(claims)) text.Append($"{paper.Key}, {kind.Word()}: {holding} of {total} hold\n");
        return text.Append(Summary(claims)).ToString();
    }

    public static string Html(IReadOnlyList<Claim> claims)
    {
        var text = new StringBuilder("<table style=\"font-family:sans-serif;color:inherit;border-spacing:14px 3px\"><thead><tr>");
        foreach (var head in Heads) text.Append($"<th style=\"text-align:left\">{head}</th>");
        text.Append("</tr></thead><tbody>\n");
        foreach (var claim in claims)
        {
            var colour = claim.Holds ? ClaimCard.Green : ClaimCard.Red;
            var cells = Cells(claim).Select((cell, c) => c == 0 ? $"<b style=\"color:{colour}\">{cell}</b>" : ClaimCard.Safe(cell));
            text.Append("<tr>").Append(string.Concat(cells.Select(cell => $"<td style=\"text-align:left\">{cell}</td>"))).Append("</tr>\n");
        }
        return text.Append($"</tbody></table>\n<p style=\"font-family:sans-serif;margin-left:14px\">{Summary(claims)}</p>").ToString();
    }

    public static string Summary(IReadOnlyList<Claim> claims) => claims.Count == 0
        ? "no claims yet"
        : $"{claims.Count(c => c.Holds)} of {claims.Count} claims hold";

    private static string[] Cells(Claim claim) =>
    [
        claim.Verdict, claim.Id, claim.Kind.Word(), claim.Basis.Word(), claim.Measured.ToString(),
        $"{claim.Relation} {claim.Predicted}", claim.Tolerance > 0 ? Quantity.Text(claim.Tolerance) : "",
    ];
}
