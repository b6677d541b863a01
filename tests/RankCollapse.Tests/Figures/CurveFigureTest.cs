using System.Text.Json;
using RankCollapse.Figures;

namespace RankCollapse.Tests.Figures;

public class CurveFigureTest
{
    private static readonly double[] Layers = FigureReader.Steps(21);

    private static double[] Decay(double rate) => [.. Layers.Select(t => Math.Exp(-rate * t))];

    private static Figure Masks() => Figure
        .Lines(("causal", Layers, Decay(0.5)), ("window", Layers, Decay(0.1)))
        .Title("Every mask collapses").X("layer t").LogY("residual μ<sub>t</sub>");

    [Fact]
    public void A_figure_has_data_layout_and_config_and_no_remote_address()
    {
        var json = Masks().Json();
        Assert.Equal(["data", "layout", "config"], json.Select(p => p.Key));
        Assert.DoesNotContain("http", Masks().ToJson());
    }

    [Fact]
    public void System_text_json_writes_the_same_as_the_figure_itself() =>
        Assert.Equal(Masks().ToJson(), JsonSerializer.Serialize(Masks()));

    [Fact]
    public void The_same_figure_gives_the_same_text() => Assert.Equal(Masks().ToJson(), Masks().ToJson());

    [Fact]
    public void Curves_have_the_colour_of_their_architecture() =>
        Assert.Equal([Palette.For("causal").Hex, Palette.For("window").Hex], Masks().Traces().Select(t => t["line"]!["color"].Text()));

    [Fact]
    public void Whole_numbers_and_missing_positions_make_curves_too()
    {
        var layers = Enumerable.Range(0, 3).ToArray();
        double[] y = [1, 2, 4];
        Assert.Equal([0, 1, 2], Figure.Lines(("a", layers, y)).Traces()[0]["x"].Numbers());
        Assert.Equal([0, 1, 2], Figure.Lines(("a", y)).Traces()[0]["x"].Numbers());
        Assert.Equal([1, 2, 4], Figure.Lines(("a", y.AsEnumerable())).Traces()[0]["y"].Numbers());
    }

    [Fact]
    public void Four_curves_are_named_at_their_ends_and_five_in_a_legend()
    {
        Figure Of(int count) => Figure.Lines(Enumerable.Range(0, count).Select(k => new Curve($"curve {k}", Layers, Decay(0.1 * k))));
        Assert.Equal(4, Of(4).Annotations().Length);
        Assert.False(Of(4).Layout()["showlegend"]!.GetValue<bool>());
        Assert.Empty(Of(5).Annotations());
        Assert.True(Of(5).Layout()["showlegend"]!.GetValue<bool>());
        Assert.All(Of(5).Traces(), t => Assert.True(t["showlegend"]!.GetValue<bool>()));
    }

