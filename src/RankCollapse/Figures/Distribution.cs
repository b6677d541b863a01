using System.Collections.Immutable;
using RankCollapse.Figures.Marks;

namespace RankCollapse.Figures;

/// <summary>From a sample to the outline of its distribution: a picture of the data, not an estimate to compute with.</summary>
internal static class Distribution
{
    private const int Cells = 1024;
    private const int Drawn = 160;

    /// <summary>Gaussian kernel density; values are first counted into fine cells, so that a million values cost no more than a thousand.</summary>
    public static Mark Density(Sample sample)
    {
        var values = sample.Finite;
        var width = Bandwidth(sample);
        if (!(width > 0))
            throw new ArgumentException(
                $"All {values.Length} values of the sample “{sample.Name}” are equal to {values[0]}; there is no density to draw. Use Figure.Histogram or a note.");
        double low = values[0] - 3 * width, high = values[^1] + 3 * width, cell = (high - low) / Cells;
        var counts = new double[Cells];
        foreach (var v in values) counts[Math.Min((int)((v - low) / cell), Cells - 1)]++;
        var filled = Enumerable.Range(0, Cells).Where(c => counts[c] > 0).ToList();
        var x = Enumerable.Range(0, Drawn).Select(k => low + (high - low) * k / (Drawn - 1)).ToImmutableArray();
        var scale = 1 / (values.Length * width * Math.Sqrt(2 * Math.PI));
        var y = x.Select(at => scale * filled.Sum(c => counts[c] * Math.Exp(-0.5 * Square((at - low - (c + 0.5) * cell) / width))));
        return Area(sample, x, [.. y], Stroke.Area);
    }

    /// <summary>Histograms over common bins, each of area one.</summary>
    public static IEnumerable<Mark> Histograms(IReadOnlyList<Sample> samples, int? bins)
    {
        double low = samples.Min(s => s.Finite[0]), high = samples.Max(s => s.Finite[^1]);
        if (high - low <= 1e-12 * Math.Abs(high)) (low, high) = (low - 0.5, high + 0.5);
        var count = bins ?? Math.Clamp((int)Math.Ceiling((high - low) / samples.Min(s => BinWidth(s, high - low))), 8, 60);
        var edges = Enumerable.Range(0, count + 1).Select(k => low + (high - low) * k / count).ToImmutableArray();
        foreach (var sample in samples)
        {
            var heights = new double[count];
            foreach (var v in sample.Finite)
                heights[Math.Min((int)((v - low) / (high - low) * count), count - 1)] += count / ((high - low) * sample.Finite.Length);
            // The line starts and ends on the axis.
            yield return Area(sample, [low, .. edges], [0, .. heights, 0], Stroke.Steps);
        }
    }

    private static PointsMark Area(Sample sample, ImmutableArray<double> x, ImmutableArray<double> y, Stroke stroke) =>
        new(sample.Name, x, y, stroke) { Hue = sample.Hue, TotalBefore = sample.Total, DroppedBefore = sample.Total - sample.Finite.Length };

    /// <summary>Silverman (1986), eq. 3.31.</summary>
    private static double Bandwidth(Sample sample)
    {
        var mean = sample.Finite.Average();
        var deviation = Math.Sqrt(sample.Finite.Average(v => Square(v - mean)));
        var quartiles = (sample.Quantile(0.75) - sample.Quantile(0.25)) / 1.34;
        return 0.9 * (quartiles > 0 ? Math.Min(deviation, quartiles) : deviation) * Math.Pow(sample.Finite.Length, -0.2);
    }

    /// <summary>Freedman and Diaconis (1981); a tenth of the range when the quartiles agree.</summary>
    private static double BinWidth(Sample sample, double range) =>
        2 * (sample.Quantile(0.75) - sample.Quantile(0.25)) * Math.Pow(sample.Finite.Length, -1 / 3.0) is > 0 and var width ? width : range / 10;

    private static double Square(double value) => value * value;
}
