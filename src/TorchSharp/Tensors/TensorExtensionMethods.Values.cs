using System.Numerics;

namespace TorchSharp;

/// <summary>Reading and showing tensors.</summary>
public static partial class TensorExtensionMethods
{
    /// <summary>The only element, as a number.</summary>
    /// <param name="value">A tensor of one element.</param>
    /// <exception cref="ArgumentException">The tensor has more elements than one, or none.</exception>
    public static byte ToByte(this torch.Tensor value) => value.item<byte>();

    /// <inheritdoc cref="ToByte(torch.Tensor)"/>
    public static sbyte ToSByte(this torch.Tensor value) => value.item<sbyte>();

    /// <inheritdoc cref="ToByte(torch.Tensor)"/>
    public static short ToInt16(this torch.Tensor value) => value.item<short>();

    /// <inheritdoc cref="ToByte(torch.Tensor)"/>
    public static int ToInt32(this torch.Tensor value) => value.item<int>();

    /// <inheritdoc cref="ToByte(torch.Tensor)"/>
    public static long ToInt64(this torch.Tensor value) => value.item<long>();

    /// <inheritdoc cref="ToByte(torch.Tensor)"/>
    public static Half ToHalf(this torch.Tensor value) => value.item<Half>();

    /// <inheritdoc cref="ToByte(torch.Tensor)"/>
    public static float ToSingle(this torch.Tensor value) => value.item<float>();

    /// <inheritdoc cref="ToByte(torch.Tensor)"/>
    public static double ToDouble(this torch.Tensor value) => value.item<double>();

    /// <inheritdoc cref="ToByte(torch.Tensor)"/>
    public static bool ToBoolean(this torch.Tensor value) => value.item<bool>();

    /// <inheritdoc cref="ToByte(torch.Tensor)"/>
    public static (float, float) ToComplexFloat32(this torch.Tensor value) => value.item<(float, float)>();

    /// <inheritdoc cref="ToByte(torch.Tensor)"/>
    public static Complex ToComplexFloat64(this torch.Tensor value) => value.item<Complex>();

    /// <inheritdoc cref="ToByte(torch.Tensor)"/>
    public static (float, float) ToComplex32(this torch.Tensor value) => value.item<(float, float)>();

    /// <inheritdoc cref="ToByte(torch.Tensor)"/>
    public static Complex ToComplex64(this torch.Tensor value) => value.item<Complex>();
}
