using System.Collections.Immutable;

namespace RankCollapse.Figures;

/// <summary>A named set of values whose distribution is drawn. A tuple <c>("network", values)</c> is a sample.</summary>
public sealed record Sample
{
    /// <summary>A sample.</summary>
    /// <param name="name">What the label says; an architecture's name gives its colour.</param>
    /// <param name="values">The values in any order; those that are not finite are left out and reported.</param>
    /// <exception cref="ArgumentException">No finite value.</exception>
    public Sample(string name, IEnumerable<double> values)
    {
        Name = PlainText.Checked(name, "name of a sample");
        double[] all = [.. values];
        Total = all.Length;
        Finite = [.. all.Where(double.IsFinite).Order()];
        if (Finite.Length == 0)
            throw new ArgumentException($"The sample “{name}” has no finite value among {Total}; it must have at least one.");
    }

    /// <summary>What the label says.</summary>
    public string Name { get; }

    /// <summary>Number of values given, finite or not.</summary>
    public int Total { get; }

    internal Hue? Hue { get; private init; }

    /// <summary>The finite values in ascending order.</summary>
    internal ImmutableArray<double> Finite { get; }

    /// <summary>The same sample in a colour of its own.</summary>
    public Sample In(Hue hue) => this with { Hue = hue };

    /// <summary>The sample of these values.</summary>
    public static implicit operator Sample((string Name, IEnumerable<double> Values) sample) => new(sample.Name, sample.Values);

    /// <summary>Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996).</summary>
    internal double Quantile(double probability)
    {
        var at = probability * (Finite.Length - 1);
        var below = (int)at;
        return below + 1 < Finite.Length ? Finite[below] + (at - below) * (Finite[below + 1] - Finite[below]) : Finite[^1];
    }
}
