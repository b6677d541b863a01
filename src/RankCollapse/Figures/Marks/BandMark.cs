using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace RankCollapse.Figures.Marks;

/// <summary>The area between two curves, tinted. Where an edge is missing there is a gap; an edge at or below zero is cut at a log axis.</summary>
internal sealed record BandMark(string Name, ImmutableArray<double> X, ImmutableArray<double> Low, ImmutableArray<double> High) : Mark(Name)
{
    public override bool FollowsColour => Companion;

    /// <summary>True when the band goes with a curve of the same name, false when it stands alone.</summary>
    public bool Companion { get; init; }

    public override IEnumerable<double> Xs => X;

    public override IEnumerable<double> Ys => Low.Concat(High);

    public override LeftOut LeftOut(Scale x, Scale y) =>
        Figures.LeftOut.Of($"{Name}, band", X.Zip(Low).Concat(X.Zip(High)), x, y);

    public override (double X, double Y)? LabelAt(Scale x, Scale y)
    {
        for (var k = X.Length - 1; k >= 0 && !Companion; k--)
            if (Drawable(k, x, y)) return (X[k], y.Log ? Math.Sqrt(Math.Max(Low[k], y.Low) * High[k]) : (Low[k] + High[k]) / 2);
        return null;
    }

    public override string Describe(Scale x, Scale y) => Companion ? "" : $"{Subject}: a band";

    public override IEnumerable<JsonObject> Traces(Scene scene)
    {
        var trace = scene.Trace("scatter", this);
        var outline = new List<(double, double)>();
        for (var start = 0; start < X.Length; start++)
        {
            var end = start;
            while (end < X.Length && Drawable(end, scene.X, scene.Y)) end++;
            if (end == start) continue;
            if (outline.Count > 0) outline.Add((double.NaN, double.NaN));
            var run = Enumerable.Range(start, end - start).ToList();
            outline.AddRange(run.Select(k => (X[k], High[k])));
            outline.AddRange(Enumerable.Reverse(run).Select(k => (X[k], scene.Y.Log ? Math.Max(Low[k], scene.Y.Low) : Low[k])));
            start = end;
        }
        (trace["x"], trace["y"]) = scene.Points(outline);
        trace["mode"] = "lines";
        trace["line"] = new JsonObject { ["width"] = 0 };
        trace["fill"] = "toself";
        trace["fillcolor"] = scene.Hue.WithOpacity(0.25);
        trace["hoverinfo"] = "skip";
        yield return trace;
    }

    private bool Drawable(int k, Scale x, Scale y) =>
        x.CanShow(X[k]) && double.IsFinite(Low[k]) && double.IsFinite(High[k]) && y.CanShow(High[k]);
}
