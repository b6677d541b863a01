using System.Text.Json.Nodes;
using Workbook.Export;
using Workbook.Notebooks;
using Workbook.Tests.Notebooks;

namespace Workbook.Tests.Export;

/// <summary>Real figures in a real browser.</summary>
public class StaticPicturesTests
{
    private const string Lines =
        """
        {"data": [
           {"type": "scatter", "mode": "lines", "name": "theory", "line": {"dash": "dash", "color": "#0072B2"}, "x": [0,1,2,3,4,5,6], "y": [1,0.5,0.25,0.125,0.0625,0.03125,0.015625]},
           {"type": "scatter", "mode": "markers", "name": "measured", "marker": {"color": "#D55E00", "size": 9}, "x": [0,1,2,3,4,5,6], "y": [1.02,0.48,0.26,0.12,0.063,0.03,0.016]}],
         "layout": {"title": {"text": "Without a skip path the residual halves with every layer"}, "xaxis": {"title": {"text": "layer"}},
           "yaxis": {"title": {"text": "residual r"}, "type": "log"}, "updatemenus": [{"buttons": [{"label": "press", "method": "skip"}]}]}}
        """;

    private const string Animated =
        """
        {"data": [{"type": "bar", "x": [1], "y": [1], "marker": {"color": "#00ff00"}}],
         "layout": {"width": 300, "height": 200, "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "sliders": [{"steps": []}]},
         "frames": [{"name": "first", "data": [{"marker": {"color": "#ff0000"}}]}, {"name": "second", "data": [{"marker": {"color": "#0000ff"}}]}]}
        """;

    private const string Surface =
        """
        {"data": [{"type": "surface", "showscale": false, "colorscale": [[0, "#ff0000"], [1, "#ff0000"]], "z": [[0,1,0],[1,2,1],[0,1,0]]}], "layout": {"width": 400, "height": 400, "margin": {"t": 0, "b": 0, "l": 0, "r": 0}}}
        """;

    [Fact]
    public async Task One_browser_draws_lines_animations_and_surfaces_and_reports_what_it_cannot_draw()
    {
        SkipWithoutTools();
        var set = await StaticPictures.RenderAsync([Lines, "{not JSON", Animated, Surface], cancellation: TestContext.Current.CancellationToken);

        Keep(set);
        Assert.Null(set.LeftOut);
        var lines = Decoded(set.Pictures[0]);
        Assert.Equal((1350, 810), (lines.Width, lines.Height));
        Assert.Equal(0xffffff, lines[2, 2]);
        Assert.InRange(lines.Share(0xD55E00), 1e-4, 1e-2); // seven points of 9 pixels
        Assert.InRange(set.Pictures[0].Png!.Length, 5_000, 60_000);

        Assert.Equal(["Figure 2 has no static picture: "], set.Problems.Select(problem => problem[..32]));
        Assert.Contains("JSON", set.Pictures[1].Problem, StringComparison.Ordinal);

        var animated = Decoded(set.Pictures[2]);
        Assert.Equal((450, 300), (animated.Width, animated.Height));
        Assert.InRange(animated.Share(0xff0000), 0.02, 0.9);
        Assert.Equal((0.0, 0.0), (animated.Share(0x00ff00), animated.Share(0x0000ff)));
        Assert.Equal(0xffffff, animated[1, 1]);

        var surface = Decoded(set.Pictures[3]);
        var middle = Enumerable.Range(0, surface.Width).Select(x => surface[x, surface.Height / 2]);
        var red = middle.Count(colour => (colour >> 16) > 2 * ((colour >> 8) & 0xff)); // shaded by the light, so not one colour
        Assert.InRange(red, 20, surface.Width);
    }

    [Fact]
    public async Task An_animation_is_pictured_at_the_frame_its_slider_is_at()
    {
        SkipWithoutTools();
        var second = Animated.Replace("{\"steps\": []}", "{\"active\": 1, \"steps\": []}", StringComparison.Ordinal);
        var set = await StaticPictures.RenderAsync([second], cancellation: TestContext.Current.CancellationToken);
        var picture = Decoded(set.Pictures[0]);
        Assert.InRange(picture.Share(0x0000ff), 0.02, 0.9);
        Assert.Equal(0, picture.Share(0xff0000));
    }

