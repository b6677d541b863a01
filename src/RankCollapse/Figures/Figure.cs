using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RankCollapse.Display;
using RankCollapse.Figures.Rendering;

namespace RankCollapse.Figures;

/// <summary>
/// An immutable figure. A factory such as <see cref="Lines"/> makes one, the methods after it return changed copies, and a notebook
/// shows it as plotly JSON with a plain text that says what is in it and what was left out.
/// </summary>
/// <remarks>
/// The title is the finding. The size is 900 by 540 pixels, drawn to be read at half that width; colours hold on light and on dark
/// paper. Values that are not finite, and values that are not positive on a log axis, become gaps and are counted. A figure is at
/// most 150 KB of JSON; there are no remote scripts and no TeX.
/// </remarks>
[TypeFormatterSource(typeof(FigureFormatterSource), PreferredMimeTypes = [FigureFormatterSource.Plotly, FigureFormatterSource.Plain])]
[JsonConverter(typeof(FigureJsonConverter))]
public sealed partial record Figure
{
    private Figure(Panel panel) => Panels = [panel];

    internal ImmutableArray<Panel> Panels { get; private init; }

    internal int Columns { get; private init; } = 1;

    internal string TitleText { get; private init; } = "";

    internal string SubtitleText { get; private init; } = "";

    internal string AltText { get; private init; } = "";

    internal (int Width, int Height)? Pixels { get; private init; }

    /// <summary>The states of an animation in order; empty for a still figure.</summary>
    internal ImmutableArray<(string Label, Figure Figure)> States { get; private init; } = [];

    internal string Parameter { get; private init; } = "";

    internal int StartState { get; private init; }

    /// <summary>The finding, in a short sentence with the measured number: what the reader should see.</summary>
    /// <exception cref="ArgumentException">TeX between dollar signs.</exception>
    public Figure Title(string finding) => this with { TitleText = PlainText.Checked(finding, "title") };

    /// <summary>A smaller line below the title: repeats, what the band is, sizes.</summary>
    public Figure Subtitle(string text) => this with { SubtitleText = PlainText.Checked(text, "subtitle") };

    /// <summary>Alternative text: what a reader who cannot see the figure should know. Without it the figure describes its data.</summary>
    public Figure Alt(string text) => this with { AltText = text };

    /// <summary>Another size.</summary>
    /// <param name="width">Pixels, in [300, 1600]; the default is 900.</param>
    /// <param name="height">Pixels, in [300, 1600]; the default is 540, and more for grids.</param>
    public Figure Size(int width, int height) => width is >= 300 and <= 1600 && height is >= 300 and <= 1600
        ? this with { Pixels = (width, height) }
        : throw new ArgumentOutOfRangeException(null,
            $"Size was {width} by {height} pixels; both must be in [300, 1600]. Leave Size out for 900 by 540.");

    /// <summary>Names the horizontal axis: name, symbol and unit.</summary>
    public Figure X(string title) => OnX(axis => axis with { Title = PlainText.Checked(title, "x axis title") });

    /// <summary>Names the vertical axis: name, symbol and unit.</summary>
    public Figure Y(string title) => OnY(axis => axis with { Title = PlainText.Checked(title, "y axis title") });

    /// <summary>Names the horizontal axis and makes it logarithmic; values that are not positive become gaps and are reported.</summary>
    public Figure LogX(string title) => X(title).OnX(axis => axis with { Log = true });

    /// <summary>Names the vertical axis and makes it logarithmic; values that are not positive become gaps and are reported.</summary>
    public Figure LogY(string title) => Y(title).OnY(axis => axis with { Log = true });

    /// <summary>Fixes the horizontal range; without it the range holds all data.</summary>
    public Figure XRange(double low, double high) => OnX(axis => axis with { Range = Range(low, high, "XRange") });

    /// <summary>Fixes the vertical range; without it the range holds all data.</summary>
    public Figure YRange(double low, double high) => OnY(axis => axis with { Range = Range(low, high, "YRange") });

    /// <summary>Makes a unit as long on both axes.</summary>
    public Figure EqualUnits() => OnPanels(panel => panel with { EqualUnits = true });

    /// <summary>Names the colour scale of a heat map or of contours.</summary>
    public Figure Color(string title) => OnColour(colour => colour with { Title = PlainText.Checked(title, "colour scale title") });

    /// <summary>Names the colour scale and makes it logarithmic.</summary>
    public Figure LogColor(string title) => Color(title).OnColour(colour => colour with { Log = true });

    /// <summary>Fixes the range of the colour scale.</summary>
    public Figure ColorRange(double low, double high) => OnColour(colour => colour with { Range = Range(low, high, "ColorRange") });

    /// <summary>Colours by distance from a value: blue below, white at it, orange above. For signed quantities.</summary>
    public Figure DivergingAt(double center) => OnColour(colour => colour with { Center = center });

    /// <summary>The figure as plotly JSON: data, layout, frames, config.</summary>
    /// <exception cref="InvalidOperationException">More than 150 KB.</exception>
    public string ToJson() => PlotlyWriter.Json(this);

    /// <summary>Title, alternative text and what was left out.</summary>
    public override string ToString() => Description.Of(this);

    internal Figure OnPanels(Func<Panel, Panel> change)
    {
        if (States.IsEmpty) return this with { Panels = [.. Panels.Select(change)] };
        var states = States.Select(s => (s.Label, s.Figure.OnPanels(change))).ToImmutableArray();
        return this with { States = states, Panels = states[StartState].Item2.Panels };
    }

    internal Figure OnX(Func<AxisSpec, AxisSpec> change) => OnPanels(panel => panel with { X = change(panel.X) });

    internal Figure OnY(Func<AxisSpec, AxisSpec> change) => OnPanels(panel => panel with { Y = change(panel.Y) });

    private Figure OnColour(Func<ColourSpec, ColourSpec> change) => Panels.Any(p => p.HasField)
        ? OnPanels(panel => panel with { Colour = change(panel.Colour) })
        : throw new InvalidOperationException(
            "The figure has no colour scale; only heat maps, matrices and contours have one. Use Y(…) or LogY(…) to name the vertical axis.");

    private static (double, double) Range(double low, double high, string what) => double.IsFinite(low) && double.IsFinite(high) && low < high
        ? (low, high)
        : throw new ArgumentOutOfRangeException(null,
            $"{what} was from {low} to {high}; both ends must be finite and the first must be below the second. Leave {what} out to show all data.");
}
