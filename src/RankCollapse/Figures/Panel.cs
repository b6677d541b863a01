using System.Collections.Immutable;
using RankCollapse.Figures.Marks;

namespace RankCollapse.Figures;

/// <summary>What one axis is asked to be; the range is worked out when drawing unless it is given.</summary>
internal sealed record AxisSpec
{
    public string Title { get; init; } = "";

    public bool Log { get; init; }

    public (double Low, double High)? Range { get; init; }

    /// <summary>Names at the positions 0, 1, 2, …; none for numbers.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    public bool Hidden { get; init; }

    /// <summary>True when small values are at the top, as the first row of a matrix.</summary>
    public bool Downwards { get; init; }

    /// <summary>True when the axis ends where the data end.</summary>
    public bool Tight { get; init; }
}

/// <summary>How values are coloured.</summary>
internal sealed record ColourSpec
{
    public string Title { get; init; } = "";

    public bool Log { get; init; }

    /// <summary>The value of the neutral colour of a diverging scale; none for a sequential scale.</summary>
    public double? Center { get; init; }

    public (double Low, double High)? Range { get; init; }
}

/// <summary>A dashed straight line across the panel at a critical value.</summary>
internal sealed record Guide(string Name, double At, bool Vertical);

/// <summary>A remark with a thin arrow to a point.</summary>
internal sealed record Note(string Text, double X, double Y);

/// <summary>One pair of axes and what is drawn on it.</summary>
internal sealed record Panel
{
    public ImmutableArray<Mark> Marks { get; init; } = [];

    public AxisSpec X { get; init; } = new();

    public AxisSpec Y { get; init; } = new();

    public ColourSpec Colour { get; init; } = new();

    public ImmutableArray<Guide> Guides { get; init; } = [];

    public ImmutableArray<Note> Notes { get; init; } = [];

    public string Title { get; init; } = "";

    /// <summary>True when a unit is as long on both axes.</summary>
    public bool EqualUnits { get; init; }

    /// <summary>What kind of picture this is, for readers who cannot see it.</summary>
    public string Kind { get; init; } = "Figure";

    public bool HasField => Marks.Any(m => m is FieldMark);

    /// <summary>True for circles, spheres and graphs: a picture without axes.</summary>
    public bool IsDiagram => X.Hidden && Y.Hidden;
}
