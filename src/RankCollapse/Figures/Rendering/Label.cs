using System.Text.Json.Nodes;
using RankCollapse.Figures.Marks;

namespace RankCollapse.Figures.Rendering;

/// <summary>A name at its curve, placed in pixels so that no two cover each other.</summary>
internal sealed class Label(string text, double x, double y, Hue hue)
{
    public const double FontSize = 17;
    private const double LineHeight = 21;
    private const double WidestLine = 190;

    public string Text { get; } = PlainText.Wrapped(text, WidestLine, FontSize);

    /// <summary>The point that is named, in data units.</summary>
    public (double X, double Y) Point { get; } = (x, y);

    public string XAnchor { get; private init; } = "left";

    /// <summary>True when the name must stay above its point, as at the peak of a distribution.</summary>
    private bool StaysAbove { get; init; }

    /// <summary>Pixels from the point to the anchor of the text, rightwards and downwards.</summary>
    public (double X, double Y) Shift { get; private set; } = (9, 0);

    public double Width => PlainText.Width(Text, FontSize);

    public double Height => PlainText.Lines(Text).Length * LineHeight;

    /// <summary>The labels of a panel, moved apart within its height.</summary>
    public static List<Label> Of(PanelPlan plan, Panel panel, Colours colours)
    {
        var labels = new List<Label>();
        foreach (var guide in panel.Guides.Where(g => !g.Vertical && g.Name.Length > 0))
            labels.Add(new Label(guide.Name, plan.X.High, guide.At, Palette.Neutral));
        if (plan.NamesAtCurves)
            foreach (var mark in PanelPlan.NamedMarks(panel))
                if (mark.LabelAt(plan.X, plan.Y) is var (px, py) && plan.Y.CanShow(py))
                    labels.Add(At(mark, px, Math.Clamp(py, plan.Y.Low, plan.Y.High), colours.Of(mark)));
        if (plan.Plot.Height > 0) MoveApart(labels, plan);
        return labels;
    }

    public JsonObject Annotation(PanelPlan plan) => new()
    {
        ["text"] = Text,
        ["x"] = plan.X.Coordinate(Point.X),
        ["y"] = plan.Y.Coordinate(Point.Y),
        ["xref"] = $"x{plan.Suffix}",
        ["yref"] = $"y{plan.Suffix}",
        ["xanchor"] = XAnchor,
        ["yanchor"] = "middle",
        ["xshift"] = Math.Round(Shift.X, 1),
        ["yshift"] = Math.Round(-Shift.Y, 1),
        ["align"] = XAnchor == "right" ? "right" : "left",
        ["showarrow"] = false,
        ["font"] = new JsonObject { ["color"] = hue.Hex, ["size"] = FontSize },
    };

    private static Label At(Mark mark, double x, double y, Hue hue) => mark switch
    {
        PointsMark { Stroke: Stroke.Area or Stroke.Steps } => new Label(mark.Name, x, y, hue) { XAnchor = "center", Shift = (0, -15), StaysAbove = true },
        PointsMark { Stroke: Stroke.Path } => Outward(mark.Name, x, y, hue),
        _ => new Label(mark.Name, x, y, hue),
    };

    /// <summary>Away from the centre of a circle or sphere.</summary>
    private static Label Outward(string name, double x, double y, Hue hue)
    {
        var length = Math.Max(Math.Sqrt(x * x + y * y), 1e-9);
        return new Label(name, x, y, hue)
        {
            XAnchor = x / length > 0.3 ? "left" : x / length < -0.3 ? "right" : "center",
            Shift = (12 * x / length, -18 * y / length),
        };
    }

    private static void MoveApart(List<Label> labels, PanelPlan plan)
    {
        var plot = plan.Plot;
        foreach (var label in labels) label.KeepWithin(plan);
        for (var round = 0; round < 200; round++)
        {
            var moved = false;
            for (var i = 0; i < labels.Count; i++)
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (labels[i].Place(plan), labels[j].Place(plan));
                var overlap = (a.Height + b.Height) / 2 - Math.Abs(a.Top + a.Height / 2 - b.Top - b.Height / 2);
                if (overlap <= 0.5 || a.Left >= b.Right || b.Left >= a.Right) continue;
                // The label that is lower goes down; of two at one height the later one.
                var down = a.Top + a.Height / 2 >= b.Top + b.Height / 2 ? labels[i] : labels[j];
                var up = down == labels[i] ? labels[j] : labels[i];
                down.Shift = (down.Shift.X, down.Shift.Y + overlap / 2);
                up.Shift = (up.Shift.X, up.Shift.Y - overlap / 2);
                down.KeepWithin(plan);
                up.KeepWithin(plan);
                moved = true;
            }
            if (!moved) return;
        }
    }

    private void KeepWithin(PanelPlan plan)
    {
        var place = Place(plan);
        var (top, bottom) = plan.Panel.IsDiagram ? (plan.Plot.Top - 20, plan.Plot.Bottom + 20) : (plan.Plot.Top - 4, plan.Plot.Bottom + 4);
        if (StaysAbove) bottom = Vertical(plan) - 3;
        if (place.Top < top && !StaysAbove) Shift = (Shift.X, Shift.Y + top - place.Top);
        else if (place.Bottom > bottom) Shift = (Shift.X, Shift.Y - (place.Bottom - bottom));
        if (XAnchor == "center" && place.Left < plan.Plot.Left) Shift = (Shift.X + plan.Plot.Left - place.Left + 2, Shift.Y);
        else if (XAnchor == "center" && place.Right > plan.Plot.Right) Shift = (Shift.X - (place.Right - plan.Plot.Right) - 2, Shift.Y);
    }

    private Box Place(PanelPlan plan)
    {
        var (px, py) = (plan.Plot.Left + plan.X.Fraction(Point.X) * plan.Plot.Width + Shift.X, Vertical(plan) + Shift.Y);
        return new Box(XAnchor switch { "left" => px, "right" => px - Width, _ => px - Width / 2 }, py - Height / 2, Width, Height);
    }

    private double Vertical(PanelPlan plan)
    {
        var part = plan.Y.Fraction(Point.Y);
        return plan.Plot.Top + (plan.Panel.Y.Downwards ? part : 1 - part) * plan.Plot.Height;
    }
}
