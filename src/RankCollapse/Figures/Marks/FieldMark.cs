using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace RankCollapse.Figures.Marks;

/// <summary>A function of two variables on a grid, <c>Z[row, column]</c> at (X[column], Y[row]): heat map or contours.</summary>
internal sealed record FieldMark(ImmutableArray<double> X, ImmutableArray<double> Y, double[,] Z) : Mark("")
{
    /// <summary>Viridis: perceptually even and safe for colour-blind readers.</summary>
    public const string Sequential = "Viridis";

    public bool Contours { get; init; }

    public override IEnumerable<double> Xs => Contours ? X : Edges(X);

    public override IEnumerable<double> Ys => Contours ? Y : Edges(Y);

    public IEnumerable<double> Zs => Z.Cast<double>();

    public override LeftOut LeftOut(Scale x, Scale y) => default;

    public LeftOut LeftOut(Scale z) => Figures.LeftOut.Of("", Zs.Select(v => (1.0, v)), new Scale(false, 0, 1), z);

    public override string Describe(Scale x, Scale y)
    {
        var finite = Zs.Where(double.IsFinite).ToList();
        return $"a field of {Y.Length} by {X.Length} values" +
            (finite.Count > 0 ? $", from {PlainText.Number(finite.Min())} to {PlainText.Number(finite.Max())}" : "");
    }

    public override IEnumerable<JsonObject> Traces(Scene scene)
    {
        var trace = scene.Trace(Contours ? "contour" : "heatmap", this);
        trace["x"] = new JsonArray([.. X.Select(v => (JsonNode)scene.X.Rounded(v))]);
        trace["y"] = new JsonArray([.. Y.Select(v => (JsonNode)scene.Y.Rounded(v))]);
        trace["z"] = new JsonArray([.. Enumerable.Range(0, Y.Length).Select(r => (JsonNode)Row(r, scene.Z))]);
        trace["zmin"] = scene.Z.Coordinate(scene.Z.Low);
        trace["zmax"] = scene.Z.Coordinate(scene.Z.High);
        foreach (var (key, value) in scene.ColorBar?.ToList() ?? []) trace[key] = value?.DeepClone();
        if (Contours)
        {
            trace["line"] = new JsonObject { ["width"] = 1, ["color"] = "rgba(255,255,255,0.5)" };
            trace["ncontours"] = 14;
        }
        else trace["hoverongaps"] = false;
        yield return trace;
    }

    /// <summary>On a logarithmic colour scale plotly colours the decimal logarithm; the colour bar is labelled with the powers.</summary>
    private JsonArray Row(int row, Scale z)
    {
        var colours = z.Log ? new Scale(false, Math.Log10(z.Low), Math.Log10(z.High)) : z;
        return [.. Enumerable.Range(0, X.Length).Select(c => Z[row, c] is var v && z.CanShow(v)
            ? (JsonNode)colours.Rounded(z.Log ? Math.Log10(v) : v)
            : null)];
    }

    /// <summary>Outer edges of the cells: half a step beyond the first and the last centre.</summary>
    private static IEnumerable<double> Edges(ImmutableArray<double> centres) => centres.Length < 2
        ? [centres[0] - 0.5, centres[0] + 0.5]
        : [centres[0] - (centres[1] - centres[0]) / 2, centres[^1] + (centres[^1] - centres[^2]) / 2];
}
