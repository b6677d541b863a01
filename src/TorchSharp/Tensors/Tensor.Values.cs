using System.Numerics;
using System.Runtime.CompilerServices;
using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The memory of a contiguous tensor on the processor, in bytes.</summary>
        /// <exception cref="NotSupportedException">The tensor is elsewhere, or not contiguous.</exception>
        public unsafe Span<byte> bytes
        {
            get => new((void*)Memory("bytes", mustBeContiguous: true), checked((int)(numel() * element_size())));
            set => value.CopyTo(bytes);
        }

        /// <summary>The elements, in the order of the indices, to read and to write.</summary>
        /// <typeparam name="T">The C# type of the elements: <c>float</c> for <c>float32</c> and so on.</typeparam>
        /// <exception cref="ArgumentException">The tensor holds elements of another type.</exception>
        /// <exception cref="NotSupportedException">The tensor does not live on the processor.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            if (ElementTypes.Of(typeof(T)) != dtype)
                throw new ArgumentException($"The tensor holds {dtype} elements, and data<{typeof(T).Name}>() was asked for. Convert with to({ElementTypes.Of(typeof(T))}) first, or ask for the type that it holds.");
            if (Info.IsPending != 0) return new TensorAccessor<T>(clone(), isCopy: true);
            Memory("data", mustBeContiguous: false);
            return new TensorAccessor<T>(this);
        }

        /// <summary>The only element.</summary>
        /// <typeparam name="T">What to read it as.</typeparam>
        /// <exception cref="ArgumentException">The tensor has more elements than one, or none.</exception>
        public T item<T>() where T : unmanaged
        {
            if (numel() != 1) throw new ArgumentException($"item() reads a tensor of one element; this one has the shape [{string.Join(", ", shape)}].");
            return Convert<T>(ToScalar());
        }

        /// <summary>The only element, as a number.</summary>
        public Scalar ToScalar() => Aten.item.CallScalar(this);

        private static T Convert<T>(Scalar value) where T : unmanaged
        {
            if (typeof(T) == typeof(double)) return As<T, double>(value.ToDouble());
            if (typeof(T) == typeof(float)) return As<T, float>(value.ToSingle());
            if (typeof(T) == typeof(long)) return As<T, long>(value.ToInt64());
            if (typeof(T) == typeof(int)) return As<T, int>(value.ToInt32());
            if (typeof(T) == typeof(short)) return As<T, short>(checked((short)value.ToInt64()));
            if (typeof(T) == typeof(byte)) return As<T, byte>(checked((byte)value.ToInt64()));
            if (typeof(T) == typeof(sbyte)) return As<T, sbyte>(checked((sbyte)value.ToInt64()));
            if (typeof(T) == typeof(bool)) return As<T, bool>(value.ToBoolean());
            if (typeof(T) == typeof(Half)) return As<T, Half>((Half)value.ToDouble());
            if (typeof(T) == typeof(Complex)) return As<T, Complex>(value.ToComplexFloat64());
            if (typeof(T) == typeof((float, float))) return As<T, (float, float)>(((float)value.Real, (float)value.Imaginary));
            throw new NotSupportedException($"No element is read as {typeof(T)}.");
        }

        private static T As<T, TFrom>(TFrom value) => Unsafe.As<TFrom, T>(ref value);

        internal IntPtr Memory(string what, bool mustBeContiguous)
        {
            var info = Info;
            if (info.DeviceType != (int)DeviceType.CPU)
                throw new NotSupportedException($"{what} reads memory of the processor, and the tensor lives on {device}. Move it with cpu() first.");
            if (info.IsPending != 0) throw new NotSupportedException($"{what} reads memory, which holds the conjugate or the negative of this tensor's elements. Call clone() first.");
            if (mustBeContiguous && info.IsContiguous == 0) throw new NotSupportedException($"{what} needs a contiguous tensor. Call contiguous() first.");
            Shim.Check(Shim.Data(Handle, out var memory));
            return memory;
        }
    }
}
