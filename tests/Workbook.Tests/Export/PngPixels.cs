using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Workbook.Tests.Export;

/// <summary>Reads back a PNG with a palette and without filters, as the encoder writes it.</summary>
internal sealed class PngPixels
{
    private readonly int[] colours;

    private PngPixels(int width, int height, int[] colours) => (Width, Height, this.colours) = (width, height, colours);

    public int Width { get; }

    public int Height { get; }

    public int this[int x, int y] => colours[(y * Width) + x];

    /// <summary>How much of the picture has exactly this colour, 0 to 1.</summary>
    public double Share(int colour) => colours.Count(c => c == colour) / (double)colours.Length;

    public static PngPixels Decode(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], png[..8]);
        var chunks = new Dictionary<string, byte[]>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            chunks.Add(Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]);
            at += length + 12;
        }
        var (header, palette) = (chunks["IHDR"], chunks["PLTE"]);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        using var rows = new ZLibStream(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress);
        var bytes = new byte[(width + 1) * height];
        rows.ReadExactly(bytes);
        return new PngPixels(width, height,
        [
            .. from y in Enumerable.Range(0, height)
               from x in Enumerable.Range(1, width)
               let i = 3 * bytes[(y * (width + 1)) + x]
               select (palette[i] << 16) | (palette[i + 1] << 8) | palette[i + 2],
        ]);
    }
}
