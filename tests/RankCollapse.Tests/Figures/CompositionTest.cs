using System.Text;
using System.Text.Json.Nodes;
using RankCollapse.Figures;

namespace RankCollapse.Tests.Figures;

public class CompositionTest
{
    private static readonly double[] Layers = FigureReader.Steps(11);

    private static Figure Decay(double rate) => Figure.Lines(("causal", Layers, Layers.Select(t => Math.Exp(-rate * t)))).X("layer t").LogY("μ");

    private static Figure Moving() => Figure.Animation("rate", [0.1, 0.5, 2.0], Decay).Title("It falls");

    [Fact]
    public void Panels_of_a_grid_have_axes_of_their_own_that_do_not_overlap()
    {
        var layout = Figure.Grid(2, Decay(1), Decay(2), Decay(3)).Layout();
        var boxes = new[] { "", "2", "3" }.Select(k => (X: layout[$"xaxis{k}"]!["domain"].Numbers(), Y: layout[$"yaxis{k}"]!["domain"].Numbers())).ToArray();
        Assert.True(boxes[0].X[1] < boxes[1].X[0]);
        Assert.True(boxes[2].Y[1] < boxes[0].Y[0]);
        Assert.All(boxes, b => Assert.All(b.X.Concat(b.Y), edge => Assert.InRange(edge!.Value, 0, 1)));
    }

    [Fact]
    public void A_name_has_one_colour_in_all_panels()
    {
        var grid = Figure.Grid(2, Figure.Lines(("n = 10", [1.0, 2]), ("n = 20", [2.0, 3])), Figure.Lines(("n = 20", [1.0, 2]), ("n = 10", [2.0, 3])));
        var colours = grid.Traces().Select(t => t["line"]!["color"].Text()).ToArray();
        Assert.Equal((colours[0], colours[1]), (colours[3], colours[2]));
        Assert.NotEqual(colours[0], colours[1]);
    }

    [Fact]
    public void An_architecture_keeps_its_colour_beside_another_topic() => Assert.Equal(
        [Palette.Blue.Hex, Palette.Blue.Hex],
        Figure.Grid(2, Figure.Lines(("complete", [1.0, 2])), Figure.Lines(("softmax", [1.0, 2]))).Traces().Select(t => t["line"]!["color"].Text()));

    [Fact]
    public void The_title_of_a_panel_stands_above_it() =>
        Assert.Contains("left", Figure.Grid(2, Decay(1).Title("left"), Decay(2).Title("right")).Annotations().Select(a => a["text"].Text()));

    [Fact]
    public void All_frames_share_axes_that_hold_every_frame()
    {
        var figure = Moving();
        var range = figure.Layout()["yaxis"]!["range"].Numbers();
        Assert.InRange(range[0]!.Value, Math.Log10(Math.Exp(-20)) - 1, Math.Log10(Math.Exp(-20)));
        Assert.InRange(range[1]!.Value, 0, 0.5);
        Assert.All(Frames(figure), f => Assert.DoesNotContain("axis", f!.ToJsonString()));
        Assert.Equal(range, figure.StartAt(2).Layout()["yaxis"]!["range"].Numbers());
    }

    [Fact]
    public void A_frame_holds_only_what_changes()
    {
        var data = Frames(Moving())[1]!["data"]![0]!.AsObject();
        Assert.Equal(["y"], data.Select(p => p.Key));
        Assert.Equal([0], Frames(Moving())[1]!["traces"].Numbers());
        Assert.Equal(Math.Exp(-5), data["y"].Numbers()[10]!.Value, 1e-5);
    }

    [Fact]
    public void The_slider_has_a_step_for_each_frame_and_the_button_plays_all()
    {
        var layout = Moving().Layout();
        var steps = layout["sliders"]![0]!["steps"]!.AsArray();
        Assert.Equal(["0.1", "0.5", "2"], steps.Select(s => s!["label"].Text()));
        Assert.Equal(Frames(Moving()).Select(f => f!["name"].Text()), steps.Select(s => s!["args"]![0]![0].Text()));
        Assert.Null(layout["updatemenus"]![0]!["buttons"]![0]!["args"]![0]);
        Assert.Equal("rate = ", layout["sliders"]![0]!["currentvalue"]!["prefix"].Text());
    }