    [Fact]
    public async Task Equal_figures_give_equal_pictures()
    {
        SkipWithoutTools();
        var first = await StaticPictures.RenderAsync([Lines], cancellation: TestContext.Current.CancellationToken);
        var second = await StaticPictures.RenderAsync([Animated, Lines], cancellation: TestContext.Current.CancellationToken);
        Assert.True(first.Pictures[0].Png!.AsSpan().SequenceEqual(second.Pictures[1].Png!));
    }

    [Fact]
    public async Task A_figure_of_a_notebook_gets_a_picture_beside_its_data()
    {
        SkipWithoutTools();
        var notebook = WithFigures(Lines, """{"data": [{"type": "scatter", "y": [1, 2]}]}""");
        Assert.Empty(await NotebookPictures.AddAsync([notebook], cancellation: TestContext.Current.CancellationToken));
        var data = notebook.Cells[0].Outputs[0]!["data"]!.AsObject();
        Assert.Equal(["application/vnd.plotly.v1+json", "image/png", "text/plain"], data.Select(entry => entry.Key).Order(StringComparer.Ordinal));
        Assert.Equal(1350, PngPixels.Decode(Convert.FromBase64String((string)data["image/png"]!)).Width);
    }

    [Fact]
    public async Task A_time_limit_ends_the_browser_and_names_the_limit()
    {
        SkipWithoutTools();
        var profiles = Profiles();
        var set = await StaticPictures.RenderAsync([Lines], limit: TimeSpan.FromMilliseconds(50), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("drawing took longer than 0.1 s. Save again, or draw less data.", set.Pictures[0].Problem);
        Assert.Equal(profiles, Profiles());
    }

    [Fact]
    public async Task A_browser_that_ends_at_once_is_reported_with_its_last_words()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in is a shell script");
        using var folder = new Sample.Folder();
        var (browser, plotly) = (folder.File("browser"), folder.File("plotly.min.js"));
        File.WriteAllText(browser, "#!/bin/sh\necho cannot open display >&2\nexit 1\n");
        File.WriteAllText(plotly, "");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(browser, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var set = await StaticPictures.RenderAsync([Lines], browser, plotly, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("the browser ended early; its last words: cannot open display", set.Pictures[0].Problem);
    }

    [Fact]
    public async Task A_browser_that_cannot_be_started_leaves_the_notebook_without_pictures_but_whole()
    {
        using var folder = new Sample.Folder();
        File.WriteAllText(folder.File("text"), "no program");
        var notebook = WithFigures(Lines);
        var before = notebook.ToJson();
        var problems = await NotebookPictures.AddAsync([notebook], folder.File("text"), folder.File("text"), cancellation: TestContext.Current.CancellationToken);
        Assert.StartsWith($"Static pictures were left out: '{folder.File("text")}' could not be started: ", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Equal(before, notebook.ToJson());
    }

    private static void SkipWithoutTools()
    {
        if (PictureTools.Missing(PictureTools.FindBrowser(), PictureTools.FindPlotly()) is { } missing)
            Assert.Skip(missing);
    }

    private static PngPixels Decoded(StaticPicture picture)
    {
        Assert.Null(picture.Problem);
        return PngPixels.Decode(picture.Png!);
    }

    private static string[] Profiles() => [.. Directory.EnumerateDirectories(Path.GetTempPath(), "rankcollapse-browser-*").Order(StringComparer.Ordinal)];

    /// <summary>For a look at the pictures: give a folder in RANKCOLLAPSE_KEEP_PICTURES.</summary>
    private static void Keep(StaticPictureSet set)
    {
        if (Environment.GetEnvironmentVariable("RANKCOLLAPSE_KEEP_PICTURES") is not { Length: > 0 } folder)
            return;
        for (var i = 0; i < set.Pictures.Count; i++)
        {
            if (set.Pictures[i].Png is { } png)
                File.WriteAllBytes(Path.Combine(folder, $"figure-{i + 1}.png"), png);
        }
    }

    private static NotebookDocument WithFigures(params string[] figures)
    {
        var notebook = NotebookDocument.Create("a.ipynb");
        foreach (var figure in figures)
        {
            notebook.AddCell("code", "figure").AppendOutput(new JsonObject
            {
                ["output_type"] = "display_data",
                ["data"] = new JsonObject { [NotebookPictures.FigureType] = JsonNode.Parse(figure), ["text/plain"] = "a figure" },
            });
        }
        return notebook;
    }
}
