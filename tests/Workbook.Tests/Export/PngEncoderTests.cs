using Workbook.Export;

namespace Workbook.Tests.Export;

public class PngEncoderTests
{
    [Fact]
    public void Up_to_256_colours_come_back_exactly()
    {
        var pixels = Pixels(16, 16, (x, y) => (x * 17 << 16) | (y * 17 << 8) | (x ^ y));
        var read = PngPixels.Decode(PngEncoder.Encode(pixels, 16, 16));
        Assert.Equal(pixels, Pixels(16, 16, (x, y) => read[x, y]));
    }

    [Fact]
    public void Of_more_colours_each_comes_back_nearly_and_the_background_exactly()
    {
        int Colour(int x, int y) => y < 40 ? 0xffffff : (x << 16) | (y << 8) | (255 - x);
        var read = PngPixels.Decode(PngEncoder.Encode(Pixels(200, 100, Colour), 200, 100));
        var worst = 0;
        for (var y = 0; y < 100; y++)
        {
            for (var x = 0; x < 200; x++)
            {
                for (var shift = 0; shift <= 16; shift += 8)
                    worst = Math.Max(worst, Math.Abs(((read[x, y] >> shift) & 0xff) - ((Colour(x, y) >> shift) & 0xff)));
            }
        }
        Assert.Equal(0xffffff, read[5, 5]);
        Assert.InRange(worst, 1, 16); // 12,000 colours in 256: boxes of about 16 x 3 x 16 levels, so at most half of that
    }

    [Fact]
    public void A_picture_that_would_be_large_gets_fewer_colours()
    {
        var random = new Random(1);
        int Colours(byte[] png, int width, int height)
        {
            var read = PngPixels.Decode(png);
            return (from y in Enumerable.Range(0, height) from x in Enumerable.Range(0, width) select read[x, y]).Distinct().Count();
        }
        // Noise does not compress: 40,000 pixels fit into 60,000 bytes with 256 colours, 80,000 only with 32 (5 bits each).
        Assert.Equal(256, Colours(PngEncoder.Encode(Pixels(200, 200, (_, _) => random.Next(0x1000000)), 200, 200), 200, 200));
        Assert.Equal(32, Colours(PngEncoder.Encode(Pixels(400, 200, (_, _) => random.Next(0x1000000)), 400, 200), 400, 200));
    }

    [Fact]
    public void The_checksum_of_the_last_chunk_is_the_one_that_the_standard_gives() =>
        Assert.Equal([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82], PngEncoder.Encode(new byte[4], 1, 1)[^12..]);

    [Fact]
    public void Equal_pixels_give_equal_files_without_a_date()
    {
        var pixels = Pixels(50, 50, (x, y) => (x * y * 2654435) & 0xffffff);
        Assert.Equal(PngEncoder.Encode(pixels, 50, 50), PngEncoder.Encode(pixels, 50, 50));
    }

    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(4, 1, 2)]
    [InlineData(0, 0, 0)]
    public void A_wrong_number_of_bytes_is_refused(int bytes, int width, int height)
    {
        var error = Assert.Throws<ArgumentException>(() => PngEncoder.Encode(new byte[bytes], width, height));
        Assert.StartsWith($"{bytes} bytes were given for {width} x {height} pixels; it must be 4 bytes for each of at least one pixel.", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Pixels(int width, int height, Func<int, int, int> colour) =>
    [
        .. from y in Enumerable.Range(0, height)
           from x in Enumerable.Range(0, width)
           let c = colour(x, y)
           from value in new[] { c >> 16, c >> 8, c, 0xff }
           select (byte)value,
    ];
}
