using System.Text.Json.Nodes;
using RankCollapse.Figures.Marks;

namespace RankCollapse.Figures.Rendering;

/// <summary>A remark with its arrow, on the side of its point where the fewest data lie under the text.</summary>
internal static class NoteWriter
{
    private const double LineHeight = 20;

    private static readonly (double Right, double Down)[] Sides =
        [(50, -44), (-50, -44), (50, 44), (-50, 44), (90, -84), (-90, -84), (90, 84), (-90, 84)];

    public static JsonObject Annotation(Note note, PanelPlan plan, Panel panel)
    {
        var text = PlainText.Wrapped(note.Text, 240, PagePlan.TextSize);
        var size = (Width: PlainText.Width(text, PagePlan.TextSize), Height: PlainText.Lines(text).Length * LineHeight);
        var points = panel.Marks.OfType<PointsMark>().SelectMany(m => m.X.Zip(m.Y))
            .Concat(panel.Marks.OfType<BandMark>().SelectMany(m => m.X.Zip(m.High).Concat(m.X.Zip(m.Low))))
            .Where(p => plan.X.CanShow(p.First) && plan.Y.CanShow(p.Second)).Select(p => Pixel(plan, p.First, p.Second)).ToList();
        var tip = Pixel(plan, note.X, note.Y);
        var (right, down) = Sides.MinBy(side => Cover(Text(tip, side, size), points, plan.Plot));
        return new JsonObject
        {
            ["text"] = text,
            ["x"] = plan.X.Coordinate(note.X),
            ["y"] = plan.Y.Coordinate(note.Y),
            ["xref"] = $"x{plan.Suffix}",
            ["yref"] = $"y{plan.Suffix}",
            ["ax"] = right,
            ["ay"] = down,
            ["xanchor"] = right < 0 ? "right" : "left",
            ["align"] = right < 0 ? "right" : "left",
            ["arrowhead"] = 2,
            ["arrowwidth"] = 1.5,
            ["standoff"] = 6,
            ["arrowcolor"] = Palette.Neutral.Hex,
            ["font"] = AxisWriter.Font(PagePlan.TextSize),
        };
    }

    private static Box Text((double X, double Y) tip, (double Right, double Down) side, (double Width, double Height) size) =>
        new(tip.X + side.Right - (side.Right < 0 ? size.Width : 0), tip.Y + side.Down - size.Height / 2, size.Width, size.Height);

    /// <summary>Data under the text; text that leaves the panel counts as much as any data.</summary>
    private static double Cover(Box text, List<(double X, double Y)> points, Box plot)
    {
        const double Air = 8;
        var outside = Math.Max(0, plot.Left - text.Left) + Math.Max(0, text.Right - plot.Right) + Math.Max(0, plot.Top - text.Top) + Math.Max(0, text.Bottom - plot.Bottom);
        return points.Count(p => p.X > text.Left - Air && p.X < text.Right + Air && p.Y > text.Top - Air && p.Y < text.Bottom + Air) + 1000 * outside;
    }

    private static (double X, double Y) Pixel(PanelPlan plan, double x, double y)
    {
        var up = plan.Y.Fraction(y);
        return (plan.Plot.Left + plan.X.Fraction(x) * plan.Plot.Width, plan.Plot.Top + (plan.Panel.Y.Downwards ? up : 1 - up) * plan.Plot.Height);
    }
}
