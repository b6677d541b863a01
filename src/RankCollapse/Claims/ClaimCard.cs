using System.Net;

namespace RankCollapse.Claims;

/// <summary>A claim as a small card: an edge in green or red and the verdict in words, on any background.</summary>
internal static class ClaimCard
{
    // Both have a contrast of more than 3 to 1 to white and to #1e1e1e.
    public const string Green = "#2e8b45", Red = "#d9364f";

    public static string Html(Claim claim)
    {
        var colour = claim.Holds ? Green : Red;
        return $"""
            <div style="border-left:6px solid {colour};border-radius:4px;padding:6px 12px;margin:4px 0;background:rgba(127,127,127,0.08);max-width:60em;font-family:sans-serif;line-height:1.45">
            <div><b style="color:{colour}">{claim.Verdict}</b> <code style="background:none;color:inherit">{claim.Id}</code></div>
            <div>{Safe(claim.Statement)}</div>
            <div><b>{Safe(claim.Comparison)}</b></div>
            <div style="opacity:0.75;font-size:90%">{Safe(claim.Why)}; {claim.Kind.Word()}, {claim.Basis.Word()}; {Safe(claim.Paper.ToString())}</div>
            </div>
            """;
    }

    public static string Safe(string text) => WebUtility.HtmlEncode(text);
}
