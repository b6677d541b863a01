namespace RankCollapse.Figures;

/// <summary>One bar: a name, its height and, when measured, the half length of its error bar.
/// A tuple <c>("no skip", 0.1)</c> or <c>("no skip", 0.1, error)</c> is a bar.</summary>
public sealed record Bar
{
    /// <summary>A bar from 0 to <paramref name="value"/>.</summary>
    /// <param name="name">The word under the bar; an architecture's name gives its colour.</param>
    /// <param name="value">Height.</param>
    /// <param name="error">Half length of the error bar, at least 0; 0 for none.</param>
    public Bar(string name, double value, double error = 0)
    {
        if (!(error >= 0)) throw new ArgumentOutOfRangeException(nameof(error), $"The error of bar “{name}” was {error}; it must be at least 0. Use 0 for no error bar.");
        (Name, Value, Error) = (PlainText.Checked(name, "name of a bar"), value, error);
    }

    /// <summary>The word under the bar.</summary>
    public string Name { get; }

    /// <summary>Height.</summary>
    public double Value { get; }

    /// <summary>Half length of the error bar; 0 for none.</summary>
    public double Error { get; }

    internal Hue? Hue { get; private init; }

    /// <summary>The same bar in a colour of its own.</summary>
    public Bar In(Hue hue) => this with { Hue = hue };

    /// <summary>A bar without an error bar.</summary>
    public static implicit operator Bar((string Name, double Value) bar) => new(bar.Name, bar.Value);

    /// <summary>A bar with an error bar.</summary>
    public static implicit operator Bar((string Name, double Value, double Error) bar) => new(bar.Name, bar.Value, bar.Error);
}
