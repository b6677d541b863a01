using System.Text;

namespace RankCollapse.Claims;

/// <summary>The record of all claims as a table with filters.</summary>
/// <remarks>The filters are plain HTML controls with handlers in their attributes: they work without a kernel wherever the output is trusted; elsewhere all rows show.</remarks>
internal static class LedgerRecordTable
{
    private static readonly string[] Heads = ["verdict", "claim", "paper", "kind", "basis", "predicted", "measured", "cell"];

    // Shows the rows that every filter lets pass, and says how many.
    private const string Apply =
        "const t=this.closest('[data-ledger]'),f=[...t.querySelectorAll('[data-filter]')].filter(e=&gt;e.value);let n=0;"
        + "for(const r of t.querySelectorAll('tbody tr')){const on=f.every(e=&gt;e.dataset.filter==='text'?r.textContent.toLowerCase().includes(e.value.toLowerCase())"
        + ":r.dataset[e.dataset.filter]===e.value);r.style.display=on?'':'none';n+=on}t.querySelector('output').textContent=n+' shown'";

    public static string Html(LedgerRecord record)
    {
        var claims = record.Claims;
        var text = new StringBuilder("<div data-ledger style=\"font-family:sans-serif;color:inherit\"><p>");
        Select(text, "paper", claims.Select(c => c.Claim.Paper.Key));
        Select(text, "kind", claims.Select(c => c.Claim.Kind.Word()));
        Select(text, "basis", claims.Select(c => c.Claim.Basis.Word()));
        Select(text, "verdict", claims.Select(c => c.Claim.Verdict));
        text.Append($"<input data-filter=\"text\" placeholder=\"any word\" oninput=\"{Apply}\"> <output>{claims.Count} shown</output></p>\n")
            .Append("<div style=\"max-height:640px;overflow:auto\"><table style=\"border-spacing:12px 3px;font-size:90%\"><thead><tr>");
        foreach (var head in Heads) text.Append($"<th style=\"text-align:left\">{head}</th>");
        text.Append("</tr></thead><tbody>\n");
        foreach (var entry in claims) Row(text, entry);
        return text.Append($"</tbody></table></div>\n<p>{LedgerTable.Summary([.. claims.Select(c => c.Claim)])}</p></div>").ToString();
    }

    private static void Row(StringBuilder text, RecordedClaim entry)
    {
        var claim = entry.Claim;
        var colour = claim.Holds ? ClaimCard.Green : ClaimCard.Red;
        string[] cells =
        [
            $"<b style=\"color:{colour}\">{claim.Verdict}</b>",
            $"<code style=\"background:none;color:inherit\">{claim.Id}</code><br>{ClaimCard.Safe(claim.Statement)}",
            claim.Paper.Key, claim.Kind.Word(), claim.Basis.Word(),
            ClaimCard.Safe($"{claim.Relation} {claim.Predicted}{(claim.Tolerance > 0 ? $" ± {Quantity.Text(claim.Tolerance)}" : "")}"),
            ClaimCard.Safe(claim.Measured.ToString()), $"<a href=\"{entry.Link}\">{entry.Place}</a>",
        ];
        text.Append($"<tr data-paper=\"{claim.Paper.Key}\" data-kind=\"{claim.Kind.Word()}\" data-basis=\"{claim.Basis.Word()}\" data-verdict=\"{claim.Verdict}\">")
            .Append(string.Concat(cells.Select(cell => $"<td style=\"text-align:left;vertical-align:top\">{cell}</td>"))).Append("</tr>\n");
    }

    private static void Select(StringBuilder text, string name, IEnumerable<string> values)
    {
        text.Append($"<select data-filter=\"{name}\" onchange=\"{Apply}\"><option value=\"\">every {name}</option>");
        foreach (var value in values.Distinct()) text.Append($"<option>{value}</option>");
        text.Append("</select> ");
    }
}
