using System.Collections.Immutable;
using RankCollapse.Figures.Marks;

namespace RankCollapse.Figures;

public sealed partial record Figure
{
    /// <summary>Adds what the theory says, as a dashed line. With the name of a curve it takes that curve's colour, else it is grey.</summary>
    public Figure Theory(params IEnumerable<Curve> curves) => Adding(Some(curves, "curve")
        .Select(c => (Mark)new PointsMark(c.Name, c.X, c.Y, Stroke.Theory) { Hue = c.Hue }));

    /// <summary>Adds what the theory says at the given positions.</summary>
    public Figure Theory(string name, IEnumerable<double> x, IEnumerable<double> y) => Theory(new Curve(name, x, y));

    /// <summary>Adds what the theory says, by its formula; it goes through the given positions.</summary>
    public Figure Theory(string name, IEnumerable<double> x, Func<double, double> formula)
    {
        double[] at = [.. x];
        return Theory(new Curve(name, at, at.Select(formula)));
    }

    /// <summary>Adds a tinted area between two curves.</summary>
    /// <param name="name">What the label says; the name of a curve gives its colour.</param>
    /// <param name="x">Horizontal positions, shape [points].</param>
    /// <param name="low">Lower edge, shape [points].</param>
    /// <param name="high">Upper edge, shape [points].</param>
    public Figure Band(string name, IEnumerable<double> x, IEnumerable<double> low, IEnumerable<double> high)
    {
        var curve = new Curve(name, x, low).Between(low, high);
        return Adding([new BandMark(curve.Name, curve.X, curve.Low, curve.High)]);
    }

    /// <summary>Lays another still figure of one panel over this one; axes, titles and colours stay as they are here.</summary>
    public Figure With(Figure other)
    {
        if (other.Panels.Length != 1 || !other.States.IsEmpty)
            throw new ArgumentException("Only a still figure of one panel can be laid over another. Use Figure.Grid to set panels side by side.", nameof(other));
        var panel = other.Panels[0];
        return OnlyPanel(p => p with { Marks = [.. p.Marks, .. panel.Marks], Guides = [.. p.Guides, .. panel.Guides], Notes = [.. p.Notes, .. panel.Notes] });
    }

    /// <summary>Adds a dashed vertical line at a critical value, with its name above it.</summary>
    public Figure VerticalLine(string name, double x) => Guided(new Guide(PlainText.Checked(name, "name of a line"), x, Vertical: true));

    /// <summary>Adds a dashed horizontal line at a critical value, with its name at its right end.</summary>
    public Figure HorizontalLine(string name, double y) => Guided(new Guide(PlainText.Checked(name, "name of a line"), y, Vertical: false));

    /// <summary>Adds a remark with a thin arrow to the point (x, y).</summary>
    public Figure Note(string text, double x, double y)
    {
        var note = new Note(PlainText.Checked(text, "note"), x, y);
        return OnlyPanel(p => p with { Notes = [.. p.Notes, note] });
    }

    private Figure Guided(Guide guide) => double.IsFinite(guide.At)
        ? OnlyPanel(p => p with { Guides = [.. p.Guides, guide] })
        : throw new ArgumentException($"The line “{guide.Name}” was at {guide.At}; it must be at a finite value.");

    private Figure Adding(IEnumerable<Mark> marks)
    {
        var added = marks.ToImmutableArray();
        return OnlyPanel(p => p with { Marks = [.. p.Marks, .. added] });
    }

    private Figure OnlyPanel(Func<Panel, Panel> change) => Panels.Length == 1
        ? OnPanels(change)
        : throw new InvalidOperationException(
            $"The figure has {Panels.Length} panels, so it is not clear which one is meant. Add lines and notes to the panels before Figure.Grid.");
}
