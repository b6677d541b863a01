using System.Collections.Immutable;
using RankCollapse.Figures.Marks;

namespace RankCollapse.Figures;

public sealed partial record Figure
{
    /// <summary>Solid curves, each with its band if it has one.</summary>
    public static Figure Lines(params IEnumerable<Curve> curves) => OfCurves("Lines", curves, Stroke.Line);

    /// <summary>Markers without lines, each set with its band if it has one: measurements, clouds.</summary>
    public static Figure Points(params IEnumerable<Curve> sets) => OfCurves("Points", sets, Stroke.Points);

    /// <summary>Smoothed densities: a Gaussian kernel with Silverman's bandwidth.</summary>
    /// <exception cref="ArgumentException">All values of a sample are equal: there is no density.</exception>
    public static Figure Densities(params IEnumerable<Sample> samples) => new(new Panel
    {
        Kind = "Densities",
        Marks = [.. Some(samples, "sample").Select(Distribution.Density)],
        Y = new AxisSpec { Title = "density" },
    });

    /// <summary>Histograms over common bins, scaled to area one, so that a density can be laid over them.</summary>
    public static Figure Histogram(params IEnumerable<Sample> samples) => Histograms(null, samples);

    /// <summary>Histograms over a given number of common bins, scaled to area one.</summary>
    /// <param name="bins">At least 1.</param>
    /// <param name="samples">The samples.</param>
    public static Figure Histogram(int bins, params IEnumerable<Sample> samples) => bins >= 1
        ? Histograms(bins, samples)
        : throw new ArgumentOutOfRangeException(nameof(bins), $"bins was {bins}; it must be at least 1. Leave it out to have it chosen.");

    /// <summary>Box plots side by side: quartiles, whiskers to 1.5 interquartile ranges, dots beyond.</summary>
    public static Figure Boxes(params IEnumerable<Sample> samples)
    {
        var all = Some(samples, "sample");
        return new(new Panel
        {
            Kind = "Box plots",
            Marks = [.. all.Select((s, k) => new BoxMark(s, k) { Hue = s.Hue, Named = false })],
            X = new AxisSpec { Categories = [.. all.Select(s => s.Name)], Range = (-0.5, all.Count - 0.5) },
        });
    }

    /// <summary>One bar per name, with its error bar if it has one.</summary>
    public static Figure Bars(params IEnumerable<Bar> bars)
    {
        var all = Some(bars, "bar");
        return new(new Panel
        {
            Kind = "Bars",
            Marks = [.. all.Select((b, k) => new BarMark(b.Name, [k], [b.Value], 0.6) { Hue = b.Hue, Named = false, Errors = [b.Error] })],
            X = new AxisSpec { Categories = [.. all.Select(b => b.Name)], Range = (-0.5, all.Count - 0.5) },
        });
    }

    /// <summary>Bars in groups: in each group one bar per series.</summary>
    /// <param name="groups">The words under the groups.</param>
    /// <param name="series">One value per group; a band becomes error bars.</param>
    public static Figure GroupedBars(IEnumerable<string> groups, params IEnumerable<Curve> series)
    {
        var (names, all) = (groups.ToImmutableArray(), Some(series, "series"));
        if (all.FirstOrDefault(s => s.Y.Length != names.Length) is { } odd)
            throw new ArgumentException($"The series “{odd.Name}” has {odd.Y.Length} values for {names.Length} groups; give one value per group.");
        var width = 0.8 / all.Count;
        return new(new Panel
        {
            Kind = "Grouped bars",
            Marks = [.. all.Select((s, k) => new BarMark(s.Name, [.. s.Y.Select((_, g) => g + (k - (all.Count - 1) / 2.0) * width)], s.Y, 0.92 * width)
            {
                Hue = s.Hue, Errors = s.High.IsEmpty ? [] : [.. s.High.Zip(s.Low, (h, l) => (h - l) / 2)],
            })],
            X = new AxisSpec { Categories = names, Range = (-0.5, names.Length - 0.5) },
        });
    }

    /// <summary>A heat map of <paramref name="values"/>[row, column] at (x[column], y[row]).</summary>
    /// <param name="x">Column positions, shape [columns], evenly spaced.</param>
    /// <param name="y">Row positions, shape [rows], evenly spaced.</param>
    /// <param name="values">Shape [rows, columns]; entries that are not finite stay empty and are reported.</param>
    public static Figure HeatMap(IEnumerable<double> x, IEnumerable<double> y, double[,] values) =>
        OfField("Heat map", Field(x, y, values), new AxisSpec { Tight = true });

