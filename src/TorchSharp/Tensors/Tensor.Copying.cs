using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A copy, through which gradients flow.</summary>
        public Tensor clone() => Aten.clone.Call(this);

        /// <summary>The same numbers, cut off from the graph.</summary>
        public Tensor detach() => Aten.detach.Call(this);

        /// <summary>The tensor itself where its elements lie in order, or else an ordered copy.</summary>
        public Tensor contiguous() => Aten.contiguous.Call(this);

        /// <summary>Copies another tensor's elements into this one, converting and broadcasting.</summary>
        /// <param name="source">Where from.</param>
        /// <param name="nonBlocking">Whether the call may return before a copy between devices is done.</param>
        /// <returns>This tensor.</returns>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Aten.copy_.InPlace(this, source);

        /// <summary>The tensor on the processor.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>The tensor on a GPU.</summary>
        /// <param name="device">Which; the current one when left out.</param>
        /// <param name="non_blocking">Whether the call may return before the copy is done.</param>
        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        /// <summary>The tensor with elements of another type.</summary>
        /// <param name="type">The type.</param>
        /// <param name="copy">Whether to copy even where nothing changes.</param>
        /// <param name="disposeAfter">Whether to dispose this tensor.</param>
        /// <param name="non_blocking">Whether the call may return before a copy between devices is done.</param>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Replace(Aten.to_dtype.Call(this, type, non_blocking, copy), disposeAfter);

        /// <inheritdoc cref="to_type(ScalarType, bool, bool, bool)"/>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to_type(type, copy, disposeAfter, non_blocking);

        /// <summary>The tensor on another device.</summary>
        /// <param name="device">The device.</param>
        /// <param name="copy">Whether to copy even where nothing changes.</param>
        /// <param name="disposeAfter">Whether to dispose this tensor.</param>
        /// <param name="non_blocking">Whether the call may return before the copy is done.</param>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Replace(Aten.to_device.Call(this, device, dtype, non_blocking, copy), disposeAfter);

        /// <summary>The tensor on another device, with elements of another type.</summary>
        /// <param name="type">The type.</param>
        /// <param name="device">The device.</param>
        /// <param name="copy">Whether to copy even where nothing changes.</param>
        /// <param name="disposeAfter">Whether to dispose this tensor.</param>
        /// <param name="non_blocking">Whether the call may return before the copy is done.</param>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Replace(Aten.to_device.Call(this, device, type, non_blocking, copy), disposeAfter);

        /// <summary>The tensor where another one lives, with elements of its type.</summary>
        /// <param name="other">The other tensor.</param>
        /// <param name="non_blocking">Whether the call may return before the copy is done.</param>
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        private Tensor Replace(Tensor result, bool disposeAfter)
        {
            if (disposeAfter) Dispose();
            return result;
        }
    }
}
