using System.Text.Json.Nodes;

namespace Workbook.Kernel;

/// <summary>Cells that are shown, not run: what a front end gets for each language.</summary>
internal static class OtherLanguages
{
    /// <summary>The output bundle of a cell.</summary>
    /// <param name="language">A language other than C#.</param>
    /// <param name="text">The cell's text without its <c>#!</c> line.</param>
    public static JsonObject Bundle(string language, string text) => language switch
    {
        "html" => new() { ["text/html"] = text, ["text/plain"] = text },
        "markdown" => new() { ["text/markdown"] = text, ["text/plain"] = text },
        "javascript" => new() { ["application/javascript"] = text, ["text/plain"] = text },
        "mermaid" => new() { ["text/vnd.mermaid"] = text, ["text/plain"] = text },
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, $"must be one of {string.Join(", ", CellDirectives.Languages)}"),
    };
}
