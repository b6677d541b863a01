namespace RankCollapse.Figures.Rendering;

/// <summary>Where everything is on the page, in pixels: title, legend, panels, slider. Nothing is left to be placed by guess.</summary>
internal sealed class PagePlan
{
    public const double TitleSize = 23, SubtitleSize = 17, TextSize = 16, AxisTitleSize = 18, PanelTitleSize = 18, Edge = 18;
    private const double SliderHeight = 92, LegendRow = 26, LegendKey = 52;

    public PagePlan(Figure figure)
    {
        Frames = figure.States.IsEmpty ? [[.. figure.Panels]] : [.. figure.States.Select(s => (IReadOnlyList<Panel>)[.. s.Figure.Panels])];
        Colours = new Colours(Frames.SelectMany(p => p));
        var rows = (figure.Panels.Length + figure.Columns - 1) / figure.Columns;
        var square = figure.Panels.All(p => p.IsDiagram);
        (Width, Height) = figure.Pixels ?? Default(figure.Panels.Length, figure.Columns, rows, square, !figure.States.IsEmpty);

        Title = Wrapped(figure.TitleText, TitleSize);
        Subtitle = Wrapped(figure.SubtitleText, SubtitleSize);
        var titleHeight = (Title.Length > 0 ? 29 * PlainText.Lines(Title).Length + 10 : 0) + (Subtitle.Length > 0 ? 24 * PlainText.Lines(Subtitle).Length : 0);
        TitleBottom = Edge - 4 + titleHeight;

        var plans = figure.Panels.Select((panel, k) => PanelPlan.Of(k, panel, [.. Frames.Select(f => f[k])])).ToList();
        LegendNames = [.. plans.Where(p => !p.NamesAtCurves).SelectMany(p => PanelPlan.NamedMarks(p.Panel)).Select(m => m.Name).Distinct()];
        var widest = LegendNames.Count == 0 ? 1 : LegendNames.Max(n => PlainText.Width(n, TextSize)) + LegendKey;
        var perRow = Math.Max(1, (int)((Width - 2 * Edge) / widest));
        var legendHeight = LegendNames.Count == 0 ? 0 : LegendRow * ((LegendNames.Count + perRow - 1) / perRow) + 6;

        var top = TitleBottom + legendHeight;
        var bottom = Height - (figure.States.IsEmpty ? 4 : SliderHeight);
        var (cellWidth, cellHeight) = ((Width - Edge) / (double)figure.Columns, (bottom - top) / rows);
        Panels = [.. plans.Select((plan, k) => Placed(plan, new Box(Edge / 2 + k % figure.Columns * cellWidth, top + k / figure.Columns * cellHeight, cellWidth, cellHeight)))];
    }

    public IReadOnlyList<IReadOnlyList<Panel>> Frames { get; }

    public Colours Colours { get; }

    public int Width { get; }

    public int Height { get; }

    public string Title { get; }

    public string Subtitle { get; }

    public bool HasSeveralTitleLines => Title.Contains("<br>", StringComparison.Ordinal) || (Title.Length > 0 && Subtitle.Length > 0);

    public double TitleBottom { get; }

    public IReadOnlyList<string> LegendNames { get; }

    public IReadOnlyList<PanelPlan> Panels { get; }

    private static (int, int) Default(int panels, int columns, int rows, bool square, bool animated)
    {
        var slider = animated ? (int)SliderHeight : 0;
        if (panels == 1) return square ? (700, 640 + slider) : (900, 540 + slider);
        return (columns == 1 ? 900 : Math.Min(1600, 500 * columns), Math.Min(1600, 90 + (columns == 1 ? 300 : 380) * rows + slider));
    }

    private string Wrapped(string text, double size) => string.Join("<br>", PlainText.Lines(text).Select(l => PlainText.Wrapped(l, (Width - 2 * Edge) * 1.02, size)));

