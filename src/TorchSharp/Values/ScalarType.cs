namespace TorchSharp;

public static partial class torch
{
    /// <summary>What a tensor's elements are.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>Whole numbers 0 to 255.</summary>
        Byte = 0,

        /// <summary>Whole numbers of 8 bits with sign.</summary>
        Int8 = 1,

        /// <summary>Whole numbers of 16 bits.</summary>
        Int16 = 2,

        /// <summary>Whole numbers of 32 bits.</summary>
        Int32 = 3,

        /// <summary>Whole numbers of 64 bits: indices and labels.</summary>
        Int64 = 4,

        /// <summary>Half precision.</summary>
        Float16 = 5,

        /// <summary>Single precision: the default.</summary>
        Float32 = 6,

        /// <summary>Double precision.</summary>
        Float64 = 7,

        /// <summary>Complex numbers of two single-precision parts.</summary>
        ComplexFloat32 = 9,

        /// <summary>Complex numbers of two double-precision parts.</summary>
        ComplexFloat64 = 10,

        /// <summary>Truth values.</summary>
        Bool = 11,

        /// <summary>The upper half of single precision.</summary>
        BFloat16 = 15,
    }

    /// <summary>Truth values.</summary>
    public const ScalarType @bool = ScalarType.Bool;

    /// <summary>Whole numbers 0 to 255.</summary>
    public const ScalarType uint8 = ScalarType.Byte;

    /// <summary>Whole numbers of 8 bits with sign.</summary>
    public const ScalarType int8 = ScalarType.Int8;

    /// <summary>Whole numbers of 16 bits.</summary>
    public const ScalarType int16 = ScalarType.Int16;

    /// <summary>Whole numbers of 32 bits.</summary>
    public const ScalarType int32 = ScalarType.Int32;

    /// <summary>Whole numbers of 64 bits.</summary>
    public const ScalarType int64 = ScalarType.Int64;

    /// <summary>The upper half of single precision.</summary>
    public const ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>Half precision.</summary>
    public const ScalarType float16 = ScalarType.Float16;

    /// <summary>Single precision.</summary>
    public const ScalarType float32 = ScalarType.Float32;

    /// <summary>Double precision.</summary>
    public const ScalarType float64 = ScalarType.Float64;

    /// <summary>Complex numbers of two single-precision parts.</summary>
    public const ScalarType complex64 = ScalarType.ComplexFloat32;

    /// <summary>Complex numbers of two double-precision parts.</summary>
    public const ScalarType complex128 = ScalarType.ComplexFloat64;
}
