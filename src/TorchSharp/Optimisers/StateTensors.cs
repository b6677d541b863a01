using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Tensors that an optimiser remembers: made outside all scopes, written, read, copied and compared.</summary>
internal static class StateTensors
{
    private const double Tolerance = 1e-6;

    /// <summary>Zeros in the form of a parameter.</summary>
    public static Tensor Zeros(Tensor like)
    {
        using var off = WithoutGradients.Open();
        return Aten.zeros_like.Call(like).DetachFromDisposeScope();
    }

    /// <summary>Puts a tensor, or none, in the place of another one, which is freed.</summary>
    public static void Replace(ref Tensor? held, Tensor? with)
    {
        held?.Dispose();
        held = with?.DetachFromDisposeScope();
    }

    /// <summary>A copy of a tensor, or none, in the place of another one.</summary>
    public static void CopyInto(ref Tensor? held, Tensor? source, Tensor like) =>
        Replace(ref held, source is null ? null : Aten.to_device.Call(source, like.device, source.dtype, false, true));

    /// <summary>Moves a tensor.</summary>
    public static void MoveTo(ref Tensor? held, Device device)
    {
        if (held is not null) Replace(ref held, Aten.to_device.Call(held, device, held.dtype, false, true));
    }

    /// <summary>Writes a tensor or its absence: type, shape, bytes.</summary>
    public static void Write(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        if (tensor is null) return;
        using var onProcessor = tensor.cpu();
        using var ordered = onProcessor.contiguous();
        writer.Write((sbyte)ordered.dtype);
        writer.Write((int)ordered.ndim);
        foreach (var length in ordered.shape) writer.Write(length);
        writer.Write(ordered.bytes);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, in place of another tensor.</summary>
    /// <exception cref="InvalidDataException">The tensor has another shape than the parameter.</exception>
    public static void Read(BinaryReader reader, ref Tensor? held, Tensor like)
    {
        if (!reader.ReadBoolean())
        {
            Replace(ref held, null);
            return;
        }
        var type = (ScalarType)reader.ReadSByte();
        var shape = new long[reader.ReadInt32()];
        for (var i = 0; i < shape.Length; i++) shape[i] = reader.ReadInt64();
        if (!shape.AsSpan().SequenceEqual(like.shape))
            throw new InvalidDataException($"The state of a parameter of shape [{string.Join(", ", like.shape)}] was expected, and one of shape [{string.Join(", ", shape)}] was found.");
        using var read = Aten.empty_memory_format.Call(shape, type, Arg.None, CPU);
        reader.BaseStream.ReadExactly(read.bytes);
        Replace(ref held, Aten.to_device.Call(read, like.device, type, false, true));
    }

    /// <summary>Whether both are absent, or have elements that differ by rounding only.</summary>
    public static bool AreClose(Tensor? a, Tensor? b)
    {
        if (a is null || b is null) return a is null && b is null;
        if (!a.shape.AsSpan().SequenceEqual(b.shape)) return false;
        return Aten.allclose.CallScalar(a, b, Tolerance, Tolerance).ToBoolean();
    }
}
