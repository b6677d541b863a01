using System.Text.Json.Nodes;
using Workbook.Notebooks;

namespace Workbook.Export;

/// <summary>Adds static pictures to the figures of notebooks, beside their interactive data.</summary>
internal static class NotebookPictures
{
    /// <summary>How a figure is recognised.</summary>
    public const string FigureType = "application/vnd.plotly.v1+json";

    /// <summary>How its picture is stored: base64.</summary>
    public const string PictureType = "image/png";

    /// <summary>Draws all figures of all notebooks in one go. A figure that cannot be drawn stays as it is.</summary>
    /// <returns>What to report; empty when every figure has its picture.</returns>
    public static async Task<IReadOnlyList<string>> AddAsync(
        IReadOnlyList<NotebookDocument> notebooks, string? browser = null, string? plotly = null, TimeSpan? limit = null, CancellationToken cancellation = default)
    {
        var figures = notebooks.SelectMany(notebook => notebook.Cells.SelectMany(cell => FiguresOf(cell).Select(data => (notebook, cell, data)))).ToList();
        var set = await StaticPictures.RenderAsync(
            [.. figures.Select(figure => JsonTextWriter.Write(figure.data[FigureType]))], browser, plotly, limit, cancellation).ConfigureAwait(false);
        var problems = new List<string>();
        foreach (var ((notebook, cell, data), picture) in figures.Zip(set.Pictures))
        {
            if (picture.Png is { } png)
                data[PictureType] = Convert.ToBase64String(png);
            else if (set.LeftOut is null)
                problems.Add($"'{notebook.Name}', cell {cell.Id}: a figure has no static picture: {picture.Problem}");
        }
        return set.LeftOut is { } reason ? [reason] : problems;
    }

    private static IEnumerable<JsonObject> FiguresOf(NotebookCell cell) => cell.Outputs
        .Select(output => (output as JsonObject)?["data"] as JsonObject)
        .Where(data => data?[FigureType] is JsonObject)
        .Select(data => data!);
}
