using System.Text.Json.Nodes;

namespace RankCollapse.Figures.Marks;

/// <summary>A box plot: median, quartiles, whiskers to the last value within 1.5 interquartile ranges; values beyond are dots.</summary>
internal sealed record BoxMark(Sample Sample, double At) : Mark(Sample.Name)
{
    private double Q1 => Sample.Quantile(0.25);

    private double Q3 => Sample.Quantile(0.75);

    public override IEnumerable<double> Xs => [At - 0.4, At + 0.4];

    public override IEnumerable<double> Ys => [.. Sample.Finite];

    public override LeftOut LeftOut(Scale x, Scale y)
    {
        var notPositive = Sample.Finite.Count(v => !y.CanShow(v));
        return new LeftOut(Name, Sample.Total, Sample.Total - Sample.Finite.Length, notPositive);
    }

    public override string Describe(Scale x, Scale y) =>
        $"{Subject}: median {PlainText.Number(Sample.Quantile(0.5))}, quartiles {PlainText.Number(Q1)} and {PlainText.Number(Q3)}";

    public override IEnumerable<JsonObject> Traces(Scene scene)
    {
        var (low, high) = Fences();
        var outside = Sample.Finite.Where(v => (v < low || v > high) && scene.Y.CanShow(v)).ToList();
        JsonArray One(double value) => [JsonValue.Create(scene.Y.Rounded(value))];
        var box = scene.Trace("box", this);
        box["x"] = new JsonArray(At);
        box["q1"] = One(Q1);
        box["median"] = One(Sample.Quantile(0.5));
        box["q3"] = One(Q3);
        box["lowerfence"] = One(low);
        box["upperfence"] = One(high);
        box["width"] = 0.5;
        box["line"] = new JsonObject { ["color"] = scene.Hue.Hex, ["width"] = 2.5 };
        box["fillcolor"] = scene.Hue.WithOpacity(0.25);
        yield return box;

        var dots = scene.Trace("scatter", this);
        (dots["x"], dots["y"]) = scene.Points(outside.Select(v => (At, v)));
        dots["mode"] = "markers";
        dots["marker"] = new JsonObject { ["color"] = scene.Hue.Hex, ["size"] = 6, ["opacity"] = 0.6 };
        dots["showlegend"] = false;
        yield return dots;
    }

    private (double Low, double High) Fences()
    {
        var reach = 1.5 * (Q3 - Q1);
        return (Sample.Finite.First(v => v >= Q1 - reach), Sample.Finite.Last(v => v <= Q3 + reach));
    }
}
