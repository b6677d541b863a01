using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private unsafe TensorInfo Info
        {
            get
            {
                TensorInfo info;
                Shim.Check(Shim.Info(Handle, &info));
                return info;
            }
        }

        /// <summary>Length of each axis.</summary>
        public unsafe long[] shape => Info is var info ? new ReadOnlySpan<long>(info.Sizes, (int)info.Dimensions).ToArray() : [];

        /// <summary>Number of axes.</summary>
        public long ndim => Info.Dimensions;

        /// <summary>Number of axes.</summary>
        public long Dimensions => Info.Dimensions;

        /// <summary>Number of elements.</summary>
        public long NumberOfElements => Info.Count;

        /// <summary>What the elements are.</summary>
        public ScalarType dtype => (ScalarType)Info.Type;

        /// <summary>Where the tensor lives.</summary>
        public Device device => Info is var info ? new Device((DeviceType)info.DeviceType, info.DeviceIndex) : CPU;

        /// <summary>The kind of device on which the tensor lives.</summary>
        public DeviceType device_type => (DeviceType)Info.DeviceType;

        /// <summary>Which device of its kind; -1 on the processor.</summary>
        public int device_index => Info.DeviceIndex;

        /// <summary>Whether the tensor lives on a GPU.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>Whether no operation produced the tensor: its gradient is kept.</summary>
        public bool is_leaf => Info.IsLeaf != 0;

        /// <summary>Number of axes.</summary>
        public long dim() => Info.Dimensions;

        /// <summary>Number of elements.</summary>
        public long numel() => Info.Count;

        /// <summary>Bytes of one element.</summary>
        public long element_size() => dtype.Bytes();

        /// <summary>Length of each axis.</summary>
        public long[] size() => shape;

        /// <summary>Length of an axis.</summary>
        /// <param name="dim">Which; negative ones count from the end.</param>
        /// <exception cref="ArgumentOutOfRangeException">No such axis.</exception>
        public unsafe long size(int dim) => Info is var info ? info.Sizes[Axis(dim, info)] : 0;

        /// <summary>Elements from one index to the next, for each axis.</summary>
        public unsafe long[] stride() => Info is var info ? new ReadOnlySpan<long>(info.Strides, (int)info.Dimensions).ToArray() : [];

        /// <summary>Elements from one index to the next along an axis.</summary>
        /// <param name="dim">Which; negative ones count from the end.</param>
        /// <exception cref="ArgumentOutOfRangeException">No such axis.</exception>
        public unsafe long stride(int dim) => Info is var info ? info.Strides[Axis(dim, info)] : 0;

        /// <summary>Whether the elements lie in the order of the indices, without gaps.</summary>
        public bool is_contiguous() => Info.IsContiguous != 0;

        /// <summary>Whether the tensor lives on the processor.</summary>
        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <summary>Whether the elements are complex.</summary>
        public bool is_complex() => dtype.IsComplex();

        /// <summary>Whether the elements are real numbers of some precision.</summary>
        public bool is_floating_point() => dtype.IsFloatingPoint();

        /// <summary>Whether the elements are whole numbers.</summary>
        public bool is_integral() => dtype.IsIntegral();

        private static int Axis(int axis, in TensorInfo info) => axis >= -info.Dimensions && axis < info.Dimensions
            ? (int)(axis < 0 ? axis + info.Dimensions : axis)
            : throw new ArgumentOutOfRangeException(nameof(axis), $"Axis {axis} of a tensor with {info.Dimensions} axes: it must be from {-info.Dimensions} to {info.Dimensions - 1}.");
    }
}
