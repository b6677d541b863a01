using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moving modules between devices and element types. Parameters and buffers stay the same objects, so optimisers keep them.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Moves parameters and buffers, where they are real or complex numbers, to another element type.</summary>
    /// <param name="module">The module.</param>
    /// <param name="type">The type: real or complex.</param>
    /// <param name="non_blocking">Whether the call may return before copies between devices are done.</param>
    /// <returns>The same module.</returns>
    /// <exception cref="ArgumentException">Parameters cannot be whole numbers.</exception>
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false) where T : nn.Module => Move(module, null, type, non_blocking);

    /// <summary>Moves parameters and buffers to another device.</summary>
    /// <param name="module">The module.</param>
    /// <param name="device">The device.</param>
    /// <param name="non_blocking">Whether the call may return before the copies are done.</param>
    /// <returns>The same module.</returns>
    public static T to<T>(this T module, Device device, bool non_blocking = false) where T : nn.Module => Move(module, device, null, non_blocking);

    /// <inheritdoc cref="to{T}(T, Device, bool)"/>
    public static T to<T>(this T module, string device, bool non_blocking = false) where T : nn.Module => Move(module, device, null, non_blocking);

    /// <summary>Moves parameters and buffers to another device.</summary>
    /// <param name="module">The module.</param>
    /// <param name="deviceType">The kind of device.</param>
    /// <param name="deviceIndex">Which of that kind.</param>
    /// <param name="non_blocking">Whether the call may return before the copies are done.</param>
    /// <returns>The same module.</returns>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module =>
        Move(module, new Device(deviceType, deviceIndex), null, non_blocking);

    /// <summary>Moves parameters and buffers to another device and, where they are real or complex numbers, to another element type.</summary>
    /// <param name="module">The module.</param>
    /// <param name="device">The device.</param>
    /// <param name="type">The type: real or complex.</param>
    /// <param name="non_blocking">Whether the call may return before the copies are done.</param>
    /// <returns>The same module.</returns>
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false) where T : nn.Module => Move(module, device, type, non_blocking);

    /// <summary>Moves parameters and buffers to where a tensor lives, with its element type.</summary>
    /// <param name="module">The module.</param>
    /// <param name="other">The tensor.</param>
    /// <param name="non_blocking">Whether the call may return before the copies are done.</param>
    /// <returns>The same module.</returns>
    public static T to<T>(this T module, Tensor other, bool non_blocking = false) where T : nn.Module => Move(module, other.device, other.dtype, non_blocking);

    /// <summary>Moves parameters and buffers to the processor.</summary>
    /// <param name="module">The module.</param>
    /// <param name="non_blocking">Whether the call may return before the copies are done.</param>
    /// <returns>The same module.</returns>
    public static T cpu<T>(this T module, bool non_blocking = false) where T : nn.Module => Move(module, CPU, null, non_blocking);

    /// <summary>Moves parameters and buffers to a GPU.</summary>
    /// <param name="module">The module.</param>
    /// <param name="deviceIndex">Which; the current one when left out.</param>
    /// <param name="non_blocking">Whether the call may return before the copies are done.</param>
    /// <returns>The same module.</returns>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module =>
        Move(module, new Device(DeviceType.CUDA, deviceIndex), null, non_blocking);

    /// <summary>Turns parameters and buffers into half precision.</summary>
    /// <param name="module">The module.</param>
    /// <param name="non_blocking">Whether the call may return before copies between devices are done.</param>
    /// <returns>The same module.</returns>
    public static T half<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.Float16, non_blocking);

    /// <summary>Turns parameters and buffers into the upper half of single precision.</summary>
    /// <inheritdoc cref="half{T}(T, bool)"/>
    public static T bfloat16<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.BFloat16, non_blocking);

    /// <summary>Turns parameters and buffers into single precision.</summary>
    /// <inheritdoc cref="half{T}(T, bool)"/>
    public static T @float<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.Float32, non_blocking);

    /// <summary>Turns parameters and buffers into double precision.</summary>
    /// <inheritdoc cref="half{T}(T, bool)"/>
    public static T @double<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.Float64, non_blocking);

    /// <summary>Turns parameters and buffers into complex numbers of single precision.</summary>
    /// <inheritdoc cref="half{T}(T, bool)"/>
    public static T cfloat<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.ComplexFloat32, non_blocking);

    /// <summary>Turns parameters and buffers into complex numbers of double precision.</summary>
    /// <inheritdoc cref="half{T}(T, bool)"/>
    public static T cdouble<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.ComplexFloat64, non_blocking);

    private static T Move<T>(T module, Device? device, ScalarType? type, bool nonBlocking) where T : nn.Module
    {
        if (type is { } wanted && !wanted.IsFloatingPoint() && !wanted.IsComplex())
            throw new ArgumentException($"A module cannot be moved to {wanted}: its parameters are real or complex numbers. Convert single tensors instead.");
        module.Move(device, type, nonBlocking);
        return module;
    }
}
