using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace RankCollapse.Models.Files;

/// <summary>The head of an npy file: a mark, a version, and type, order and shape as Python writes a dictionary.</summary>
internal static partial class NumpyHeader
{
    private static readonly (string Code, ScalarType Type, int Bytes)[] Types =
    [
        ("b1", ScalarType.Bool, 1), ("u1", ScalarType.Byte, 1), ("i1", ScalarType.Int8, 1), ("i2", ScalarType.Int16, 2), ("i4", ScalarType.Int32, 4), ("i8", ScalarType.Int64, 8),
        ("f2", ScalarType.Float16, 2), ("f4", ScalarType.Float32, 4), ("f8", ScalarType.Float64, 8), ("c8", ScalarType.ComplexFloat32, 8), ("c16", ScalarType.ComplexFloat64, 16),
    ];

    private static ReadOnlySpan<byte> Mark => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads and checks the head; the stream then stands at the elements.</summary>
    /// <param name="stream">The array.</param>
    /// <param name="length">Its bytes, head included.</param>
    /// <param name="source">What it is called in messages.</param>
    /// <exception cref="InvalidDataException">The array is truncated, damaged, or of a kind that is not read.</exception>
    public static (ScalarType Type, long[] Shape) Read(Stream stream, long length, string source)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, 8, throwOnEndOfStream: false) < 8 || !start[..6].SequenceEqual(Mark))
            throw Wrong(source, "the mark of a numpy array was expected in the first bytes, and something else is there");
        if (start[6] is < 1 or > 3) throw Wrong(source, $"versions 1 to 3 of the format are known, and this is {start[6]}");
        Span<byte> word = stackalloc byte[4];
        word.Clear();
        var size = start[6] == 1 ? 2 : 4;
        if (stream.ReadAtLeast(word[..size], size, throwOnEndOfStream: false) < size) throw Wrong(source, "it ends before the length of its header");
        var header = (long)BitConverter.ToUInt32(word);
        var before = 8 + size;
        if (header > length - before) throw Wrong(source, $"the header should take {header} bytes, and {length - before} follow: the file is truncated");
        var bytes = new byte[header];
        stream.ReadExactly(bytes);
        var (type, itemBytes, shape) = Parse(Encoding.UTF8.GetString(bytes), source);
        var expected = shape.Aggregate((BigInteger)itemBytes, (product, axis) => product * axis);
        var left = length - before - header;
        if (expected != left)
            throw Wrong(source, $"{type}[{string.Join(", ", shape)}] takes {expected} bytes, and {left} follow the header" + (left < expected ? ": the file is truncated" : ""));
        return (type, shape);
    }

    /// <summary>The head for a tensor, filled up so that the elements begin at a multiple of 64 bytes.</summary>
    public static byte[] Write(ScalarType type, long[] shape, string source)
    {
        var (code, _, size) = Types.FirstOrDefault(t => t.Type == type);
        if (code is null) throw new NotSupportedException($"{source} holds {type} elements, which numpy does not know. Convert it to Float32 first.");
        var axes = string.Join(", ", shape.Select(axis => axis.ToString(CultureInfo.InvariantCulture))) + (shape.Length == 1 ? "," : "");
        var text = $"{{'descr': '{(size == 1 ? '|' : '<')}{code}', 'fortran_order': False, 'shape': ({axes}), }}";
        var padded = (10 + text.Length + 1 + 63) / 64 * 64 - 10;
        return [.. Mark, 1, 0, .. BitConverter.GetBytes((ushort)padded), .. Encoding.ASCII.GetBytes(text.PadRight(padded - 1) + "\n")];
    }

    private static (ScalarType Type, int Bytes, long[] Shape) Parse(string header, string source)
    {
        var (descr, order, shape) = (Descr().Match(header), Order().Match(header), Shape().Match(header));
        if (!descr.Success || !order.Success || !shape.Success) throw Wrong(source, $"type, order and shape were expected in the header, and it is {header.Trim()}");
        // A structured type is a list of fields instead of a name.
        var type = descr.Groups[descr.Groups[1].Success ? 1 : 2].Value;
        if (type.Contains('O'))
            throw Wrong(source, "it holds Python objects, which are pickled, and a pickle can run any program. Save plain numbers with numpy instead");
        if (type.StartsWith('>')) throw Wrong(source, $"its elements are {type}, high byte first, and low byte first was expected. Save a.astype(a.dtype.newbyteorder('<')) instead");
        var (code, scalar, bytes) = Types.FirstOrDefault(t => type.Trim('\'').TrimStart('<', '|', '=') == t.Code);
        if (code is null) throw Wrong(source, $"its elements are {type}; known are {string.Join(", ", Types.Select(t => t.Code))}");
        long[] axes;
        try
        {
            axes = [.. shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(axis => long.Parse(axis, NumberStyles.None, CultureInfo.InvariantCulture))];
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw Wrong(source, $"its shape is ({shape.Groups[1].Value})");
        }
        if (order.Groups[1].Value == "True" && axes.Length > 1)
            throw Wrong(source, "its elements are in Fortran order, column by column, and row by row was expected. Save numpy.ascontiguousarray(a) instead");
        return (scalar, bytes, axes);
    }

    private static InvalidDataException Wrong(string source, string what) => new($"{source} is not an array that can be read: {what}.");

    [GeneratedRegex(@"'descr'\s*:\s*(?:'([^']*)'|(\[.*?\]))")]
    private static partial Regex Descr();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex Order();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)")]
    private static partial Regex Shape();
}
