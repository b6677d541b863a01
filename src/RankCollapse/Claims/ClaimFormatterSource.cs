using System.Text.Json;
using RankCollapse.Display;

namespace RankCollapse.Claims;

/// <summary>How a notebook displays a claim: a record for the runner, a card for the reader, a line for the terminal.</summary>
internal sealed class ClaimFormatterSource
{
    public const string Json = "application/vnd.rankcollapse.claim+json";

    public const string Html = "text/html";

    public const string Plain = "text/plain";

    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new TextFormatter<Claim>(Json, claim => JsonSerializer.Serialize(claim)),
        new TextFormatter<Claim>(Html, ClaimCard.Html),
        new TextFormatter<Claim>(Plain, claim => claim.ToString()),
    ];
}

/// <summary>How a notebook displays a ledger.</summary>
internal sealed class LedgerFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new TextFormatter<Ledger>(ClaimFormatterSource.Html, ledger => LedgerTable.Html(ledger.Claims)),
        new TextFormatter<Ledger>(ClaimFormatterSource.Plain, ledger => ledger.ToString()),
    ];
}

/// <summary>How a notebook displays the record of all claims.</summary>
internal sealed class LedgerRecordFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new TextFormatter<LedgerRecord>(ClaimFormatterSource.Html, LedgerRecordTable.Html),
        new TextFormatter<LedgerRecord>(ClaimFormatterSource.Plain, record => record.ToString()),
    ];
}
