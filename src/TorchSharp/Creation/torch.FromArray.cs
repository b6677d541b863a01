using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A complex number as a tensor without axes.</summary>
    /// <param name="scalar">Real and imaginary part.</param>
    /// <param name="dtype">What the element is.</param>
    /// <param name="device">Where the tensor lives.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    public static Tensor tensor((double, double) scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        tensor(new Complex(scalar.Item1, scalar.Item2), dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(ValueTuple{double, double}, ScalarType?, Device, bool)"/>
    public static Tensor tensor(double real, double imaginary, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        tensor(new Complex(real, imaginary), dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(ValueTuple{double, double}, ScalarType?, Device, bool)"/>
    public static Tensor tensor(float real, float imaginary, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        tensor((real, imaginary), dtype, device, requires_grad);

    /// <summary>The tensor itself, or a copy where element type or device differ.</summary>
    /// <param name="data">The tensor.</param>
    /// <param name="dtype">What the elements should be.</param>
    /// <param name="device">Where they should live.</param>
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) => data.to(dtype ?? data.dtype, device ?? data.device);

    /// <summary>A tensor with a copy of an array of any number of axes.</summary>
    /// <param name="data">The array.</param>
    /// <param name="dtype">What the elements should be; as in the array when left out.</param>
    /// <param name="device">Where the tensor lives.</param>
    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    /// <inheritdoc cref="from_array(Array, ScalarType?, Device, bool, string[])"/>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <summary>A tensor with a copy of an array of any number of axes.</summary>
    /// <param name="rawArray">The array.</param>
    /// <param name="dtype">What the elements should be; as in the array when left out.</param>
    /// <param name="device">Where the tensor lives.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    /// <param name="names">Must be null: axes with names are not supported.</param>
    /// <exception cref="NotSupportedException">No tensor holds elements of the array's type.</exception>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        ElementTypes.Of(rawArray.GetType().GetElementType()!) switch
        {
            ScalarType.Byte => Copied<byte>(rawArray, dtype, device, requires_grad, names),
            ScalarType.Int8 => Copied<sbyte>(rawArray, dtype, device, requires_grad, names),
            ScalarType.Int16 => Copied<short>(rawArray, dtype, device, requires_grad, names),
            ScalarType.Int32 => Copied<int>(rawArray, dtype, device, requires_grad, names),
            ScalarType.Int64 => Copied<long>(rawArray, dtype, device, requires_grad, names),
            ScalarType.Float16 => Copied<Half>(rawArray, dtype, device, requires_grad, names),
            ScalarType.Float32 => Copied<float>(rawArray, dtype, device, requires_grad, names),
            ScalarType.Bool => Copied<bool>(rawArray, dtype, device, requires_grad, names),
            ScalarType.ComplexFloat32 => Copied<(float, float)>(rawArray, dtype, device, requires_grad, names),
            ScalarType.ComplexFloat64 => Copied<Complex>(rawArray, dtype, device, requires_grad, names),
            _ => Copied<double>(rawArray, dtype, device, requires_grad, names),
        };

    /// <summary>A tensor over the memory of an array, which stays where it is until the tensor and all views of it are gone: what one writes, the other reads.</summary>
    /// <param name="rawArray">The array.</param>
    /// <param name="dtype">What its bytes are read as.</param>
    /// <param name="count">How many elements; all that follow when -1.</param>
    /// <param name="offset">Bytes before the first element.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    /// <returns>A tensor of one axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The array has fewer bytes than that.</exception>
    public static unsafe Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        var bytes = rawArray.LongLength * ElementTypes.Of(rawArray.GetType().GetElementType()!).Bytes();
        if (offset < 0 || offset > bytes) throw new ArgumentOutOfRangeException(nameof(offset), $"Offset {offset} lies outside an array of {bytes} bytes.");
        if (count < 0) count = (bytes - offset) / dtype.Bytes();
        if (offset + count * dtype.Bytes() > bytes)
            throw new ArgumentOutOfRangeException(nameof(count), $"{count} elements of type {dtype} from byte {offset} on do not fit in an array of {bytes} bytes.");
        var pin = GCHandle.Alloc(rawArray, GCHandleType.Pinned);
        if (Shim.Borrow((byte*)pin.AddrOfPinnedObject() + offset, &count, 1, (int)dtype, &Unpin, GCHandle.ToIntPtr(pin), out var made) is not 0 and var status)
        {
            pin.Free();
            Shim.Check(status);
        }
        return Leaf(new Tensor(made), requires_grad);
    }

    [UnmanagedCallersOnly]
    private static void Unpin(IntPtr pin) => GCHandle.FromIntPtr(pin).Free();
}
