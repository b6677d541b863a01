namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The tensor with truth values as elements.</summary>
        public Tensor @bool() => to_type(ScalarType.Bool);

        /// <summary>The tensor with bytes as elements.</summary>
        public Tensor @byte() => to_type(ScalarType.Byte);

        /// <summary>The tensor with whole numbers of 8 bits with sign as elements.</summary>
        public Tensor @char() => to_type(ScalarType.Int8);

        /// <summary>The tensor with whole numbers of 16 bits as elements.</summary>
        public Tensor @short() => to_type(ScalarType.Int16);

        /// <summary>The tensor with whole numbers of 32 bits as elements.</summary>
        public Tensor @int() => to_type(ScalarType.Int32);

        /// <summary>The tensor with whole numbers of 64 bits as elements.</summary>
        public Tensor @long() => to_type(ScalarType.Int64);

        /// <summary>The tensor with numbers of half precision as elements.</summary>
        public Tensor half() => to_type(ScalarType.Float16);

        /// <summary>The tensor with numbers with the upper half of single precision as elements.</summary>
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        /// <summary>The tensor with numbers of single precision as elements.</summary>
        public Tensor @float() => to_type(ScalarType.Float32);

        /// <summary>The tensor with numbers of double precision as elements.</summary>
        public Tensor @double() => to_type(ScalarType.Float64);

        /// <summary>The tensor with complex numbers of single precision as elements.</summary>
        public Tensor cfloat() => to_type(ScalarType.ComplexFloat32);

        /// <summary>The tensor with complex numbers of double precision as elements.</summary>
        public Tensor cdouble() => to_type(ScalarType.ComplexFloat64);

        /// <summary>The tensor with elements of another type.</summary>
        /// <param name="dtype">The type.</param>
        public Tensor type(ScalarType dtype) => to_type(dtype);

        /// <summary>The tensor with elements of the type of another.</summary>
        /// <param name="tensor">The other tensor.</param>
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        /// <summary>The tensor on another device.</summary>
        /// <param name="device">The device's name.</param>
        /// <param name="copy">Whether to copy even where nothing changes.</param>
        /// <param name="disposeAfter">Whether to dispose this tensor.</param>
        /// <param name="non_blocking">Whether the call may return before the copy is done.</param>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        /// <summary>The tensor on another device.</summary>
        /// <param name="deviceType">The device's kind.</param>
        /// <param name="deviceIndex">Which of its kind; -1 for the current one.</param>
        /// <param name="copy">Whether to copy even where nothing changes.</param>
        /// <param name="disposeAfter">Whether to dispose this tensor.</param>
        /// <param name="non_blocking">Whether the call may return before the copy is done.</param>
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);
    }
}
