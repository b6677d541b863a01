using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Workbook.Export;

/// <summary>
/// Writes pixels as a PNG with a palette of at most 256 colours: a third of the size that a browser writes, and without a date or a
/// program's name in it, so that equal figures give equal files.
/// </summary>
internal static class PngEncoder
{
    private const int BytesPerPixel = 4;

    /// <summary>A notebook of ten figures stays below 1 MB; what is larger is written with fewer colours.</summary>
    private const int DesiredBytes = 60_000;

    /// <summary>Palette sizes in the order in which they are tried. With the last, a dozen coloured curves still have smooth edges.</summary>
    private static readonly int[] PaletteSizes = [256, 128, 64, 32];

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOfByte)];

    /// <summary>Encodes an opaque picture.</summary>
    /// <param name="pixels">Rows from the top, 4 bytes each: red, green, blue, and an opacity that is ignored.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <exception cref="ArgumentException">The number of bytes does not fit the size.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height)
    {
        if (width < 1 || height < 1 || pixels.Length != (long)width * height * BytesPerPixel)
            throw new ArgumentException($"{pixels.Length} bytes were given for {width} x {height} pixels; it must be 4 bytes for each of at least one pixel.", nameof(pixels));
        var colours = new int[width * height];
        for (var i = 0; i < colours.Length; i++)
            colours[i] = (pixels[BytesPerPixel * i] << 16) | (pixels[(BytesPerPixel * i) + 1] << 8) | pixels[(BytesPerPixel * i) + 2];
        foreach (var size in PaletteSizes)
        {
            var file = Encode(colours, ColourPalette.For(colours, size), width, height);
            if (file.Length <= DesiredBytes || size == PaletteSizes[^1])
                return file;
        }
        throw new InvalidOperationException("There is always a last palette size.");
    }

    private static byte[] Encode(int[] colours, ColourPalette palette, int width, int height)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        WriteChunk(file, "IHDR", Header(width, height));
        WriteChunk(file, "PLTE", [.. palette.Colours.SelectMany(colour => new[] { (byte)(colour >> 16), (byte)(colour >> 8), (byte)colour })]);
        WriteChunk(file, "IDAT", Compressed(colours, palette, width, height));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Header(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits of a palette index
        header[9] = 3; // colours are in a palette
        return header;
    }

    private static byte[] Compressed(int[] colours, ColourPalette palette, int width, int height)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[1 + width]; // the first byte is the filter: none, which suits indices best
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                    row[1 + x] = palette.IndexOf(colours[(y * width) + x]);
                zlib.Write(row);
            }
        }
        return compressed.ToArray();
    }

    private static void WriteChunk(Stream file, string type, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] checkedPart = [.. Encoding.ASCII.GetBytes(type), .. content];
        file.Write(checkedPart);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(checkedPart));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = CrcTable[(crc ^ value) & 0xff] ^ (crc >> 8);
        return ~crc;
    }

    private static uint CrcOfByte(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
            crc = (crc & 1) == 0 ? crc >> 1 : 0xedb88320 ^ (crc >> 1);
        return crc;
    }
}
