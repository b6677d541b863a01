using System.Numerics;

namespace TorchSharp;

/// <summary>Reading a <see cref="Scalar"/> back.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>The value as single precision.</summary>
    /// <param name="value">The number.</param>
    public static float ToSingle(this Scalar value) => (float)value.Real;

    /// <summary>The value as double precision.</summary>
    /// <param name="value">The number.</param>
    public static double ToDouble(this Scalar value) => value.Real;

    /// <summary>The value as a whole number of 32 bits.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public static int ToInt32(this Scalar value) => checked((int)value.ToInt64());

    /// <summary>The value as a whole number; a real one is cut off towards zero.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public static long ToInt64(this Scalar value) => value.Kind == Native.Tag.Int ? value.Bits : checked((long)value.Real);

    /// <summary>Whether the value is not zero.</summary>
    /// <param name="value">The number.</param>
    public static bool ToBoolean(this Scalar value) => value.Real != 0 || value.Imaginary != 0;

    /// <summary>The value as a complex number.</summary>
    /// <param name="value">The number.</param>
    public static Complex ToComplexFloat64(this Scalar value) => new(value.Real, value.Imaginary);
}