    private PanelPlan Placed(PanelPlan plan, Box cell)
    {
        var panel = plan.Panel;
        var top = (panel.Title.Length > 0 ? 11 + 23 * PlainText.Lines(panel.Title).Length : 14) + (panel.Guides.Any(g => g.Vertical && g.Name.Length > 0) ? 24 : 0);
        var left = panel.Y.Hidden ? 8 : (panel.Y.Title.Length > 0 ? 34 : 10) + TickWidth(plan.Y, panel.Y);
        var right = RightMargin(plan, cell.Width - left);
        plan = WithTicks(plan, cell.Width - left - right);
        var bottom = panel.X.Hidden ? 8 : (panel.X.Title.Length > 0 ? 34 : 10) + TickHeight(plan);
        var plot = new Box(cell.Left + left, cell.Top + top, Math.Max(60, cell.Width - left - right), Math.Max(60, cell.Height - top - bottom));
        return plan with { Plot = panel.EqualUnits ? Equal(plot, plan) : plot };
    }

    /// <summary>Room for the names at the right ends, less what a curve that ends earlier leaves free.</summary>
    private double RightMargin(PanelPlan plan, double width)
    {
        if (plan.Panel.HasField) return 30 + (plan.Panel.Colour.Title.Length > 0 ? 30 : 0) + 62;
        if (plan.Panel.IsDiagram) return 8;
        var margin = 22.0;
        foreach (var frame in Frames)
            foreach (var label in Label.Of(plan, frame[plan.Index], Colours).Where(l => l.XAnchor == "left"))
            {
                // With e of the width w − m left of the point: m ≥ need − (1 − e)(w − m).
                var (free, need) = (1 - plan.X.Fraction(label.Point.X), label.Width + 16);
                margin = Math.Max(margin, (need - free * width) / Math.Max(1 - free, 0.1));
            }
        return Math.Min(margin, 0.45 * width);
    }

    private static double TickWidth(Scale scale, AxisSpec axis)
    {
        if (!axis.Categories.IsEmpty) return Math.Min(160, axis.Categories.Max(c => PlainText.Width(c, TextSize))) + 8;
        if (scale.Log) return scale.Low < 1e-9 || scale.High > 1e9 ? 52 : scale.Extent < 1 ? 58 : 46;
        var largest = Math.Max(Math.Abs(scale.Low), Math.Abs(scale.High));
        if (largest is >= 1e4 or < 1e-4) return 74;
        var whole = Math.Max(1, (int)Math.Floor(Math.Log10(largest)) + 1);
        var decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(scale.Extent / 5)));
        return 12 + 10.5 * (whole + (decimals > 0 ? decimals + 0.5 : 0) + (scale.Low < 0 ? 1 : 0));
    }

    /// <summary>Words under the axis: broken into lines if they fit their slots, slanted if not.</summary>
    private static PanelPlan WithTicks(PanelPlan plan, double width)
    {
        var names = plan.Panel.X.Categories;
        if (names.IsEmpty) return plan;
        var slot = width / names.Length - 8;
        string[] broken = [.. names.Select(n => PlainText.Wrapped(n, slot, TextSize))];
        return broken.All(b => PlainText.Width(b, TextSize) <= slot + 8)
            ? plan with { Ticks = broken }
            : plan with { Ticks = names, TickAngle = -35 };
    }

    private static double TickHeight(PanelPlan plan) => plan.Ticks.Count == 0 ? 30
        : plan.TickAngle == 0 ? 10 + 21 * plan.Ticks.Max(t => PlainText.Lines(t).Length)
        : 20 + 0.58 * plan.Ticks.Max(t => PlainText.Width(t, TextSize));

    private static Box Equal(Box room, PanelPlan plan)
    {
        var unit = Math.Min(room.Width / plan.X.Extent, room.Height / plan.Y.Extent);
        var (width, height) = (unit * plan.X.Extent, unit * plan.Y.Extent);
        return new Box(room.Left + (room.Width - width) / 2, room.Top + (room.Height - height) / 2, width, height);
    }
}
