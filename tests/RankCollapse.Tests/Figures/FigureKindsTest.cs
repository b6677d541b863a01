using RankCollapse.Figures;

namespace RankCollapse.Tests.Figures;

public class FigureKindsTest
{
    private static double[] Normal(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }

    [Fact]
    public void Histograms_have_area_one_over_common_bins()
    {
        var traces = Figure.Histogram(20, ("a", Normal(4000)), ("b", Normal(1000).Select(v => v + 1))).Traces();
        foreach (var trace in traces)
        {
            var (x, y) = (trace["x"].Numbers(), trace["y"].Numbers());
            // First and last point stand on the axis; in between each height reaches from its edge to the next.
            var area = Enumerable.Range(1, 20).Sum(k => y[k]!.Value * (x[k + 1]!.Value - x[k]!.Value));
            Assert.Equal(1, area, 1e-3);
        }
        Assert.Equal(traces[0]["x"].Numbers(), traces[1]["x"].Numbers());
    }

    [Fact]
    public void A_density_is_the_normal_law_for_a_normal_sample()
    {
        var trace = Figure.Densities(("a", Normal(40_000))).Traces()[0];
        var worst = trace["x"].Numbers().Zip(trace["y"].Numbers(), (x, y) => Math.Abs(y!.Value - Math.Exp(-x!.Value * x.Value / 2) / Math.Sqrt(2 * Math.PI))).Max();
        // Bandwidth 0.108: bias at most 0.0058·0.4, standard error below 0.005; six of them.
        Assert.InRange(worst, 0, 0.033);
    }

    [Fact]
    public void Values_that_are_not_finite_are_counted_in_samples() =>
        Assert.Contains("Left out: 2 of 5 values of “a” (2 not finite).", Figure.Histogram(("a", [1, 2, double.NaN, 3, double.NegativeInfinity])).ToString());

    [Fact]
    public void Boxes_show_quartiles_and_whiskers_and_the_values_beyond()
    {
        var traces = Figure.Boxes(("batch norm", [1, 2, 3, 4, 5, 100])).Traces();
        Assert.Equal((2.25, 3.5, 4.75), (traces[0]["q1"].Numbers()[0], traces[0]["median"].Numbers()[0], traces[0]["q3"].Numbers()[0]), new Near(0.01));
        Assert.Equal([5], traces[0]["upperfence"].Numbers());
        Assert.Equal([100], traces[1]["y"].Numbers());
    }

    [Fact]
    public void Bars_stand_on_zero_under_their_names()
    {
        var figure = Figure.Bars(("skip", 3, 0.5), ("no skip", 1));
        Assert.Equal(0, figure.Layout()["yaxis"]!["range"].Numbers()[0]);
        Assert.Equal(["skip", "no skip"], figure.Layout()["xaxis"]!["ticktext"]!.AsArray().Select(t => t.Text()));
        Assert.Equal([0.5], figure.Traces()[0]["error_y"]!["array"].Numbers());
        Assert.Null(figure.Traces()[1]["error_y"]);
    }

    [Fact]
    public void Grouped_bars_of_a_group_stand_side_by_side()
    {
        var traces = Figure.GroupedBars(["layer 4", "layer 7"], ("full", [1, 2]), ("HF", [3, 4])).Traces();
        Assert.Equal([-0.2, 0.8], traces[0]["x"].Numbers());
        Assert.Equal([0.2, 1.2], traces[1]["x"].Numbers());
        Assert.Equal([3, 4], traces[1]["y"].Numbers());
    }

    [Fact]
    public void A_heat_map_has_rows_upwards_and_leaves_holes_where_it_has_no_number()
    {
        var figure = Figure.HeatMap([0, 1, 2], [10, 20], new[,] { { 1, 2, double.NaN }, { 4, 5, 6 } });
        var trace = figure.Traces()[0];
        Assert.Equal("heatmap", trace["type"].Text());
        Assert.Equal([1, 2, null], trace["z"]![0].Numbers());
        Assert.Equal([-0.5, 2.5], figure.Layout()["xaxis"]!["range"].Numbers());
        Assert.Contains("Left out: 1 of 6 values (1 not finite).", figure.ToString());
    }

    [Fact]
    public void A_logarithmic_colour_scale_colours_the_exponent_and_is_labelled_with_powers()
    {
        var trace = Figure.HeatMap([0, 1], [0, 1], new[,] { { 1e-6, 1 }, { 0, 1e-3 } }).LogColor("residual μ").Traces()[0];
        Assert.Equal([-6, 0], trace["z"]![0].Numbers());
        Assert.Equal([null, -3], trace["z"]![1].Numbers());
        Assert.Equal("10<sup>−6</sup>", trace["colorbar"]!["ticktext"]![0].Text());
    }

    [Fact]
    public void A_diverging_scale_is_symmetric_about_its_center()
    {
        var trace = Figure.Contours([0, 1], [0, 1], new[,] { { -1.0, 0 }, { 1, 3 } }).DivergingAt(0).Traces()[0];
        Assert.Equal((-3.0, 3.0), (trace["zmin"].Number(), trace["zmax"].Number()));
    }

