using System.Numerics;
using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A number on its way into an operation; numbers convert to it by themselves.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(torch.ScalarType type, Tag kind, long bits, double imaginary = 0) => (Type, Kind, Bits, Imaginary) = (type, kind, bits, imaginary);

    /// <summary>The type that it was made from.</summary>
    public torch.ScalarType Type { get; }

    internal Tag Kind { get; }

    internal long Bits { get; }

    internal double Imaginary { get; }

    /// <summary>The value as a real number; a complex one loses its imaginary part.</summary>
    internal double Real => Kind is Tag.Double or Tag.Complex ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal static Scalar From(in Value value) => value.Tag switch
    {
        Tag.Double => value.Number, Tag.Bool => value.Integer != 0, Tag.Complex => new Complex(value.Number, value.Extra), _ => value.Integer,
    };

    private static Scalar Whole(torch.ScalarType type, long value) => new(type, Tag.Int, value);

    private static Scalar Number(torch.ScalarType type, double value) => new(type, Tag.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A number as it is.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(byte value) => Whole(torch.ScalarType.Byte, value);

    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(sbyte value) => Whole(torch.ScalarType.Int8, value);

    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(short value) => Whole(torch.ScalarType.Int16, value);

    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(int value) => Whole(torch.ScalarType.Int32, value);

    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(long value) => Whole(torch.ScalarType.Int64, value);

    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(Half value) => Number(torch.ScalarType.Float16, (double)value);

    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(float value) => Number(torch.ScalarType.Float32, value);

    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(double value) => Number(torch.ScalarType.Float64, value);

    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(bool value) => new(torch.ScalarType.Bool, Tag.Bool, value ? 1 : 0);

    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar((float, float) value) =>
        new(torch.ScalarType.ComplexFloat32, Tag.Complex, BitConverter.DoubleToInt64Bits(value.Item1), value.Item2);

    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(Complex value) =>
        new(torch.ScalarType.ComplexFloat64, Tag.Complex, BitConverter.DoubleToInt64Bits(value.Real), value.Imaginary);

    /// <summary>Nothing is held: this is here so that code written for TorchSharp compiles.</summary>
    public void Dispose()
    {
    }
}
