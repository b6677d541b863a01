using System.Text.Json.Nodes;

namespace RankCollapse.Figures.Marks;

/// <summary>One thing drawn in a panel. A mark knows its data; scales and colours come from the scene at drawing time.</summary>
internal abstract record Mark(string Name)
{
    public Hue? Hue { get; init; }

    /// <summary>True when the name belongs at the mark or in a legend.</summary>
    public bool Named { get; init; } = true;

    /// <summary>True when the mark takes its colour from the mark of the same name, or else is neutral.</summary>
    public virtual bool FollowsColour => false;

    public abstract IEnumerable<double> Xs { get; }

    public abstract IEnumerable<double> Ys { get; }

    public abstract IEnumerable<JsonObject> Traces(Scene scene);

    public abstract LeftOut LeftOut(Scale x, Scale y);

    /// <summary>Where the name can be written beside the mark; none for clouds and areas, which then need a legend.</summary>
    public virtual (double X, double Y)? LabelAt(Scale x, Scale y) => null;

    /// <summary>What a reader who cannot see the figure should know of this mark; empty for decoration.</summary>
    public virtual string Describe(Scale x, Scale y) => "";

    protected string Subject => Name.Length > 0 ? PlainText.Stripped(Name) : "values";
}

/// <summary>What marks need to draw themselves: the axes of the panel and the colour that the name received.</summary>
internal sealed record Scene(Scale X, Scale Y, Scale Z, string XAxis, string YAxis)
{
    public Hue Hue { get; init; } = Palette.Blue;

    public bool InLegend { get; init; }

    /// <summary>Width and height of the plotting area in pixels.</summary>
    public (double Width, double Height) Pixels { get; init; }

    /// <summary>Longest arrow of all frames, in parts of the axes.</summary>
    public double LongestArrow { get; init; }

    public JsonObject? ColorBar { get; init; }

    public JsonObject Trace(string type, Mark mark)
    {
        var trace = new JsonObject { ["type"] = type, ["xaxis"] = XAxis, ["yaxis"] = YAxis };
        if (mark.Name.Length > 0) trace["name"] = mark.Name;
        if (type is "scatter" or "bar" or "box") trace["showlegend"] = InLegend;
        if (InLegend) trace["legendgroup"] = mark.Name;
        return trace;
    }

    /// <summary>The point as plotly wants it; two nulls, a gap, when it cannot be shown.</summary>
    public (JsonNode? X, JsonNode? Y) Point(double x, double y) => X.CanShow(x) && Y.CanShow(y)
        ? (JsonValue.Create(X.Rounded(x)), JsonValue.Create(Y.Rounded(y)))
        : (null, null);

    public (JsonArray X, JsonArray Y) Points(IEnumerable<(double X, double Y)> points)
    {
        var (xs, ys) = (new JsonArray(), new JsonArray());
        foreach (var (x, y) in points)
        {
            var (px, py) = Point(x, y);
            xs.Add(px);
            ys.Add(py);
        }
        return (xs, ys);
    }
}
