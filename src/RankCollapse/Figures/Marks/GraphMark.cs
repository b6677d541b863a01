using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace RankCollapse.Figures.Marks;

/// <summary>A directed graph with its nodes on a circle, node 1 on top, clockwise.</summary>
internal sealed record GraphMark(int Nodes, ImmutableArray<(int From, int To)> Edges) : Mark("")
{
    public ImmutableHashSet<int> Centers { get; init; } = [];

    private double NodePixels => Nodes switch { <= 12 => 34, <= 20 => 28, _ => 20 };

    public override IEnumerable<double> Xs => [-1.3, 1.3];

    public override IEnumerable<double> Ys => [-1.3, 1.3];

    public override LeftOut LeftOut(Scale x, Scale y) => default;

    public override string Describe(Scale x, Scale y) =>
        $"a directed graph of {Nodes} nodes on a circle with {Edges.Length} edges" +
        (Centers.Count > 0 ? $", highlighted: {string.Join(", ", Centers.Order().Select(c => c + 1))}" : "");

    public override IEnumerable<JsonObject> Traces(Scene scene)
    {
        // Arrow heads end at the rim of the nodes, so the rim is needed in data units.
        var rim = (NodePixels / 2 + 1) / scene.Pixels.Width * scene.X.Extent;
        yield return Lines(scene, Edges.Where(e => e.From != e.To), rim);
        if (Edges.Any(e => e.From == e.To)) yield return Loops(scene, rim);
        yield return Discs(scene);
    }

    private JsonObject Lines(Scene scene, IEnumerable<(int From, int To)> edges, double rim)
    {
        var points = new List<(double, double)>();
        foreach (var (from, to) in edges)
        {
            var ((x0, y0), (x1, y1)) = (Place(from), Place(to));
            var length = Math.Sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
            var (dx, dy) = ((x1 - x0) / length * rim, (y1 - y0) / length * rim);
            points.AddRange([(x0 + dx, y0 + dy), (x1 - dx, y1 - dy), (double.NaN, double.NaN)]);
        }
        return Arrows(scene, points, 2);
    }

    /// <summary>A small circle outside the node, from rim to rim.</summary>
    private JsonObject Loops(Scene scene, double rim)
    {
        const int Steps = 14;
        var points = new List<(double, double)>();
        foreach (var (node, _) in Edges.Where(e => e.From == e.To))
        {
            var angle = Angle(node);
            var (radius, distance) = (0.9 * rim, 1 + 1.35 * rim);
            for (var k = 0; k <= Steps; k++)
            {
                // Starts and ends where the loop meets the node.
                var turn = angle + Math.PI + 0.75 + (2 * Math.PI - 1.5) * k / Steps;
                points.Add((distance * Math.Cos(angle) + radius * Math.Cos(turn), distance * Math.Sin(angle) + radius * Math.Sin(turn)));
            }
            points.Add((double.NaN, double.NaN));
        }
        return Arrows(scene, points, Steps + 1);
    }

    /// <summary>Polylines of equal length, each with a head at its last point.</summary>
    private JsonObject Arrows(Scene scene, List<(double, double)> points, int pointsEach)
    {
        var head = Nodes > 20 ? 8 : 11;
        var trace = scene.Trace("scatter", this);
        (trace["x"], trace["y"]) = scene.Points(points);
        trace["mode"] = "lines+markers";
        trace["line"] = new JsonObject { ["color"] = Palette.Neutral.WithOpacity(0.8), ["width"] = 1.5 };
        trace["marker"] = new JsonObject
        {
            ["symbol"] = "arrow", ["angleref"] = "previous", ["color"] = Palette.Neutral.Hex, ["opacity"] = 1, ["line"] = new JsonObject { ["width"] = 0 },
            ["size"] = new JsonArray([.. points.Select((_, k) => (JsonNode)(k % (pointsEach + 1) == pointsEach - 1 ? head : 0))]),
        };
        trace["hoverinfo"] = "skip";
        return trace;
    }

    private JsonObject Discs(Scene scene)
    {
        var nodes = Enumerable.Range(0, Nodes).ToList();
        var trace = scene.Trace("scatter", this);
        (trace["x"], trace["y"]) = scene.Points(nodes.Select(Place));
        trace["mode"] = "markers+text";
        trace["text"] = new JsonArray([.. nodes.Select(k => (JsonNode)$"<b>{k + 1}</b>")]);
        trace["textfont"] = new JsonObject { ["color"] = "#ffffff", ["size"] = Nodes > 20 ? 11 : 16 };
        trace["marker"] = new JsonObject
        {
            ["size"] = NodePixels,
            ["opacity"] = 1,
            ["color"] = new JsonArray([.. nodes.Select(k => (JsonNode)(Centers.Contains(k) ? Palette.Magenta : scene.Hue).Hex)]),
        };
        trace["hoverinfo"] = "text";
        return trace;
    }

    private double Angle(int node) => Math.PI / 2 - 2 * Math.PI * node / Nodes;

    private (double X, double Y) Place(int node) => (Math.Cos(Angle(node)), Math.Sin(Angle(node)));
}