    [Fact]
    public void Names_at_curves_that_end_together_are_moved_apart()
    {
        var figure = Figure.Lines(Enumerable.Range(0, 4).Select(k => new Curve($"curve {k}", Layers, [.. Layers.Select(t => t + 0.001 * k)])));
        var (range, domain, height) = (figure.Layout()["yaxis"]!["range"].Numbers(), figure.Layout()["yaxis"]!["domain"].Numbers(), figure.Layout()["height"].Number());
        var pixels = (domain[1] - domain[0]) * height / (range[1] - range[0]);
        var places = figure.Annotations().Select(a => (a["y"].Number() * pixels!.Value) + a["yshift"].Number()).Order().ToList();
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 19.5, 60));
    }

    [Fact]
    public void Theory_is_dashed_and_takes_the_colour_of_the_curve_of_the_same_name()
    {
        var traces = Masks().Theory("causal", Layers, t => Math.Exp(-0.5 * t)).Theory("bound", Layers, t => 1.0).Traces();
        Assert.Equal(["dash", "dash"], traces[2..].Select(t => t["line"]!["dash"].Text()));
        Assert.Equal([Palette.For("causal").Hex, Palette.Neutral.Hex], traces[2..].Select(t => t["line"]!["color"].Text()));
        Assert.All(traces[..2], t => Assert.Null(t["line"]!["dash"]));
    }

    [Fact]
    public void A_name_before_a_comma_gives_theory_its_colour() =>
        Assert.Equal(Palette.For("window").Hex, Masks().Theory("window, exact rate", Layers, t => 1.0).Traces()[2]["line"]!["color"].Text());

    [Fact]
    public void Two_curves_of_one_architecture_do_not_look_the_same()
    {
        var colours = Figure.Lines(("causal, 8 tokens", Decay(1)), ("causal, 16 tokens", Decay(2))).Traces().Select(t => t["line"]!["color"].Text());
        Assert.Equal(2, colours.Distinct().Count());
    }

    [Fact]
    public void A_band_lies_between_its_edges_and_is_cut_at_a_log_axis()
    {
        var curve = new Curve("causal", [1, 2], [1, 1]).Between([0.1, -1], [10, 10]);
        var figure = Figure.Points(curve).LogY("μ");
        var outline = figure.Traces()[0];
        var low = Math.Pow(10, figure.Layout()["yaxis"]!["range"].Numbers()[0]!.Value);
        var ys = outline["y"].Numbers();
        Assert.Equal([1, 2, 2, 1], outline["x"].Numbers());
        Assert.Equal((10.0, 10.0, 0.1), (ys[0], ys[1], ys[3]));
        Assert.Equal(low, ys[2]!.Value, 1e-3 * low);
        Assert.Contains("“causal, band” (1 not positive on a log axis)", figure.ToString());
    }

    [Fact]
    public void Values_that_cannot_be_shown_are_gaps_and_are_counted()
    {
        var figure = Figure.Lines(("causal", [1, double.NaN, 0, -2, double.PositiveInfinity, 0.1])).LogY("μ");
        Assert.Equal([1, null, null, null, null, 0.1], figure.Traces()[0]["y"].Numbers());
        Assert.Contains("Left out: 4 of 6 values of “causal” (2 not finite, 2 not positive on a log axis).", figure.ToString());
        Assert.Equal("Left out: 4 of 6 values of “causal” (2 not finite, 2 not positive on a log axis).", figure.Layout()["meta"]!["leftOut"].Text());
    }

    [Fact]
    public void A_figure_that_shows_everything_reports_nothing_left_out() => Assert.DoesNotContain("Left out", Masks().ToString());

    [Fact]
    public void Plain_text_is_title_then_what_is_in_the_figure() => Assert.Equal(
        "Every mask collapses\nLines. x: layer t from 0 to 20; y: residual μ_t from 3.04e−5 to 1.49, logarithmic. " +
        "causal: from 1 to 4.54e−5; window: from 1 to 0.135.", Masks().ToString());

    [Fact]
    public void Alternative_text_replaces_the_description()
    {
        Assert.Equal("Every mask collapses\nTwo falling lines.", Masks().Alt("Two falling lines.").ToString());
        Assert.Equal("Two falling lines.", Masks().Alt("Two falling lines.").Layout()["meta"]!["alternativeText"].Text());
    }

    [Fact]
    public void Paper_is_transparent_and_fonts_read_at_half_width()
    {
        var layout = Masks().Layout();
        Assert.Equal("rgba(0,0,0,0)", layout["paper_bgcolor"].Text());
        Assert.Equal("rgba(0,0,0,0)", layout["plot_bgcolor"].Text());
        Assert.Equal((900.0, 540.0), (layout["width"].Number(), layout["height"].Number()));
        Assert.InRange(layout["font"]!["size"].Number(), 16, 30);
        Assert.InRange(layout["title"]!["font"]!["size"].Number(), 20, 30);
    }

    [Fact]
    public void Lines_at_critical_values_are_dashed_shapes_with_their_names()
    {
        var figure = Masks().VerticalLine("λ*", 7).HorizontalLine("float", 1e-3);
        var shapes = figure.Layout()["shapes"]!.AsArray();
        Assert.Equal((7.0, 7.0), (shapes[0]!["x0"].Number(), shapes[0]!["x1"].Number()));
        Assert.Equal(1e-3, shapes[1]!["y0"].Number());
        Assert.Equal(["dash", "dash"], shapes.Select(s => s!["line"]!["dash"].Text()));
        Assert.Contains("λ*", figure.Annotations().Select(a => a["text"].Text()));
        Assert.Contains("float", figure.Annotations().Select(a => a["text"].Text()));
    }

    [Fact]
    public void Thinning_keeps_the_last_point_and_the_band()
    {
        var curve = new Curve("a", Layers, Layers).PlusMinus(Layers).Every(8);
        Assert.Equal([0, 8, 16, 20], curve.X);
        Assert.Equal(4, curve.Low.Length);
    }

    [Fact]
    public void Laying_one_figure_over_another_adds_its_marks_and_keeps_the_axes()
    {
        var figure = Masks().With(Figure.Points(("measured", Layers, Decay(0.3))).X("ignored"));
        Assert.Equal(["lines", "lines", "markers"], figure.Traces().Select(t => t["mode"].Text()));
        Assert.Equal("layer t", figure.Layout()["xaxis"]!["title"]!["text"].Text());
    }

    [Fact]
    public void A_note_goes_to_the_side_where_no_data_are()
    {
        // On a rising straight line the corners above left and below right are free.
        var note = Figure.Lines(("a", Layers, Layers)).Note("a remark", 10, 10).Annotations().Single(a => a["text"].Text() == "a remark");
        Assert.True(note["ax"].Number() * note["ay"].Number() > 0);
    }

    [Fact]
    public void A_figure_is_not_changed_by_what_is_made_of_it()
    {
        var figure = Masks();
        var before = figure.ToJson();
        figure.Title("another").Theory("bound", Layers, t => 1.0).LogX("x");
        Assert.Equal(before, figure.ToJson());
    }
}
