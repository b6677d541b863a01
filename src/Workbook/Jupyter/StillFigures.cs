using System.Text.Json.Nodes;
using Workbook.Export;
using Workbook.Kernel;
using Workbook.Notebooks;

namespace Workbook.Jupyter;

/// <summary>Gives figures a static picture on their way to Jupyter, which draws plotly's data only where an extension for it is installed.</summary>
/// <remarks>
/// Each figure costs the start of a headless browser, one to two seconds, before it is shown. Where the browser or plotly.js is missing the
/// figure goes on as it is, and that is said once.
/// </remarks>
internal sealed class StillFigures(TextWriter log)
{
    private bool isSaid;

    /// <summary>The message with a picture beside the figure's data; the message itself when it holds no figure or has a picture.</summary>
    public LineMessage WithPicture(LineMessage message)
    {
        if (message.Type is not ("display_data" or "execute_result" or "update_display_data")) return message;
        if (message.Content["data"] is not JsonObject data || data[NotebookPictures.FigureType] is not { } figure || data.ContainsKey(NotebookPictures.PictureType)) return message;
        var set = StaticPictures.RenderAsync([JsonTextWriter.Write(figure)]).GetAwaiter().GetResult();
        if (set.Pictures[0].Png is { } png) data[NotebookPictures.PictureType] = Convert.ToBase64String(png);
        else if (!isSaid) log.WriteLine(set.LeftOut ?? set.Pictures[0].Problem);
        isSaid |= set.Pictures[0].Png is null;
        return message;
    }
}
