using System.Collections.Immutable;
using System.Globalization;

namespace RankCollapse.Figures;

public sealed partial record Figure
{
    /// <summary>Panels side by side, row by row; the title of each becomes the title of its panel.</summary>
    /// <param name="columns">Panels per row, in [1, 4].</param>
    /// <param name="panels">Still figures of one panel each, at most 12.</param>
    public static Figure Grid(int columns, params IEnumerable<Figure> panels)
    {
        var all = Some(panels, "panel");
        if (columns is < 1 or > 4) throw new ArgumentOutOfRangeException(nameof(columns), $"columns was {columns}; it must be in [1, 4].");
        if (all.Count > 12) throw new ArgumentException($"The grid was given {all.Count} panels; at most 12 can be read. Make two figures of it.");
        if (all.Any(f => f.Panels.Length != 1)) throw new ArgumentException("A panel of a grid was itself a grid; give all panels to one grid.");
        if (all.Any(f => !f.States.IsEmpty))
            throw new ArgumentException("A panel of a grid was an animation; animate the whole: Figure.Animation(…, value => Figure.Grid(…)).");
        return new Figure(all[0].Panels[0])
        {
            Columns = Math.Min(columns, all.Count),
            Panels = [.. all.Select(f => f.Panels[0] with { Title = f.TitleText })],
        };
    }

    /// <summary>
    /// Frames computed beforehand, with a slider and a play button: moves without a kernel. The axes are the same in all frames.
    /// </summary>
    /// <param name="parameter">What the slider changes, with its unit: "layer", "skip strength λ".</param>
    /// <param name="values">One value per frame, at most 200.</param>
    /// <param name="draw">The figure at a value; each must have the same curves in the same order.</param>
    /// <exception cref="ArgumentException">Frames that differ in more than their data.</exception>
    public static Figure Animation<T>(string parameter, IEnumerable<T> values, Func<T, Figure> draw)
    {
        var states = values.Select(v => (Label: Labelled(v), Figure: draw(v))).ToImmutableArray();
        if (states.Length is < 2 or > 200)
            throw new ArgumentException($"The animation over {parameter} has {states.Length} frames; it must have 2 to 200.", nameof(values));
        foreach (var (label, figure) in states) RequireSameShape(parameter, states[0], (label, figure));
        return states[0].Figure with { Parameter = PlainText.Checked(parameter, "name of the slider"), States = states };
    }

    /// <summary>The frame that is shown first and in the static image; without it the first.</summary>
    /// <param name="frame">Counted from 0.</param>
    public Figure StartAt(int frame) => frame >= 0 && frame < States.Length
        ? this with { StartState = frame, Panels = States[frame].Figure.Panels }
        : throw new ArgumentOutOfRangeException(nameof(frame), States.IsEmpty
            ? "The figure is not an animation, so it has no frame to start at. Use Figure.Animation."
            : $"frame was {frame}; it must be in [0, {States.Length - 1}].");

    private static string Labelled<T>(T value) => value is double number
        ? PlainText.Number(number)
        : PlainText.Checked(string.Create(CultureInfo.InvariantCulture, $"{value}"), "label of a frame");

    private static void RequireSameShape(string parameter, (string Label, Figure Figure) first, (string Label, Figure Figure) other)
    {
        if (!other.Figure.States.IsEmpty) throw new ArgumentException("A frame was itself an animation; one slider is all a figure has.");
        if (Shape(first.Figure) is var wanted && Shape(other.Figure) is var found && wanted != found)
            throw new ArgumentException(
                $"The frames of an animation must have the same parts. At {parameter} = {first.Label} they are: {wanted}; " +
                $"at {parameter} = {other.Label}: {found}. Draw a missing curve with NaN values.");
    }

    private static string Shape(Figure figure) => string.Join(" | ", figure.Panels.Select(p =>
        $"{(p.X.Log ? "log" : "linear")} x, {(p.Y.Log ? "log" : "linear")} y, " +
        string.Join(", ", p.Marks.Select(m => $"{m.GetType().Name.Replace("Mark", "").ToLowerInvariant()} “{m.Name}”")) +
        $", {p.Guides.Length} lines, {p.Notes.Length} notes"));
}
