using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace RankCollapse.Figures.Marks;

/// <summary>How a sequence of points is drawn.</summary>
internal enum Stroke
{
    /// <summary>A solid line: what was computed or measured densely.</summary>
    Line,

    /// <summary>Markers without a line: measurements.</summary>
    Points,

    /// <summary>A dashed line: what the theory says.</summary>
    Theory,

    /// <summary>A line with a dot at its end: the path of a token.</summary>
    Path,

    /// <summary>The part of a path behind the sphere.</summary>
    HiddenPath,

    /// <summary>A thin neutral line: circles, meridians.</summary>
    Scaffold,

    /// <summary>A line with the area under it tinted: a distribution.</summary>
    Area,

    /// <summary>The same in steps: a histogram.</summary>
    Steps,
}

/// <summary>A sequence of points, drawn as <see cref="Stroke"/> says.</summary>
internal sealed record PointsMark(string Name, ImmutableArray<double> X, ImmutableArray<double> Y, Stroke Stroke) : Mark(Name)
{
    public ImmutableArray<string> Texts { get; init; } = [];

    /// <summary>Values given but not in the sequence because they were not finite (samples).</summary>
    public int DroppedBefore { get; init; }

    public int TotalBefore { get; init; }

    public override bool FollowsColour => Stroke is Stroke.Theory or Stroke.Scaffold;

    public override IEnumerable<double> Xs => X;

    public override IEnumerable<double> Ys => Stroke is Stroke.Area or Stroke.Steps ? Y.Append(0) : Y;

    private IEnumerable<(double X, double Y)> Pairs => X.Zip(Y);

    public override LeftOut LeftOut(Scale x, Scale y) => TotalBefore > 0
        ? new LeftOut(Name, TotalBefore, DroppedBefore, 0)
        : Stroke is Stroke.Scaffold or Stroke.HiddenPath or Stroke.Path ? default : Figures.LeftOut.Of(Name, Pairs, x, y);

    public override (double X, double Y)? LabelAt(Scale x, Scale y)
    {
        var shown = Pairs.Where(p => x.CanShow(p.X) && y.CanShow(p.Y) && x.Fraction(p.X) is >= -1e-9 and <= 1 + 1e-9).ToList();
        if (shown.Count == 0) return null;
        return Stroke switch
        {
            Stroke.Path => Start ?? shown[0],
            Stroke.Area or Stroke.Steps => shown.MaxBy(p => p.Y),
            Stroke.Scaffold or Stroke.HiddenPath => null,
            Stroke.Points when !IsAscending => null,
            _ => shown[^1],
        };
    }

    public override string Describe(Scale x, Scale y)
    {
        if (Stroke is Stroke.Scaffold or Stroke.HiddenPath) return "";
        var shown = Pairs.Where(p => x.CanShow(p.X) && y.CanShow(p.Y)).ToList();
        if (shown.Count == 0) return $"{Subject}: nothing to show";
        return Stroke switch
        {
            Stroke.Path => $"{Subject}: a path of {TotalBefore} points",
            Stroke.Area or Stroke.Steps => $"{Subject}: {TotalBefore} values, most at {PlainText.Number(shown.MaxBy(p => p.Y).X)}",
            Stroke.Points when !IsAscending => $"{Subject}: {shown.Count} points",
            _ => $"{Subject}{(Stroke is Stroke.Theory ? " (theory, dashed)" : "")}: " +
                 $"from {PlainText.Number(shown[0].Y)} to {PlainText.Number(shown[^1].Y)}",
        };
    }

    public override IEnumerable<JsonObject> Traces(Scene scene)
    {
        var trace = scene.Trace("scatter", this);
        (trace["x"], trace["y"]) = scene.Points(Pairs);
        trace["mode"] = Stroke switch { Stroke.Points => Texts.Length > 0 ? "markers+text" : "markers", Stroke.Path => "lines+markers", _ => "lines" };
        if (Stroke is Stroke.Points) trace["marker"] = Marker(scene);
        else trace["line"] = Line(scene);
        if (Stroke is Stroke.Path) trace["marker"] = Ends(scene);
        if (Stroke is Stroke.Area or Stroke.Steps)
        {
            trace["fill"] = "tozeroy";
            trace["fillcolor"] = scene.Hue.WithOpacity(0.22);
        }
        if (Texts.Length > 0)
        {
            trace["text"] = new JsonArray([.. Texts.Select(t => (JsonNode)t)]);
            trace["textposition"] = "top center";
        }
        if (Stroke is Stroke.Scaffold || Name.Length == 0) trace["hoverinfo"] = Stroke is Stroke.Scaffold ? "skip" : "x+y";
        yield return trace;
    }

    private bool IsAscending => X.Zip(X.Skip(1)).All(pair => !(pair.First > pair.Second));

    private JsonObject Line(Scene scene)
    {
        var line = new JsonObject
        {
            ["color"] = Stroke switch
            {
                Stroke.Scaffold => scene.Hue.WithOpacity(0.45),
                Stroke.HiddenPath => scene.Hue.WithOpacity(0.4),
                _ => scene.Hue.Hex,
            },
            ["width"] = Stroke switch { Stroke.Scaffold => 1, Stroke.HiddenPath => 1.5, Stroke.Theory => 2.5, _ => 3 },
        };
        if (Stroke is Stroke.Theory) line["dash"] = "dash";
        if (Stroke is Stroke.HiddenPath) line["dash"] = "dot";
        if (Stroke is Stroke.Steps) line["shape"] = "hv";
        return line;
    }

    private JsonObject Marker(Scene scene) => new()
    {
        ["color"] = scene.Hue.Hex,
        ["size"] = X.Length switch { > 2000 => 4, > 200 => 6, _ => 9 },
        ["opacity"] = X.Length > 500 ? 0.5 : 1.0,
    };

    /// <summary>A dot at the last point: the path reads from its label to its dot.</summary>
    private JsonObject Ends(Scene scene)
    {
        var last = Enumerable.Range(0, X.Length).LastOrDefault(k => scene.X.CanShow(X[k]) && scene.Y.CanShow(Y[k]), -1);
        return new JsonObject
        {
            ["color"] = scene.Hue.Hex,
            ["opacity"] = 1,
            ["line"] = new JsonObject { ["width"] = 0 },
            ["size"] = new JsonArray([.. Enumerable.Range(0, X.Length).Select(k => (JsonNode)(k == last && EndsInFront ? 12 : 0))]),
        };
    }

    /// <summary>Where a path begins, if not at its first visible point: on the sphere it may begin behind.</summary>
    public (double X, double Y)? Start { get; init; }

    /// <summary>False when the path ends behind the sphere, so that its front part carries no dot.</summary>
    public bool EndsInFront { get; init; } = true;
}
