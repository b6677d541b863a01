using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RankCollapse.Figures.Marks;

namespace RankCollapse.Figures.Rendering;

/// <summary>From a figure to the JSON of plotly.js: data, layout, frames, config.</summary>
internal static class PlotlyWriter
{
    public const int LimitInBytes = 150_000;

    private const string FontFamily = "\"Segoe UI\", \"Helvetica Neue\", Arial, \"DejaVu Sans\", sans-serif";

    // Without this every letter beyond ASCII would take six bytes.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json(Figure figure)
    {
        var json = Document(figure).ToJsonString(Compact);
        var bytes = Encoding.UTF8.GetByteCount(json);
        if (bytes <= LimitInBytes) return json;
        throw new InvalidOperationException(
            $"The figure “{PlainText.Stripped(figure.TitleText)}” is {bytes / 1000.0:0} KB of JSON; the limit is {LimitInBytes / 1000} KB. " +
            (figure.States.IsEmpty ? "" : $"It has {figure.States.Length} frames: use fewer. ") +
            "Draw fewer points: curve.Every(step) thins a curve, Figure.Histogram or Figure.Densities replace a cloud, a coarser grid a heat map.");
    }

    public static JsonObject Document(Figure figure)
    {
        var page = new PagePlan(figure);
        var shown = page.Frames[figure.StartState];
        var document = new JsonObject
        {
            ["data"] = new JsonArray([.. Traces(page, shown)]),
            ["layout"] = Layout(figure, page, shown),
        };
        if (!figure.States.IsEmpty) FrameWriter.Add(document, figure, page);
        document["config"] = new JsonObject { ["displaylogo"] = false, ["displayModeBar"] = false, ["responsive"] = false };
        return document;
    }

    /// <summary>The traces of one state, panel by panel in the order of the marks.</summary>
    public static List<JsonObject> Traces(PagePlan page, IReadOnlyList<Panel> panels)
    {
        var traces = new List<JsonObject>();
        var inLegend = new HashSet<string>();
        foreach (var plan in page.Panels)
        {
            var bar = plan.Panel.HasField ? AxisWriter.ColourBar(plan, page) : null;
            foreach (var mark in panels[plan.Index].Marks)
                traces.AddRange(mark.Traces(new Scene(plan.X, plan.Y, plan.Z, $"x{plan.Suffix}", $"y{plan.Suffix}")
                {
                    Hue = page.Colours.Of(mark),
                    InLegend = !plan.NamesAtCurves && mark.Named && mark.Name.Length > 0 && inLegend.Add(mark.Name),
                    Pixels = (plan.Plot.Width, plan.Plot.Height),
                    LongestArrow = plan.LongestArrow,
                    ColorBar = bar,
                }));
        }
        return traces;
    }

    /// <summary>Names at curves, panel titles and notes.</summary>
    public static JsonArray Annotations(PagePlan page, IReadOnlyList<Panel> panels)
    {
        var all = new JsonArray();
        foreach (var plan in page.Panels)
        {
            var panel = panels[plan.Index];
            if (panel.Title.Length > 0) all.Add(PanelTitle(panel.Title, plan, page));
            foreach (var label in Label.Of(plan, panel, page.Colours)) all.Add(label.Annotation(plan));
            foreach (var guide in panel.Guides.Where(g => g.Vertical && g.Name.Length > 0)) all.Add(AboveLine(guide, plan));
            foreach (var note in panel.Notes) all.Add(NoteWriter.Annotation(note, plan, panel));
        }
        return all;
    }

    private static JsonObject Layout(Figure figure, PagePlan page, IReadOnlyList<Panel> shown)
    {
        var layout = new JsonObject
        {
            ["width"] = page.Width,
            ["height"] = page.Height,
            ["margin"] = new JsonObject { ["l"] = 0, ["r"] = 0, ["t"] = 0, ["b"] = 0 },
            ["paper_bgcolor"] = "rgba(0,0,0,0)",
            ["plot_bgcolor"] = "rgba(0,0,0,0)",
            ["font"] = new JsonObject { ["family"] = FontFamily, ["size"] = PagePlan.TextSize, ["color"] = Palette.Neutral.Hex },
            ["hovermode"] = "closest",
            ["showlegend"] = page.LegendNames.Count > 0,
            ["barmode"] = "overlay",
            ["meta"] = Meta(figure),
        };
        if (page.Title.Length + page.Subtitle.Length > 0) layout["title"] = Title(page);
        if (page.LegendNames.Count > 0) layout["legend"] = Legend(page);
        foreach (var plan in page.Panels)
        {
            layout[$"xaxis{plan.Suffix}"] = AxisWriter.Horizontal(plan, page);
            layout[$"yaxis{plan.Suffix}"] = AxisWriter.Vertical(plan, page);
        }
        layout["annotations"] = Annotations(page, shown);
        layout["shapes"] = Shapes(page, shown);
        return layout;
    }

