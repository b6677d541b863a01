using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace RankCollapse.Figures.Marks;

/// <summary>Many tokens of one colour: for each a thin faint line along the way it came and a dot where it is.</summary>
internal sealed record TrailsMark(string Name, ImmutableArray<(ImmutableArray<double> X, ImmutableArray<double> Y)> Trails) : Mark(Name)
{
    public override IEnumerable<double> Xs => Trails.SelectMany(t => t.X);

    public override IEnumerable<double> Ys => Trails.SelectMany(t => t.Y);

    public override LeftOut LeftOut(Scale x, Scale y) => Figures.LeftOut.Of(Name, Trails.SelectMany(t => t.X.Zip(t.Y)), x, y);

    public override string Describe(Scale x, Scale y) => $"{Subject}: {Trails.Length} tokens after {Trails[0].X.Length - 1} steps";

    public override IEnumerable<JsonObject> Traces(Scene scene)
    {
        var way = scene.Trace("scatter", this);
        (way["x"], way["y"]) = scene.Points(Trails.SelectMany(t => t.X.Zip(t.Y).Append((double.NaN, double.NaN))));
        way["mode"] = "lines";
        way["line"] = new JsonObject { ["color"] = scene.Hue.WithOpacity(0.45), ["width"] = 1.5 };
        way["hoverinfo"] = "skip";
        yield return way;

        var now = scene.Trace("scatter", this);
        (now["x"], now["y"]) = scene.Points(Trails.Select(t => (t.X[^1], t.Y[^1])));
        now["mode"] = "markers";
        now["marker"] = new JsonObject { ["color"] = scene.Hue.Hex, ["size"] = 13, ["opacity"] = 0.75, ["line"] = new JsonObject { ["width"] = 0 } };
        now["hoverinfo"] = "x+y";
        yield return now;
    }
}
