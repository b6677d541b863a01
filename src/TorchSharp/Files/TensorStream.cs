using static TorchSharp.torch;

namespace TorchSharp.Files;

/// <summary>A tensor in TorchSharp's own format: element type, number of axes and their lengths as variable-length integers (LEB128), then the elements' bytes, low byte first.</summary>
internal static class TensorStream
{
    /// <summary>More axes than any tensor of a sane file has.</summary>
    private const int MostAxes = 64;

    public static void Write(BinaryWriter writer, Tensor tensor)
    {
        writer.Write7BitEncodedInt64((long)tensor.dtype);
        var shape = tensor.shape;
        writer.Write7BitEncodedInt64(shape.Length);
        foreach (var length in shape) writer.Write7BitEncodedInt64(length);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var plain = tensor.cpu();
        if (plain.IsPending) plain = plain.clone();
        writer.Write(plain.contiguous().bytes);
    }

    /// <summary>Reads a tensor.</summary>
    /// <exception cref="InvalidDataException">No tensor is written there.</exception>
    /// <exception cref="EndOfStreamException">The stream ends before the tensor does.</exception>
    public static Tensor Read(BinaryReader reader)
    {
        var (type, shape) = ReadHead(reader);
        Expect(reader, type, shape);
        var tensor = empty(shape, type);
        try
        {
            reader.BaseStream.ReadExactly(tensor.bytes);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>Passes over a tensor.</summary>
    public static void Skip(BinaryReader reader)
    {
        var (type, shape) = ReadHead(reader);
        var left = Expect(reader, type, shape);
        if (reader.BaseStream.CanSeek)
        {
            reader.BaseStream.Seek(left, SeekOrigin.Current);
            return;
        }
        Span<byte> buffer = new byte[4096];
        for (; left > 0; left -= Math.Min(left, buffer.Length)) reader.BaseStream.ReadExactly(buffer[..(int)Math.Min(left, buffer.Length)]);
    }

    /// <summary>Reads elements into a tensor that has their type and shape.</summary>
    public static void ReadInto(BinaryReader reader, Tensor target)
    {
        using var source = Read(reader);
        if (source.dtype != target.dtype || !source.shape.AsSpan().SequenceEqual(target.shape))
            throw new ArgumentException($"The file holds {Describe(source.dtype, source.shape)}, and the tensor to be filled is {Describe(target.dtype, target.shape)}. Both must be the same.");
        using var off = no_grad();
        target.copy_(source);
    }

    private static (ScalarType Type, long[] Shape) ReadHead(BinaryReader reader)
    {
        var type = Number(reader, "an element type");
        if (type is < 0 or > sbyte.MaxValue || !Enum.IsDefined((ScalarType)type))
            throw new InvalidDataException($"No tensor of TorchSharp's format is there: {type} stands for no element type.");
        var axes = Number(reader, "a number of axes");
        if (axes is < 0 or > MostAxes) throw new InvalidDataException($"No tensor of TorchSharp's format is there: it would have {axes} axes.");
        var shape = new long[axes];
        for (var i = 0; i < axes; i++)
        {
            shape[i] = Number(reader, $"the length of axis {i}");
            if (shape[i] < 0) throw new InvalidDataException($"No tensor of TorchSharp's format is there: axis {i} would have the length {shape[i]}.");
        }
        return ((ScalarType)type, shape);
    }

    private static long Number(BinaryReader reader, string what)
    {
        try
        {
            return reader.Read7BitEncodedInt64();
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"No tensor of TorchSharp's format is there: {what} was expected, and the bytes are no number.", e);
        }
        catch (EndOfStreamException e)
        {
            throw new EndOfStreamException($"The file ends where {what} was expected. It is truncated, or no file of tensors.", e);
        }
    }

    /// <summary>Compares with what is left before anything is allocated: a spoilt length may ask for any amount.</summary>
    private static long Expect(BinaryReader reader, ScalarType type, long[] shape)
    {
        var bytes = (System.Numerics.BigInteger)type.Bytes();
        foreach (var length in shape) bytes *= length;
        if (reader.BaseStream is { CanSeek: true } stream && bytes > stream.Length - stream.Position)
            throw new EndOfStreamException($"The file is truncated: {Describe(type, shape)} takes {bytes} bytes, and {stream.Length - stream.Position} are left.");
        return (long)bytes;
    }

    private static string Describe(ScalarType type, long[] shape) => $"{type}[{string.Join(", ", shape)}]";
}