    [Fact]
    public void A_matrix_has_its_first_row_on_top()
    {
        var range = Figure.Matrix(new double[2, 3]).Layout()["yaxis"]!["range"].Numbers();
        Assert.Equal([2.5, 0.5], range);
    }

    [Fact]
    public void Arrows_keep_direction_and_relative_length()
    {
        var trace = Figure.Arrows([(0, 0, 1, 0), (10, 10, 0, -2)]).Traces()[0];
        var (x, y) = (trace["x"].Numbers(), trace["y"].Numbers());
        Assert.Equal(y[0], y[1]);
        Assert.True(x[1] > x[0]);
        Assert.Equal(x[3], x[4]);
        Assert.Equal(2, (y[3] - y[4])!.Value / (x[1] - x[0])!.Value, 0.01);
    }

    [Fact]
    public void Directions_lie_on_the_unit_circle_whatever_their_length()
    {
        var trace = Figure.OnCircle(("token 1", [3e-200, 0, -5], [4e-200, 2, 0])).Traces()[1];
        Assert.Equal((0.6, 0.8), (trace["x"].Numbers()[0]!.Value, trace["y"].Numbers()[0]!.Value));
        Assert.All(trace["x"].Numbers().Zip(trace["y"].Numbers()), p => Assert.Equal(1, (p.First * p.First + p.Second * p.Second)!.Value, 1e-3));
    }

    [Fact]
    public void The_far_side_of_the_sphere_is_dotted_and_the_near_side_solid()
    {
        var view = new SphereView { Azimuth = 0, Elevation = 0 };
        var traces = Figure.OnSphere(view, Trajectory.OfRows("token 1", new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { -1, 0.001, 0 } })).Traces();
        var (far, near) = (traces[2], traces[3]);
        Assert.Equal("dot", far["line"]!["dash"].Text());
        Assert.Null(near["line"]!["dash"]);
        // Seen along the first axis the path starts in the middle, and it is behind after the rim.
        Assert.Equal((0.0, null), (near["x"].Numbers()[0], near["x"].Numbers()[^1]));
        Assert.Equal((null, 0.001), (far["x"].Numbers()[0], far["x"].Numbers()[^1]));
    }

    [Fact]
    public void No_figure_needs_webgl()
    {
        var sphere = Figure.OnSphere(("token 1", [1.0, 0], [0.0, 1], [0.0, 0]));
        Assert.All(sphere.Traces(), t => Assert.Equal("scatter", t["type"].Text()));
    }

    [Fact]
    public void A_graph_has_an_arrow_from_j_to_i_where_i_attends_to_j()
    {
        // Of four tokens the second attends to the first: an arrow from the top to the right.
        var mask = new bool[4, 4];
        mask[1, 0] = mask[2, 2] = true;
        var arrows = Figure.Graph(mask).Traces()[0];
        var (x, y, size) = (arrows["x"].Numbers(), arrows["y"].Numbers(), arrows["marker"]!["size"].Numbers());
        Assert.Equal(3, x.Length);
        Assert.True(x[0] < x[1] && y[0] > y[1]);
        Assert.True(size[0] == 0 && size[1] > 0);
    }

    [Fact]
    public void Self_loops_are_drawn_only_when_asked_for()
    {
        var mask = new[,] { { true, false }, { true, true } };
        Assert.Equal(2, Figure.Graph(mask).Traces().Length);
        Assert.Equal(3, Figure.GraphWithSelfLoops(mask).Traces().Length);
    }

    private sealed class Near(double tolerance) : IEqualityComparer<(double?, double?, double?)>
    {
        public bool Equals((double?, double?, double?) a, (double?, double?, double?) b) =>
            Math.Abs((a.Item1 - b.Item1)!.Value) <= tolerance && Math.Abs((a.Item2 - b.Item2)!.Value) <= tolerance && Math.Abs((a.Item3 - b.Item3)!.Value) <= tolerance;

        public int GetHashCode((double?, double?, double?) obj) => 0;
    }

    [Fact]
    public void Tokens_in_the_disc_are_one_trail_each_and_one_dot_each()
    {
        var traces = Figure.InUnitDisc("SAN", [([0, 0.5], [1, 0.5]), ([-1, 0], [0, 0.25])]).Traces();
        Assert.Equal(3, traces.Length); // circle, trails, dots
        Assert.Equal([0, 0.5, null, -1, 0, null], traces[1]["x"].Numbers());
        Assert.Equal([0.5, 0.0], traces[2]["x"].Numbers());
        Assert.Equal([0.5, 0.25], traces[2]["y"].Numbers());
        Assert.Equal(Palette.For("SAN").Hex, traces[2]["marker"]!["color"].Text());
    }

    [Fact]
    public void Trails_of_several_lengths_are_refused() =>
        Assert.StartsWith("The trails of “SAN” have several lengths", Assert.Throws<ArgumentException>(
            () => Figure.InUnitDisc("SAN", [([0, 0.5], [1, 0.5]), ([-1], [0])])).Message, StringComparison.Ordinal);
}