    public static JsonArray Shapes(PagePlan page, IReadOnlyList<Panel> panels) =>
        [.. page.Panels.SelectMany(plan => panels[plan.Index].Guides.Select(guide => AxisWriter.Line(guide, plan)))];

    private static JsonObject Title(PagePlan page) => new()
    {
        ["text"] = page.Subtitle.Length == 0 ? page.Title
            : $"{page.Title}{(page.Title.Length > 0 ? "<br>" : "")}<span style=\"font-size:{PagePlan.SubtitleSize}px\">{page.Subtitle}</span>",
        ["font"] = new JsonObject { ["size"] = PagePlan.TitleSize, ["color"] = Palette.Neutral.Hex },
        ["x"] = Math.Round(PagePlan.Edge / page.Width, 4),
        ["xanchor"] = "left",
        // Plotly hangs a single line from its top but sets the first of several lines on its foot, 0.7 em higher.
        ["y"] = Math.Round(1 - (PagePlan.Edge - 6 + (page.HasSeveralTitleLines ? 0.7 * PagePlan.TitleSize : 0)) / page.Height, 4),
        ["yanchor"] = "top",
        ["yref"] = "container",
    };

    private static JsonObject Legend(PagePlan page) => new()
    {
        ["orientation"] = "h",
        ["x"] = Math.Round((PagePlan.Edge - 8) / page.Width, 4),
        ["xanchor"] = "left",
        ["y"] = Math.Round(1 - page.TitleBottom / page.Height, 4),
        ["yanchor"] = "top",
        ["font"] = AxisWriter.Font(PagePlan.TextSize),
        ["bgcolor"] = "rgba(0,0,0,0)",
        ["tracegroupgap"] = 0,
        ["entrywidth"] = Math.Ceiling(page.LegendNames.Max(n => PlainText.Width(n, PagePlan.TextSize))) + 2,
        ["entrywidthmode"] = "pixels",
        ["itemsizing"] = "constant",
    };

    private static JsonObject Meta(Figure figure)
    {
        var meta = new JsonObject { ["alternativeText"] = Description.Alternative(figure) };
        if (Description.LeftOut(figure) is { Length: > 0 } left) meta["leftOut"] = left;
        return meta;
    }

    private static JsonObject PanelTitle(string title, PanelPlan plan, PagePlan page) => new()
    {
        ["text"] = title,
        ["x"] = Math.Round(plan.Plot.Left / page.Width, 4),
        ["y"] = Math.Round(1 - (plan.Plot.Top - (plan.Panel.Guides.Any(g => g.Vertical && g.Name.Length > 0) ? 28 : 6)) / page.Height, 4),
        ["xref"] = "paper",
        ["yref"] = "paper",
        ["xanchor"] = "left",
        ["yanchor"] = "bottom",
        ["align"] = "left",
        ["showarrow"] = false,
        ["font"] = AxisWriter.Font(PagePlan.PanelTitleSize),
    };

    private static JsonObject AboveLine(Guide guide, PanelPlan plan) => new()
    {
        ["text"] = guide.Name,
        ["x"] = plan.X.Coordinate(guide.At),
        ["y"] = 1,
        ["xref"] = $"x{plan.Suffix}",
        ["yref"] = $"y{plan.Suffix} domain",
        ["yanchor"] = "bottom",
        ["xanchor"] = plan.X.Fraction(guide.At) switch { < 0.15 => "left", > 0.85 => "right", _ => "center" },
        ["showarrow"] = false,
        ["font"] = AxisWriter.Font(PagePlan.TextSize),
    };
}
