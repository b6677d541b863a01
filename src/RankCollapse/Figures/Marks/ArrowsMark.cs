using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace RankCollapse.Figures.Marks;

/// <summary>A vector field: an arrow from each point, all scaled by one factor so that the longest just fits its neighbours.</summary>
internal sealed record ArrowsMark(string Name, ImmutableArray<(double X, double Y, double U, double V)> Field) : Mark(Name)
{
    public override IEnumerable<double> Xs => Field.Select(a => a.X);

    public override IEnumerable<double> Ys => Field.Select(a => a.Y);

    /// <summary>Length of the longest arrow in parts of the axes, before scaling.</summary>
    public double Longest(Scale x, Scale y) => Finite.Select(a => Math.Sqrt(Sq(a.U / x.Extent) + Sq(a.V / y.Extent))).DefaultIfEmpty(1).Max();

    public override LeftOut LeftOut(Scale x, Scale y) =>
        Figures.LeftOut.Of(Name, Field.Select(a => (a.X + a.U, a.Y + a.V)), x with { Log = false }, y with { Log = false });

    public override string Describe(Scale x, Scale y) => $"{Subject}: {Field.Length} arrows, lengths to one scale";

    public override IEnumerable<JsonObject> Traces(Scene scene)
    {
        var factor = scene.LongestArrow > 0 ? 0.9 / Math.Sqrt(Field.Length) / scene.LongestArrow : 0;
        var points = new List<(double, double)>();
        var sizes = new JsonArray();
        foreach (var (x, y, u, v) in Finite)
        {
            points.AddRange([(x, y), (x + factor * u, y + factor * v), (double.NaN, double.NaN)]);
            var pixels = Math.Sqrt(Sq(factor * u / scene.X.Extent * scene.Pixels.Width) + Sq(factor * v / scene.Y.Extent * scene.Pixels.Height));
            // A head larger than its shaft would hide the length.
            sizes.Add((JsonNode)0);
            sizes.Add((JsonNode)Math.Round(Math.Min(9, 0.6 * pixels), 1));
            sizes.Add((JsonNode)0);
        }
        var trace = scene.Trace("scatter", this);
        (trace["x"], trace["y"]) = scene.Points(points);
        trace["mode"] = "lines+markers";
        trace["line"] = new JsonObject { ["color"] = scene.Hue.Hex, ["width"] = 1.8 };
        trace["marker"] = new JsonObject
        {
            ["symbol"] = "arrow", ["angleref"] = "previous", ["size"] = sizes, ["color"] = scene.Hue.Hex, ["opacity"] = 1, ["line"] = new JsonObject { ["width"] = 0 },
        };
        trace["hoverinfo"] = "skip";
        yield return trace;
    }

    private IEnumerable<(double X, double Y, double U, double V)> Finite =>
        Field.Where(a => double.IsFinite(a.X + a.U) && double.IsFinite(a.Y + a.V));

    private static double Sq(double value) => value * value;
}
