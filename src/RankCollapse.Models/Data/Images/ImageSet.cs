using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>
/// Labelled images as bytes, immutable and safe for several threads. It holds no tensors: batches are copied, normalised,
/// into memory that the caller owns.
/// </summary>
/// <example><code>
/// var train = FashionMnist.Train();
/// foreach (var batch in train.Batches(128, random.Stream("epoch").Stream(epoch)))
///     train.CopyNormalised(batch, train.Statistics, pixels.AsSpan(0, batch.Length * train.Shape.Size));
/// </code></example>
public sealed partial class ImageSet
{
    private readonly byte[] pixels;
    private readonly int[] labels;
    private readonly Lazy<PixelStatistics> statistics;

    /// <summary>Copies images and labels.</summary>
    /// <param name="origin">Name, source and classes.</param>
    /// <param name="shape">The shape of one image; all sizes at least 1.</param>
    /// <param name="pixels">Shape [count, channels, height, width]; 0 is black, 255 is white.</param>
    /// <param name="labels">Shape [count]; each from 0 to the number of class names less 1.</param>
    /// <exception cref="ArgumentException">No images, sizes that do not fit together, or a label without a class name.</exception>
    public ImageSet(ImageOrigin origin, ImageShape shape, ReadOnlySpan<byte> pixels, ReadOnlySpan<int> labels)
        : this(origin, shape, pixels.ToArray(), labels.ToArray())
    {
    }

    private ImageSet(ImageOrigin origin, ImageShape shape, byte[] pixels, int[] labels)
    {
        ArgumentNullException.ThrowIfNull(origin);
        if (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1)
        {
            throw new ArgumentException(
                $"The shape of one image was {shape}; every size must be at least 1. Use [channels, height, width].", nameof(shape));
        }

        if (labels.Length == 0 || pixels.LongLength != (long)labels.Length * shape.Size)
        {
            throw new ArgumentException(
                $"There were {pixels.Length} pixels and {labels.Length} labels; images of shape {shape} need {shape.Size} pixels per "
                + "label, and at least 1 label. Check the order of the axes: [count, channels, height, width].");
        }

        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)origin.ClassNames.Length)
            {
                throw new ArgumentException(
                    $"Label {i} was {labels[i]}; there are {origin.ClassNames.Length} classes, so it must be from 0 to "
                    + $"{origin.ClassNames.Length - 1}. Give a name for every class.");
            }
        }

        Origin = origin;
        Shape = shape;
        this.pixels = pixels;
        this.labels = labels;
        statistics = new Lazy<PixelStatistics>(() => PixelStatistics.Of(this.pixels, Shape));
    }

    /// <summary>Name, source and classes.</summary>
    public ImageOrigin Origin { get; }

    /// <summary>The shape of one image: [channels, height, width].</summary>
    public ImageShape Shape { get; }

    /// <summary>Number of images, at least 1.</summary>
    public int Count => labels.Length;

    /// <summary>Number of classes, at least 1.</summary>
    public int Classes => Origin.ClassNames.Length;

    /// <summary>All pixels, shape [count, channels, height, width]; 0 is black, 255 is white.</summary>
    public ReadOnlySpan<byte> Pixels => pixels;

    /// <summary>All labels, shape [count].</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>Mean and deviation per channel over all images of this set; computed once.</summary>
    public PixelStatistics Statistics => statistics.Value;

    /// <summary>Takes over arrays that nobody else will write to: the real sets are too large to copy twice.</summary>
    internal static ImageSet Owning(ImageOrigin origin, ImageShape shape, byte[] pixels, int[] labels) =>
        new(origin, shape, pixels, labels);

    /// <summary>The pixels of one image.</summary>
    /// <param name="index">From 0 to Count − 1.</param>
    /// <returns>Shape [channels, height, width].</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ReadOnlySpan<byte> Image(int index) => Pixels.Slice(Require.Index(index, Count, "image") * Shape.Size, Shape.Size);

    /// <summary>A uniformly random order of all images, cut into batches of their numbers; each appears exactly once.</summary>
    /// <param name="size">Images per batch, at least 1; the last batch may be smaller.</param>
    /// <param name="random">A stream of its own for each epoch.</param>
    /// <returns>Arrays of image numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public IReadOnlyList<int[]> Batches(int size, RandomStream random) => IndexBatches.Shuffled(Count, size, random);

    /// <summary>Copies some images as (byte / 255 − mean) / deviation.</summary>
    /// <param name="indices">Image numbers, shape [batch]; repetitions are allowed.</param>
    /// <param name="normalisation">Usually the statistics of the training set, also for test images.</param>
    /// <param name="output">Filled; shape [batch, channels, height, width].</param>
    /// <exception cref="ArgumentException">The output or the statistics have another size.</exception>
    public void CopyNormalised(ReadOnlySpan<int> indices, PixelStatistics normalisation, Span<float> output)
    {
        ArgumentNullException.ThrowIfNull(normalisation);
        Require.Length(output.Length, indices.Length * Shape.Size, $"[{indices.Length}] images of shape {Shape}");
        if (normalisation.Means.Length != Shape.Channels)
        {
            throw new ArgumentException(
                $"The statistics had {normalisation.Means.Length} channels; the images have {Shape.Channels}. "
                + "Use the statistics of a set of the same kind.", nameof(normalisation));
        }

        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var table = normalisation.Table(channel);
            for (var i = 0; i < indices.Length; i++)
            {
                var from = Image(indices[i]).Slice(channel * Shape.Area, Shape.Area);
                var to = output.Slice((i * Shape.Size) + (channel * Shape.Area), Shape.Area);
                for (var p = 0; p < from.Length; p++) to[p] = table[from[p]];
            }
        }
    }

    /// <summary>Copies some labels as the 64-bit integers that a cross-entropy wants.</summary>
    /// <param name="indices">Image numbers, shape [batch].</param>
    /// <param name="output">Filled; shape [batch].</param>
    /// <exception cref="ArgumentException">The output has another size.</exception>
    public void CopyLabels(ReadOnlySpan<int> indices, Span<long> output)
    {
        Require.Length(output.Length, indices.Length, $"[{indices.Length}] labels");
        for (var i = 0; i < indices.Length; i++) output[i] = labels[Require.Index(indices[i], Count, "image")];
    }

    /// <summary>How many images each class has.</summary>
    /// <returns>Shape [classes]; sums to Count.</returns>
    public int[] ClassCounts()
    {
        var counts = new int[Classes];
        foreach (var label in labels) counts[label]++;
        return counts;
    }

    /// <summary>One line.</summary>
    /// <returns>Name, count and shape.</returns>
    public override string ToString() => $"{Origin.Name}: {Count} images of shape {Shape} in {Classes} classes";
}