    [Fact]
    public void The_frame_to_start_at_is_what_the_still_image_shows()
    {
        var figure = Moving().StartAt(2);
        Assert.Equal(2, figure.Layout()["sliders"]![0]!["active"].Number());
        Assert.Equal(Math.Exp(-20), figure.Traces()[0]["y"].Numbers()[10]!.Value, 1e-11);
        Assert.Contains("shown at 2", figure.ToString());
    }

    [Fact]
    public void Changing_an_axis_after_the_frames_changes_all_of_them()
    {
        var figure = Figure.Animation("k", [1, 2], k => Figure.Lines(("a", [k, 10.0 * k, 0]))).LogY("μ");
        Assert.Equal("log", figure.Layout()["yaxis"]!["type"].Text());
        Assert.Equal([2, 20, null], Frames(figure)[1]!["data"]![0]!["y"].Numbers());
        Assert.Contains("(1 not positive on a log axis) at 2", figure.ToString());
    }

    [Fact]
    public void A_figure_above_the_limit_is_refused_with_its_size_and_the_remedy()
    {
        var x = FigureReader.Steps(40_000);
        var error = Assert.Throws<InvalidOperationException>(() => Figure.Lines(("causal", x, x.Select(Math.Sin))).Title("Too much").ToJson());
        Assert.Matches("The figure “Too much” is [0-9]{3} KB of JSON; the limit is 150 KB.", error.Message);
        Assert.Contains("curve.Every(step)", error.Message);
    }

    [Fact]
    public void A_large_animation_is_told_to_use_fewer_frames()
    {
        var x = FigureReader.Steps(500);
        var figure = Figure.Animation("k", Enumerable.Range(1, 100), k => Figure.Lines(("a", x, x.Select(t => Math.Sin(k * t)))));
        Assert.Contains("It has 100 frames: use fewer.", Assert.Throws<InvalidOperationException>(figure.ToJson).Message);
    }

    [Fact]
    public void Four_curves_of_a_thousand_points_are_well_below_the_limit()
    {
        var x = FigureReader.Steps(1000);
        var figure = Figure.Lines(Enumerable.Range(1, 4).Select(k => new Curve($"c {k}", x, x.Select(t => Math.Sin(k * t / 100)))));
        Assert.InRange(Encoding.UTF8.GetByteCount(figure.ToJson()), 20_000, 75_000);
    }

    private static JsonArray Frames(Figure figure) => figure.Json()["frames"]!.AsArray();

    [Fact]
    public void A_panel_title_of_two_lines_has_room_for_both()
    {
        static double Top(string title) =>
            Figure.Grid(2, Decay(1).Title(title), Decay(2).Title("plain")).Layout()["yaxis"]!["domain"]!.Numbers()[1]!.Value;
        var height = Figure.Grid(2, Decay(1).Title("one"), Decay(2).Title("plain")).Layout()["height"].Number();
        Assert.Equal(23, (Top("one") - Top("one<br>two")) * height, 0.2);
    }

    [Fact]
    public void A_log_axis_of_one_decade_writes_its_ticks_in_full()
    {
        var axis = Figure.Lines(("a", [4.0, 64.0], [1e-7, 4e-7])).LogX("N").LogY("error").XRange(4, 64).YRange(1e-7, 5e-7).Layout();
        Assert.Equal(["5", "10", "20", "50"], axis["xaxis"]!["ticktext"]!.AsArray().Select(t => t.Text()));
        Assert.Equal([5, 10, 20, 50], axis["xaxis"]!["tickvals"].Numbers());
        Assert.Equal(["10<sup>−7</sup>", "2·10<sup>−7</sup>", "5·10<sup>−7</sup>"], axis["yaxis"]!["ticktext"]!.AsArray().Select(t => t.Text()));
        Assert.Null(Figure.Lines(("a", [1.0, 100.0], [1, 2])).LogX("N").Layout()["xaxis"]!["tickvals"]);
    }
}
