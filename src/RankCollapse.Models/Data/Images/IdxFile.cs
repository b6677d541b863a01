using System.Buffers.Binary;
using System.Collections.Immutable;

namespace RankCollapse.Models.Data;

/// <summary>What the numbers of an IDX file are; values as in the file. More than one byte: the most significant first.</summary>
public enum IdxElement
{
    /// <summary>Bytes from 0 to 255.</summary>
    UnsignedByte = 0x08,

    /// <summary>Bytes from −128 to 127.</summary>
    SignedByte = 0x09,

    /// <summary>16-bit integers.</summary>
    Short = 0x0B,

    /// <summary>32-bit integers.</summary>
    Int = 0x0C,

    /// <summary>32-bit floating point.</summary>
    Float = 0x0D,

    /// <summary>64-bit floating point.</summary>
    Double = 0x0E,
}

/// <summary>
/// An array in the IDX format of MNIST and its relatives: two zero bytes, a byte for the element type, a byte for the
/// number of dimensions, the dimensions as 32-bit big-endian integers, then the numbers, last axis fastest.
/// </summary>
public sealed class IdxFile
{
    private readonly byte[] file;
    private readonly int start;

    private IdxFile(byte[] file, string path)
    {
        this.file = file;
        if (file.Length < 4) throw Wrong(path, $"it has {file.Length} bytes", "at least 4");
        if (file[0] != 0 || file[1] != 0)
            throw Wrong(path, $"it begins with the bytes {file[0]:X2} {file[1]:X2}", "00 00, by which an IDX file begins");
        Element = (IdxElement)file[2];
        if (!Enum.IsDefined(Element)) throw Wrong(path, $"its element type is 0x{file[2]:X2}", "one of 08, 09, 0B, 0C, 0D, 0E");
        start = 4 + (4 * file[3]);
        if (file[3] == 0) throw Wrong(path, "it has 0 dimensions", "at least 1");
        if (file.Length < start)
            throw Wrong(path, $"it has {file.Length} bytes", $"at least {start}, the length of a header with {file[3]} dimensions");
        var sizes = new int[file[3]];
        long entries = 1;
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(4 + (4 * i)));
            if (sizes[i] < 0) throw Wrong(path, $"dimension {i} is {sizes[i]}", "a number of at least 0");
            // The product is compared before it can overflow: no file that fits into an array has more entries than bytes.
            entries = Math.Min(entries * sizes[i], 1L << 31);
        }

        Dimensions = [.. sizes];
        var expected = start + (entries * Bytes(Element));
        if (file.Length == expected) return;
        throw Wrong(
            path, $"it has {file.Length} bytes{(file.Length < expected ? ": it is truncated" : ": something follows the numbers")}",
            $"{expected} for shape [{string.Join(", ", Dimensions)}] of {Element}");
    }

    /// <summary>What the numbers are.</summary>
    public IdxElement Element { get; }

    /// <summary>The shape, first axis first; at least one axis.</summary>
    public ImmutableArray<int> Dimensions { get; }

    /// <summary>The numbers as they stand in the file, without the header.</summary>
    public ReadOnlySpan<byte> Content => file.AsSpan(start);

    /// <summary>Reads a file, unpacking it first when it is a gzip file.</summary>
    /// <param name="path">The file; its name may end in .gz but need not.</param>
    /// <returns>The array; its length agrees with its dimensions.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">Not an IDX file, or truncated; says which, what was expected and found.</exception>
    public static IdxFile Read(string path) => Parse(DataFiles.Read(path), path);

    /// <summary>Interprets unpacked content; the path is for messages only.</summary>
    internal static IdxFile Parse(byte[] content, string path) => new(content, path);

    private static int Bytes(IdxElement element) => element switch
    {
        IdxElement.Short => 2,
        IdxElement.Int or IdxElement.Float => 4,
        IdxElement.Double => 8,
        _ => 1,
    };

    private static InvalidDataException Wrong(string path, string found, string expected) =>
        new($"{path} is not a whole IDX file: {found}; expected {expected}. Fetch it again.");
}
