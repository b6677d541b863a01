using RankCollapse.Figures.Marks;

namespace RankCollapse.Figures.Rendering;

/// <summary>A rectangle in pixels from the top left corner of the figure.</summary>
internal readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;
}

/// <summary>Everything about one panel position that all frames share: axes, place on the page, and where names are written.</summary>
internal sealed record PanelPlan
{
    public required int Index { get; init; }

    public required Panel Panel { get; init; }

    public required Scale X { get; init; }

    public required Scale Y { get; init; }

    public required Scale Z { get; init; }

    /// <summary>True when names stand at the curves, false when they go to the legend.</summary>
    public required bool NamesAtCurves { get; init; }

    public required double LongestArrow { get; init; }

    public Box Plot { get; init; }

    public double TickAngle { get; init; }

    /// <summary>The words under the axis, broken to fit.</summary>
    public IReadOnlyList<string> Ticks { get; init; } = [];

    public string Suffix => Index == 0 ? "" : $"{Index + 1}";

    public static PanelPlan Of(int index, Panel shown, IReadOnlyList<Panel> frames)
    {
        var x = Axis(shown.X, frames.SelectMany(p => p.Marks.SelectMany(m => m.Xs).Concat(p.Guides.Where(g => g.Vertical).Select(g => g.At))), false, shown.Marks.All(m => m is BandMark or PointsMark { Stroke: not (Stroke.Points or Stroke.Path) }));
        var y = Axis(shown.Y, frames.SelectMany(p => p.Marks.SelectMany(m => m.Ys).Concat(p.Guides.Where(g => !g.Vertical).Select(g => g.At))), true, false);
        y = WithRoomForNames(FromZero(y, shown), shown);
        var fields = frames.SelectMany(p => p.Marks).OfType<FieldMark>().ToList();
        return new PanelPlan
        {
            Index = index,
            Panel = shown,
            X = x,
            Y = y,
            Z = fields.Count > 0 ? ColourScale(shown.Colour, fields.SelectMany(f => f.Zs)) : new Scale(false, 0, 1),
            NamesAtCurves = FewAndPlaced(shown, x, y),
            LongestArrow = frames.SelectMany(p => p.Marks).OfType<ArrowsMark>().Select(a => a.Longest(x, y)).DefaultIfEmpty(0).Max(),
        };
    }

    /// <summary>The marks whose names are shown, each name once.</summary>
    public static IEnumerable<Mark> NamedMarks(Panel panel) => panel.Marks.Where(m => m.Named && m.Name.Length > 0).DistinctBy(m => m.Name);

    private static bool FewAndPlaced(Panel panel, Scale x, Scale y)
    {
        var named = NamedMarks(panel).ToList();
        return named.Count <= 4 && named.All(m => m.LabelAt(x, y) is not null);
    }

    private static Scale Axis(AxisSpec spec, IEnumerable<double> values, bool vertical, bool tight)
    {
        if (spec.Range is not var (low, high)) return Scale.Around(values, spec.Log, spec.Tight || tight);
        if (spec.Log && low <= 0)
            throw new ArgumentException(
                $"The range of the {(vertical ? "y" : "x")} axis was from {low} to {high}, but the axis is logarithmic; both ends must be positive. " +
                $"Use {(vertical ? "Y(…) instead of LogY(…)" : "X(…) instead of LogX(…)")} or another range.");
        return new Scale(spec.Log, low, high);
    }

    /// <summary>Bars and areas stand on zero without air below it.</summary>
    private static Scale FromZero(Scale y, Panel panel)
    {
        var standing = panel.Marks.Any(m => m is BarMark or PointsMark { Stroke: Stroke.Area or Stroke.Steps });
        return standing && !y.Log && panel.Y.Range is null && panel.Marks.SelectMany(m => m.Ys).Where(double.IsFinite).All(v => v >= 0)
            ? y with { Low = 0 }
            : y;
    }

    /// <summary>Names of distributions stand above their peaks; when the peaks agree, one above the other.</summary>
    private static Scale WithRoomForNames(Scale y, Panel panel)
    {
        var names = NamedMarks(panel).Count(m => m is PointsMark { Stroke: Stroke.Area or Stroke.Steps });
        return names == 0 || y.Log || panel.Y.Range is not null ? y : y with { High = y.High + 0.065 * Math.Min(names, 4) * y.Extent };
    }

    private static Scale ColourScale(ColourSpec spec, IEnumerable<double> values)
    {
        if (spec.Range is var (low, high)) return new Scale(spec.Log, low, high);
        var scale = Scale.Around(values, spec.Log, tight: true);
        if (spec.Center is not { } center || spec.Log) return scale;
        var reach = Math.Max(Math.Abs(scale.High - center), Math.Abs(center - scale.Low));
        return new Scale(false, center - reach, center + reach);
    }
}
