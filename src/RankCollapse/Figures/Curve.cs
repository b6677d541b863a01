using System.Collections.Immutable;

namespace RankCollapse.Figures;

/// <summary>
/// A named sequence of points (x, y), with a band around it when it was measured several times.
/// A tuple <c>("causal", layers, values)</c> or <c>("causal", values)</c> is a curve; without x the points are numbered from 0.
/// </summary>
public sealed record Curve
{
    /// <summary>A curve through the points (x[k], y[k]).</summary>
    /// <param name="name">What the label says; an architecture's name gives its colour. Empty for no label.</param>
    /// <param name="x">Horizontal positions, shape [points].</param>
    /// <param name="y">Values, shape [points]; a value that is not finite becomes a gap and is reported.</param>
    /// <exception cref="ArgumentException">No points, or not the same number of both, or a name with TeX in it.</exception>
    public Curve(string name, IEnumerable<double> x, IEnumerable<double> y)
    {
        Name = PlainText.Checked(name, "name of a curve");
        X = [.. x];
        Y = [.. y];
        if (Y.Length == 0) throw new ArgumentException($"The curve “{name}” has no points; it must have at least one.");
        SameLength("x positions", X.Length);
    }

    /// <summary>What the label says.</summary>
    public string Name { get; }

    /// <summary>Horizontal positions, shape [points].</summary>
    public ImmutableArray<double> X { get; private init; }

    /// <summary>Values, shape [points].</summary>
    public ImmutableArray<double> Y { get; private init; }

    internal ImmutableArray<double> Low { get; private init; } = [];

    internal ImmutableArray<double> High { get; private init; } = [];

    internal Hue? Hue { get; private init; }

    /// <summary>The same curve with a band around it, from <paramref name="low"/> to <paramref name="high"/>.</summary>
    /// <param name="low">Lower edge, shape [points].</param>
    /// <param name="high">Upper edge, shape [points].</param>
    public Curve Between(IEnumerable<double> low, IEnumerable<double> high)
    {
        var banded = this with { Low = [.. low], High = [.. high] };
        SameLength("lower edges", banded.Low.Length);
        SameLength("upper edges", banded.High.Length);
        return banded;
    }

    /// <summary>The same curve with the band y − error to y + error.</summary>
    /// <param name="error">Half width of the band, for example two standard errors; shape [points].</param>
    public Curve PlusMinus(IEnumerable<double> error)
    {
        double[] half = [.. error];
        SameLength("errors", half.Length);
        return Between(Y.Zip(half, (y, e) => y - e), Y.Zip(half, (y, e) => y + e));
    }

    /// <summary>The same curve in a colour of its own.</summary>
    public Curve In(Hue hue) => this with { Hue = hue };

    /// <summary>Every <paramref name="step"/>-th point of the curve, and its last one: for long runs.</summary>
    /// <param name="step">At least 1.</param>
    public Curve Every(int step)
    {
        if (step < 1) throw new ArgumentOutOfRangeException(nameof(step), $"step was {step}; it must be at least 1. Use 1 to keep all points.");
        ImmutableArray<double> Thin(ImmutableArray<double> all) => [.. all.Where((_, k) => k % step == 0 || k == all.Length - 1)];
        return this with { X = Thin(X), Y = Thin(Y), Low = Thin(Low), High = Thin(High) };
    }

    /// <summary>The curve (0, y[0]), (1, y[1]), …: a value per layer or step.</summary>
    public static implicit operator Curve((string Name, IEnumerable<double> Y) curve)
    {
        double[] y = [.. curve.Y];
        return new Curve(curve.Name, Enumerable.Range(0, y.Length).Select(k => (double)k), y);
    }

    /// <summary>The curve through (x[k], y[k]).</summary>
    public static implicit operator Curve((string Name, IEnumerable<double> X, IEnumerable<double> Y) curve) =>
        new(curve.Name, curve.X, curve.Y);

    /// <summary>The curve through (x[k], y[k]), x in whole numbers such as layers.</summary>
    public static implicit operator Curve((string Name, IEnumerable<int> X, IEnumerable<double> Y) curve) =>
        new(curve.Name, curve.X.Select(k => (double)k), curve.Y);

    private void SameLength(string what, int count)
    {
        if (count != Y.Length)
            throw new ArgumentException($"The curve “{Name}” has {Y.Length} values and {count} {what}; there must be as many of both.");
    }
}