    /// <summary>Filled contours of <paramref name="values"/>[row, column] at (x[column], y[row]).</summary>
    /// <param name="x">Column positions, shape [columns].</param>
    /// <param name="y">Row positions, shape [rows].</param>
    /// <param name="values">Shape [rows, columns].</param>
    public static Figure Contours(IEnumerable<double> x, IEnumerable<double> y, double[,] values) =>
        OfField("Contours", Field(x, y, values) with { Contours = true }, new AxisSpec { Tight = true });

    /// <summary>A matrix as it is written: first row on top, square cells, rows and columns counted from 1.</summary>
    /// <param name="values">Shape [rows, columns].</param>
    public static Figure Matrix(double[,] values)
    {
        IEnumerable<double> Counted(int dimension) => Enumerable.Range(1, values.GetLength(dimension)).Select(k => (double)k);
        return OfField("Matrix", Field(Counted(1), Counted(0), values), new AxisSpec { Tight = true })
            .OnY(axis => axis with { Downwards = true }).EqualUnits();
    }

    /// <summary>A vector field: an arrow (u, v) at each point (x, y), all scaled by one factor.</summary>
    public static Figure Arrows(IEnumerable<(double X, double Y, double U, double V)> field)
    {
        var arrows = field.ToImmutableArray();
        if (arrows.IsEmpty) throw new ArgumentException("The field has no arrows; it must have at least one.", nameof(field));
        return new(new Panel { Kind = "Arrows", Marks = [new ArrowsMark("", arrows) { Named = false, Hue = Palette.Neutral }] });
    }

    /// <summary>A vector field by its formula, on a grid of points.</summary>
    /// <param name="x">Horizontal grid positions.</param>
    /// <param name="y">Vertical grid positions.</param>
    /// <param name="flow">The arrow (u, v) at a point.</param>
    public static Figure Arrows(IEnumerable<double> x, IEnumerable<double> y, Func<double, double, (double U, double V)> flow)
    {
        double[] rows = [.. y];
        return Arrows(from px in x from py in rows let arrow = flow(px, py) select (px, py, arrow.U, arrow.V));
    }

    private static Figure OfCurves(string kind, IEnumerable<Curve> curves, Stroke stroke) => new(new Panel
    {
        Kind = kind,
        Marks =
        [
            .. Some(curves, "curve").SelectMany(c => Banded(c).Append(new PointsMark(c.Name, c.X, c.Y, stroke) { Hue = c.Hue })),
        ],
    });

    private static IEnumerable<Mark> Banded(Curve curve) =>
        curve.Low.IsEmpty ? [] : [new BandMark(curve.Name, curve.X, curve.Low, curve.High) { Hue = curve.Hue, Companion = true, Named = false }];

    private static Figure Histograms(int? bins, IEnumerable<Sample> samples) => new(new Panel
    {
        Kind = "Histogram",
        Marks = [.. Distribution.Histograms(Some(samples, "sample"), bins)],
        Y = new AxisSpec { Title = "density" },
    });

    private static Figure OfField(string kind, FieldMark field, AxisSpec axis) =>
        new(new Panel { Kind = kind, Marks = [field with { Named = false }], X = axis, Y = axis });

    private static FieldMark Field(IEnumerable<double> x, IEnumerable<double> y, double[,] values)
    {
        var (columns, rows) = (x.ToImmutableArray(), y.ToImmutableArray());
        if (values.Length == 0 || values.GetLength(0) != rows.Length || values.GetLength(1) != columns.Length)
            throw new ArgumentException(
                $"values has shape [{values.GetLength(0)}, {values.GetLength(1)}] for {rows.Length} rows (y) and {columns.Length} columns (x); " +
                "it must be [rows, columns] and not empty. Exchange x and y, or transpose the values.", nameof(values));
        return new FieldMark(columns, rows, (double[,])values.Clone());
    }

    private static IReadOnlyList<T> Some<T>(IEnumerable<T> things, string one)
    {
        T[] all = [.. things];
        return all.Length > 0 ? all : throw new ArgumentException($"The figure was given no {one}; give it at least one.");
    }
}
