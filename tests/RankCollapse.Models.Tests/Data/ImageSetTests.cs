using RankCollapse.Models.Data;
using RankCollapse.Randomness;

namespace RankCollapse.Models.Tests.Data;

public sealed class ImageSetTests
{
    private static readonly ImageOrigin Origin = new() { Name = "test", Source = "drawn here", ClassNames = ["a", "b", "c"] };

    [Fact]
    public void Statistics_are_those_of_the_definition_per_channel()
    {
        var random = new RandomSource(1).Stream("pixels");
        var pixels = new byte[7 * 2 * 3 * 5];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)random.NextInteger(256);
        var set = new ImageSet(Origin, new ImageShape(2, 3, 5), pixels, new int[7]);
        for (var channel = 0; channel < 2; channel++)
        {
            var values = Enumerable.Range(0, pixels.Length).Where(i => i / 15 % 2 == channel).Select(i => pixels[i] / 255.0).ToArray();
            var mean = values.Average();
            Assert.Equal(mean, set.Statistics.Means[channel], 12);
            Assert.Equal(Math.Sqrt(values.Average(v => (v - mean) * (v - mean))), set.Statistics.Deviations[channel], 12);
        }
    }

    [Fact]
    public void Normalised_pixels_are_centred_and_scaled_with_the_statistics_given()
    {
        var set = new ImageSet(Origin, new ImageShape(2, 1, 2), [0, 255, 10, 20, 51, 102, 10, 20], [2, 0]);
        var output = new float[8];
        set.CopyNormalised([1, 0], set.Statistics, output);
        var (mean, deviation) = (set.Statistics.Means[0], set.Statistics.Deviations[0]);
        Assert.Equal((0.2 - mean) / deviation, output[0], 6);
        Assert.Equal([-1, 1, -1, 1], new[] { output[2], output[3], output[6], output[7] });
        set.CopyNormalised([1], PixelStatistics.UnitInterval(2), output.AsSpan(0, 4));
        Assert.Equal([0.2f, 0.4f], output[..2]);
        set.CopyNormalised([1], PixelStatistics.Bytes(2), output.AsSpan(0, 4));
        Assert.Equal([51f, 102f, 10f, 20f], output[..4].Select(value => MathF.Round(value)));
        var labels = new long[3];
        set.CopyLabels([0, 1, 0], labels);
        Assert.Equal([2L, 0, 2], labels);
    }

    [Fact]
    public void A_channel_of_one_brightness_normalises_to_zero()
    {
        var output = new float[2];
        var set = new ImageSet(Origin, new ImageShape(1, 1, 1), [9, 9], [0, 1]);
        set.CopyNormalised([0, 1], set.Statistics, output);
        Assert.Equal([0f, 0f], output);
    }

    [Fact]
    public void Batches_visit_every_image_once_in_an_order_of_the_stream()
    {
        var set = new ImageSet(Origin, new ImageShape(1, 1, 1), new byte[103], new int[103]);
        var random = new RandomSource(3);
        var first = set.Batches(10, random.Stream(0));
        Assert.Equal([10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 3], first.Select(batch => batch.Length));
        Assert.Equal(Enumerable.Range(0, 103), first.SelectMany(batch => batch).Order());
        Assert.Equal(first, set.Batches(10, random.Stream(0)));
        Assert.NotEqual(first, set.Batches(10, random.Stream(1)));
    }

    [Fact]
    public void Each_place_of_a_shuffled_order_is_equally_likely()
    {
        const int draws = 60_000;
        var counts = new int[4, 4];
        var random = new RandomSource(4).Stream("orders");
        for (var draw = 0; draw < draws; draw++)
        {
            var order = IndexBatches.Shuffled(4, 4, random)[0];
            for (var place = 0; place < 4; place++) counts[place, order[place]]++;
        }

        // A count has standard error sqrt(60000 · 1/4 · 3/4) = 106; six of them leave one false alarm in 30 million.
        foreach (var count in counts) Assert.InRange(count, 15_000 - 636, 15_000 + 636);
    }

    [Fact]
    public void Shrinking_averages_blocks_and_rounds()
    {
        var set = new ImageSet(Origin, new ImageShape(1, 2, 4), [0, 1, 10, 20, 2, 3, 30, 43], [1]);
        Assert.Equal([2, 26], set.Shrink(2).Pixels.ToArray());
        var error = Assert.Throws<ArgumentException>(() => set.Shrink(3));
        Assert.StartsWith("factor was 3; it must divide the height 2 and the width 4.", error.Message);
    }

    [Fact]
    public void A_frame_puts_black_around_every_channel_and_leaves_the_image_in_the_middle()
    {
        var set = new ImageSet(new ImageOrigin { Name = "two", Source = "", ClassNames = ["a"] }, new ImageShape(2, 1, 2), [1, 2, 3, 4, 5, 6, 7, 8], [0, 0]);
        var framed = set.Framed(1);
        Assert.Equal(new ImageShape(2, 3, 4), framed.Shape);
        Assert.Equal([0, 0, 0, 0, 0, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 8, 0, 0, 0, 0, 0], framed.Image(1).ToArray());
        Assert.StartsWith("border was -1; it must be at least 0.", Assert.Throws<ArgumentOutOfRangeException>(() => set.Framed(-1)).Message);
    }

    [Fact]
    public void Selected_images_keep_order_repetitions_and_labels()
    {
        var set = new ImageSet(Origin, new ImageShape(1, 1, 2), [1, 2, 3, 4, 5, 6], [0, 1, 2]);
        Assert.Equal([5, 6, 1, 2, 5, 6], set.Select([2, 0, 2]).Pixels.ToArray());
        Assert.Equal([2, 0, 2], set.Select([2, 0, 2]).Labels.ToArray());
        Assert.Equal([1, 2, 3, 4], set.Take(2).Pixels.ToArray());
        Assert.Equal("count was 4; it must be from 1 to 3, the number of images. Ask for fewer, or load a larger set. (Parameter 'count')",
            Assert.Throws<ArgumentOutOfRangeException>(() => set.Take(4)).Message);
    }

    [Fact]
    public void What_does_not_fit_together_is_refused_with_both_sizes()
    {
        var shape = new ImageShape(1, 2, 2);
        Assert.StartsWith("There were 7 pixels and 2 labels; images of shape [1, 2, 2] need 4 pixels per label,",
            Assert.Throws<ArgumentException>(() => new ImageSet(Origin, shape, new byte[7], new int[2])).Message);
        Assert.StartsWith("Label 1 was 3; there are 3 classes, so it must be from 0 to 2.",
            Assert.Throws<ArgumentException>(() => new ImageSet(Origin, shape, new byte[8], [0, 3])).Message);
        Assert.StartsWith("The shape of one image was [1, 0, 2]; every size must be at least 1.",
            Assert.Throws<ArgumentException>(() => new ImageSet(Origin, shape with { Height = 0 }, new byte[8], [0, 3])).Message);
        var set = new ImageSet(Origin, shape, new byte[8], [0, 1]);
        Assert.StartsWith("The output of CopyNormalised had 5 entries; it fills [1] images of shape [1, 2, 2], so 4 are needed.",
            Assert.Throws<ArgumentException>(() => set.CopyNormalised([0], set.Statistics, new float[5])).Message);
        Assert.StartsWith("The statistics had 3 channels; the images have 1.",
            Assert.Throws<ArgumentException>(() => set.CopyNormalised([0], PixelStatistics.Bytes(3), new float[4])).Message);
        Assert.StartsWith("The image number was 2; there are 2, numbered from 0 to 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => set.Image(2).Length).Message);
        Assert.StartsWith("size was 0; it must be at least 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => set.Batches(0, new RandomSource(1).Stream(0))).Message);
        Assert.StartsWith("The images had 2 channels; brightness is defined for 1 or 3.",
            Assert.Throws<InvalidOperationException>(() => new ImageSet(Origin, new ImageShape(2, 1, 1), new byte[2], [0]).Grey()).Message);
        Assert.StartsWith("ClassNames had no entries; at least 1 class is needed.",
            Assert.Throws<ArgumentException>(() => Origin with { ClassNames = [] }).Message);
    }
}
