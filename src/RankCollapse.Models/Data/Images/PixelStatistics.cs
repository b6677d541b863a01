using System.Collections.Immutable;
using System.Globalization;

namespace RankCollapse.Models.Data;

/// <summary>
/// Mean and standard deviation of the pixels of each channel, in units in which black is 0 and white is 1. Test images are
/// normalised with the statistics of the training images, so these travel from one set to another.
/// </summary>
public sealed class PixelStatistics
{
    internal PixelStatistics(ImmutableArray<double> means, ImmutableArray<double> deviations)
    {
        Means = means;
        Deviations = deviations;
    }

    /// <summary>One mean per channel, in [0, 1].</summary>
    public ImmutableArray<double> Means { get; }

    /// <summary>One standard deviation per channel (divided by the number of pixels, not one less); above 0.</summary>
    public ImmutableArray<double> Deviations { get; }

    /// <summary>No centring and no scaling: pixels become byte / 255.</summary>
    /// <param name="channels">Number of channels, at least 1.</param>
    /// <returns>Mean 0 and deviation 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No channels.</exception>
    public static PixelStatistics UnitInterval(int channels) => Same(channels, 1);

    /// <summary>Pixels stay what they are in the file: 0 to 255.</summary>
    /// <param name="channels">Number of channels, at least 1.</param>
    /// <returns>Mean 0 and deviation 1/255.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No channels.</exception>
    public static PixelStatistics Bytes(int channels) => Same(channels, 1.0 / 255);

    /// <summary>One line.</summary>
    /// <returns>Means and deviations to four digits.</returns>
    public override string ToString() => $"mean {Show(Means)}, deviation {Show(Deviations)}";

    /// <summary>Exact sums over a histogram of the 256 byte values: no rounding accumulates over 47 million pixels.</summary>
    internal static PixelStatistics Of(ReadOnlySpan<byte> pixels, ImageShape shape)
    {
        var counts = new long[shape.Channels, 256];
        for (var start = 0; start < pixels.Length; start += shape.Area)
        {
            var channel = start / shape.Area % shape.Channels;
            foreach (var pixel in pixels.Slice(start, shape.Area)) counts[channel, pixel]++;
        }

        var total = (double)pixels.Length / shape.Channels;
        var means = new double[shape.Channels];
        var deviations = new double[shape.Channels];
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            long sum = 0;
            for (var value = 0; value < 256; value++) sum += value * counts[channel, value];
            var mean = sum / total;
            var squares = 0.0;
            for (var value = 0; value < 256; value++) squares += counts[channel, value] * (value - mean) * (value - mean);
            means[channel] = mean / 255;
            // A channel of one brightness has nothing to scale; 1 keeps it at 0 instead of at 0/0.
            deviations[channel] = squares == 0 ? 1 : Math.Sqrt(squares / total) / 255;
        }

        return new PixelStatistics([.. means], [.. deviations]);
    }

    /// <summary>The 256 normalised values of a channel's bytes.</summary>
    internal float[] Table(int channel)
    {
        var table = new float[256];
        for (var value = 0; value < 256; value++) table[value] = (float)(((value / 255.0) - Means[channel]) / Deviations[channel]);
        return table;
    }

    private static string Show(IEnumerable<double> values) =>
        string.Join(" ", values.Select(value => value.ToString("F4", CultureInfo.InvariantCulture)));

    private static PixelStatistics Same(int channels, double deviation)
    {
        Require.AtLeast(channels, 1, "Use Shape.Channels of the image set.", nameof(channels));
        return new PixelStatistics(
            [.. Enumerable.Repeat(0.0, channels)], [.. Enumerable.Repeat(deviation, channels)]);
    }
}
