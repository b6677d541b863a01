using System.Numerics;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A number as a tensor without axes.</summary>
        /// <param name="value">The number.</param>
        public static implicit operator Tensor(byte value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte)"/>
        public static implicit operator Tensor(sbyte value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte)"/>
        public static implicit operator Tensor(short value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte)"/>
        public static implicit operator Tensor(int value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte)"/>
        public static implicit operator Tensor(long value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte)"/>
        public static implicit operator Tensor(float value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte)"/>
        public static implicit operator Tensor(double value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte)"/>
        public static implicit operator Tensor(bool value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte)"/>
        public static implicit operator Tensor((float, float) value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte)"/>
        public static implicit operator Tensor(Complex value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte)"/>
        /// <param name="scalar">The number.</param>
        public static implicit operator Tensor(Scalar scalar) => full([], scalar, scalar.Type);

        /// <summary>A copy of an array as a tensor of one axis.</summary>
        /// <param name="value">The array.</param>
        public static implicit operator Tensor(byte[] value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte[])"/>
        public static implicit operator Tensor(sbyte[] value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte[])"/>
        public static implicit operator Tensor(short[] value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte[])"/>
        public static implicit operator Tensor(int[] value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte[])"/>
        public static implicit operator Tensor(long[] value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte[])"/>
        public static implicit operator Tensor(float[] value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte[])"/>
        public static implicit operator Tensor(double[] value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte[])"/>
        public static implicit operator Tensor(bool[] value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte[])"/>
        public static implicit operator Tensor((float, float)[] value) => tensor(value);

        /// <inheritdoc cref="op_Implicit(byte[])"/>
        public static implicit operator Tensor(Complex[] value) => tensor(value);

        /// <summary>The only element, as a number.</summary>
        /// <param name="value">A tensor of one element.</param>
        /// <exception cref="ArgumentException">The tensor has more elements than one, or none.</exception>
        public static explicit operator byte(Tensor value) => value.item<byte>();

        /// <summary>The only element, as a number.</summary>
        /// <param name="value">A tensor of one element.</param>
        public static explicit operator sbyte(Tensor value) => value.item<sbyte>();

        /// <summary>The only element, as a number.</summary>
        /// <param name="value">A tensor of one element.</param>
        public static explicit operator short(Tensor value) => value.item<short>();

        /// <summary>The only element, as a number.</summary>
        /// <param name="value">A tensor of one element.</param>
        public static explicit operator int(Tensor value) => value.item<int>();

        /// <summary>The only element, as a number.</summary>
        /// <param name="value">A tensor of one element.</param>
        public static explicit operator long(Tensor value) => value.item<long>();

        /// <summary>The only element, as a number.</summary>
        /// <param name="value">A tensor of one element.</param>
        public static explicit operator float(Tensor value) => value.item<float>();

        /// <summary>The only element, as a number.</summary>
        /// <param name="value">A tensor of one element.</param>
        public static explicit operator double(Tensor value) => value.item<double>();

        /// <summary>The only element, as a number.</summary>
        /// <param name="value">A tensor of one element.</param>
        public static explicit operator bool(Tensor value) => value.item<bool>();
    }
}
