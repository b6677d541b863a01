using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Whole numbers of 16 bits.</summary>
    public const ScalarType @short = ScalarType.Int16;

    /// <summary>Whole numbers of 32 bits.</summary>
    public const ScalarType @int = ScalarType.Int32;

    /// <summary>Whole numbers of 64 bits.</summary>
    public const ScalarType @long = ScalarType.Int64;

    /// <summary>Half precision.</summary>
    public const ScalarType half = ScalarType.Float16;

    /// <summary>Single precision.</summary>
    public const ScalarType @float = ScalarType.Float32;

    /// <summary>Double precision.</summary>
    public const ScalarType @double = ScalarType.Float64;

    /// <summary>Complex numbers of two single-precision parts.</summary>
    public const ScalarType cfloat = ScalarType.ComplexFloat32;

    /// <summary>Complex numbers of two double-precision parts.</summary>
    public const ScalarType cdouble = ScalarType.ComplexFloat64;

    /// <summary>The type in which elements of two types are combined.</summary>
    /// <param name="type1">One type.</param>
    /// <param name="type2">The other.</param>
    public static ScalarType promote_types(ScalarType type1, ScalarType type2) => (ScalarType)Aten.promote_types.CallScalar(type1, type2).ToInt64();

    /// <summary>The type of the result when two tensors are combined; one without axes gives way to one with axes.</summary>
    /// <param name="tensor1">One tensor.</param>
    /// <param name="tensor2">The other.</param>
    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) => (ScalarType)Aten.result_type_Tensor.CallScalar(tensor1, tensor2).ToInt64();

    /// <summary>Whether a result of one type may be stored as another.</summary>
    /// <param name="from">The type of the result.</param>
    /// <param name="to">The type to store.</param>
    public static bool can_cast(ScalarType from, ScalarType to) => Aten.can_cast.CallScalar(from, to).ToBoolean();

    /// <summary>Whether elements of a type are whole numbers.</summary>
    /// <param name="type">The type.</param>
    public static bool is_integral(ScalarType type) => type.IsIntegral();

    /// <summary>Whether elements of a type are real numbers of some precision.</summary>
    /// <param name="type">The type.</param>
    public static bool is_floating_point(ScalarType type) => type.IsFloatingPoint();

    /// <summary>Whether elements of a type are complex.</summary>
    /// <param name="type">The type.</param>
    public static bool is_complex(ScalarType type) => type.IsComplex();

    /// <summary>Precision and range of the default type.</summary>
    public static FInfo finfo() => finfo(get_default_dtype());

    /// <summary>Precision and range of a type of real numbers.</summary>
    /// <param name="dtype">The type; of a complex one, that of its parts.</param>
    /// <exception cref="ArgumentException">The type is one of whole numbers or truth values.</exception>
    public static FInfo finfo(ScalarType dtype) => dtype switch
    {
        ScalarType.Float16 => new FInfo(16, Math.ScaleB(1, -10), 65504, Math.ScaleB(1, -14), 1e-3),
        ScalarType.BFloat16 => new FInfo(16, Math.ScaleB(1, -7), Math.ScaleB(255, 120), Math.ScaleB(1, -126), 1e-2),
        ScalarType.Float32 or ScalarType.ComplexFloat32 => new FInfo(32, Math.ScaleB(1, -23), float.MaxValue, Math.ScaleB(1, -126), 1e-6),
        ScalarType.Float64 or ScalarType.ComplexFloat64 => new FInfo(64, Math.ScaleB(1, -52), double.MaxValue, Math.ScaleB(1, -1022), 1e-15),
        _ => throw new ArgumentException($"finfo() tells of real numbers; {dtype} is not a type of them.", nameof(dtype)),
    };

    /// <summary>Precision and range of a type of real numbers.</summary>
    public readonly struct FInfo
    {
        /// <summary>Bits of a number.</summary>
        public readonly int bits;

        /// <summary>From 1 to the next number.</summary>
        public readonly double eps;

        /// <summary>The greatest number.</summary>
        public readonly double max;

        /// <summary>The least number.</summary>
        public readonly double min;

        /// <summary>The smallest positive number of full precision.</summary>
        public readonly double tiny;

        /// <summary>The smallest positive number of full precision.</summary>
        public readonly double smallest_normal;

        /// <summary>The decimal digits that hold, as a power of ten.</summary>
        public readonly double resolution;

        internal FInfo(int bits, double eps, double max, double tiny, double resolution) =>
            (this.bits, this.eps, this.max, min, this.tiny, smallest_normal, this.resolution) = (bits, eps, max, -max, tiny, tiny, resolution);
    }

    public partial class Tensor
    {
        /// <summary>Another tensor over the same memory.</summary>
        public Tensor alias() => Aten.alias.Call(this);

        /// <summary>Whether the only element is not 0.</summary>
        /// <exception cref="ArgumentException">The tensor has more elements than one, or none.</exception>
        public bool is_nonzero() => numel() == 1
            ? ToScalar().ToBoolean()
            : throw new ArgumentException($"is_nonzero() reads a tensor of one element; this one has the shape [{string.Join(", ", shape)}].");

        /// <summary>Whether the tensor has a shape but no values.</summary>
        public bool is_meta => device_type == DeviceType.META;
    }
}
