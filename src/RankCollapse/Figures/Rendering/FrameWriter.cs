using System.Text.Json.Nodes;

namespace RankCollapse.Figures.Rendering;

/// <summary>Frames with a slider and a play button. A frame holds only what differs between frames.</summary>
internal static class FrameWriter
{
    public static void Add(JsonObject document, Figure figure, PagePlan page)
    {
        var traces = page.Frames.Select(f => PlotlyWriter.Traces(page, f)).ToList();
        var annotations = page.Frames.Select(f => PlotlyWriter.Annotations(page, f)).ToList();
        var shapes = page.Frames.Select(f => PlotlyWriter.Shapes(page, f)).ToList();
        var titles = figure.States.Select(s => s.Figure.TitleText).ToList();
        var moving = Enumerable.Range(0, traces[0].Count)
            .Select(t => (Trace: t, Keys: Differing(traces.Select(frame => frame[t]).ToList())))
            .Where(m => m.Keys.Count > 0).ToList();
        var layoutMoves = Differ(annotations) || Differ(shapes);

        var frames = new JsonArray();
        for (var f = 0; f < traces.Count; f++)
        {
            var frame = new JsonObject
            {
                ["name"] = Name(f),
                ["traces"] = new JsonArray([.. moving.Select(m => (JsonNode)m.Trace)]),
                ["data"] = new JsonArray([.. moving.Select(m => (JsonNode)Only(traces[f][m.Trace], m.Keys))]),
            };
            if (layoutMoves) frame["layout"] = new JsonObject { ["annotations"] = annotations[f], ["shapes"] = shapes[f] };
            frames.Add(frame);
        }
        document["frames"] = frames;
        var layout = document["layout"]!.AsObject();
        // Heat maps and annotations only change with a redraw.
        var redraw = layoutMoves || page.Panels.Any(p => p.Panel.HasField);
        layout["sliders"] = new JsonArray(Slider(figure, page, redraw));
        layout["updatemenus"] = new JsonArray(PlayButton(page, redraw));
    }

    private static JsonObject Slider(Figure figure, PagePlan page, bool redraw) => new()
    {
        ["active"] = figure.StartState,
        ["x"] = Math.Round(118.0 / page.Width, 4),
        ["xanchor"] = "left",
        ["len"] = Math.Round((page.Width - 118.0 - PagePlan.Edge) / page.Width, 4),
        ["y"] = Math.Round(86.0 / page.Height, 4),
        ["yanchor"] = "top",
        ["pad"] = new JsonObject { ["t"] = 0, ["b"] = 0, ["l"] = 0, ["r"] = 0 },
        ["currentvalue"] = new JsonObject { ["prefix"] = $"{figure.Parameter} = ", ["font"] = AxisWriter.Font(PagePlan.AxisTitleSize), ["offset"] = 8 },
        ["font"] = AxisWriter.Font(14),
        ["tickcolor"] = Palette.Neutral.Hex,
        ["bgcolor"] = Palette.Neutral.WithOpacity(0.3),
        ["bordercolor"] = Palette.Neutral.Hex,
        ["activebgcolor"] = Palette.Blue.Hex,
        ["minorticklen"] = 0,
        ["steps"] = new JsonArray([.. figure.States.Select((state, f) => (JsonNode)new JsonObject
        {
            ["label"] = state.Label,
            ["method"] = "animate",
            ["args"] = new JsonArray(new JsonArray(Name(f)), Transition("immediate", 0, redraw)),
        })]),
    };

    private static JsonObject PlayButton(PagePlan page, bool redraw)
    {
        var pace = Math.Clamp(6000 / page.Frames.Count, 60, 500);
        return new JsonObject
        {
            ["type"] = "buttons",
            ["showactive"] = false,
            ["direction"] = "left",
            ["x"] = Math.Round(PagePlan.Edge / page.Width, 4),
            ["xanchor"] = "left",
            ["y"] = Math.Round(62.0 / page.Height, 4),
            ["yanchor"] = "top",
            ["pad"] = new JsonObject { ["t"] = 0, ["b"] = 0, ["l"] = 0, ["r"] = 0 },
            ["font"] = AxisWriter.Font(PagePlan.TextSize),
            ["bgcolor"] = "rgba(0,0,0,0)",
            ["bordercolor"] = Palette.Neutral.Hex,
            ["buttons"] = new JsonArray(
                Button("▶", null, Transition("immediate", pace, redraw, fromCurrent: true)),
                Button("❚❚", new JsonArray((JsonNode?)null), Transition("immediate", 0, redraw))),
        };
    }

    private static JsonObject Button(string label, JsonNode? frames, JsonObject options) => new()
    {
        ["label"] = label, ["method"] = "animate", ["args"] = new JsonArray(frames, options),
    };

    private static JsonObject Transition(string mode, int duration, bool redraw, bool fromCurrent = false)
    {
        var options = new JsonObject
        {
            ["mode"] = mode,
            ["frame"] = new JsonObject { ["duration"] = duration, ["redraw"] = redraw },
            ["transition"] = new JsonObject { ["duration"] = 0 },
        };
        if (fromCurrent) options["fromcurrent"] = true;
        return options;
    }

    private static List<string> Differing(List<JsonObject> frames) =>
        [.. frames[0].Select(p => p.Key).Where(key => frames.Any(f => !JsonNode.DeepEquals(f[key], frames[0][key])))];

    private static bool Differ(List<JsonArray> frames) => frames.Any(f => !JsonNode.DeepEquals(f, frames[0]));

    private static JsonObject Only(JsonObject trace, List<string> keys)
    {
        var part = new JsonObject();
        foreach (var key in keys) part[key] = trace[key]?.DeepClone();
        return part;
    }

    private static string Name(int frame) => $"{frame}";
}
