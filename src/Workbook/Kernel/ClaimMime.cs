using System.Text.Json.Nodes;

namespace Workbook.Kernel;

/// <summary>Claims as the kernel and the runner know them: by their MIME type, whoever made them.</summary>
internal static class ClaimMime
{
    /// <summary>The MIME type of a claim in an output bundle.</summary>
    public const string Type = "application/vnd.rankcollapse.claim+json";

    /// <summary>The claim in the content of an output message, or null when it has none.</summary>
    public static JsonObject? In(JsonObject content) => (content["data"] as JsonObject)?[Type] as JsonObject;

    /// <summary>The id of a claim in an output message that does not hold; null when there is no claim, or it holds.</summary>
    public static string? FailedId(JsonObject content) =>
        In(content) is { } claim && claim["holds"]?.GetValueKind() != System.Text.Json.JsonValueKind.True
            ? claim["id"]?.ToString() ?? "a claim without an id"
            : null;
}
