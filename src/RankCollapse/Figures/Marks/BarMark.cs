using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace RankCollapse.Figures.Marks;

/// <summary>Bars of one colour at given positions, from zero (or, on a log axis, from its low end).</summary>
internal sealed record BarMark(string Name, ImmutableArray<double> At, ImmutableArray<double> Values, double Width) : Mark(Name)
{
    public ImmutableArray<double> Errors { get; init; } = [];

    public override IEnumerable<double> Xs => At.SelectMany(x => new[] { x - Width / 2, x + Width / 2 });

    public override IEnumerable<double> Ys => HasErrors
        ? Values.Append(0).Concat(Values.Zip(Errors, (v, e) => v + e)).Concat(Values.Zip(Errors, (v, e) => v - e))
        : Values.Append(0);

    public override LeftOut LeftOut(Scale x, Scale y) => Figures.LeftOut.Of(Name, At.Zip(Values), x, y);

    public override string Describe(Scale x, Scale y) => $"{Subject}: {string.Join(", ", Values.Take(8).Select(PlainText.Number))}";

    public override IEnumerable<JsonObject> Traces(Scene scene)
    {
        var trace = scene.Trace("bar", this);
        (trace["x"], trace["y"]) = scene.Points(At.Zip(Values));
        trace["width"] = Width;
        trace["marker"] = new JsonObject
        {
            ["color"] = scene.Hue.WithOpacity(0.4), ["line"] = new JsonObject { ["color"] = scene.Hue.Hex, ["width"] = 2 },
        };
        if (HasErrors)
            trace["error_y"] = new JsonObject
            {
                ["array"] = new JsonArray([.. Errors.Select(e => (JsonNode?)(double.IsFinite(e) ? scene.Y.Rounded(e) : null))]),
                ["color"] = scene.Hue.Hex,
                ["thickness"] = 3,
                ["width"] = 8,
            };
        yield return trace;
    }

    private bool HasErrors => Errors.Any(e => e > 0);
}
