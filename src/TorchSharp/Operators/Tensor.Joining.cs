using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The slices along an axis, which goes, as views.</summary>
        /// <param name="dimension">The axis.</param>
        public Tensor[] unbind(long dimension = 0) => Aten.unbind_int.CallList(this, dimension);

        /// <summary>So many parts along an axis, as views; the last may be shorter.</summary>
        /// <param name="chunks">How many.</param>
        /// <param name="dim">The axis.</param>
        public Tensor[] chunk(long chunks, long dim = 0) => Aten.chunk.CallList(this, chunks, dim);

        /// <summary>Parts along an axis, as views.</summary>
        /// <param name="size">How many parts of nearly equal length.</param>
        /// <param name="dim">The axis.</param>
        public Tensor[] tensor_split(long size, long dim = 0) => Aten.tensor_split_sections.CallList(this, size, dim);

        /// <inheritdoc cref="tensor_split(long, long)"/>
        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Aten.tensor_split_indices.CallList(this, sizes, dim);

        /// <inheritdoc cref="tensor_split(long, long)"/>
        public Tensor[] tensor_split(Tensor indices, long dim = 0) => Aten.tensor_split_tensor_indices_or_sections.CallList(this, indices, dim);

        /// <summary>The tensor repeated along its axes.</summary>
        /// <param name="reps">How often along each.</param>
        public Tensor tile(long[] reps) => Aten.tile.Call(this, reps);

        /// <summary>The tensor repeated along its axes and new ones before them.</summary>
        /// <param name="sizes">How often along each.</param>
        public Tensor repeat(params long[] sizes) => Aten.repeat.Call(this, sizes);

        /// <summary>Parts of one length along an axis, as views; the last may be shorter.</summary>
        /// <param name="size">The length.</param>
        /// <param name="dim">The axis.</param>
        public Tensor[] split(long size, int dim = 0) => Aten.split_Tensor.CallList(this, size, dim);

        /// <summary>Parts of given lengths along an axis, as views.</summary>
        /// <param name="sizes">The lengths.</param>
        /// <param name="dim">The axis.</param>
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.split_with_sizes.CallList(this, sizes, dim);

        /// <inheritdoc cref="split(long[], long)"/>
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);

        /// <inheritdoc cref="split(long[], long)"/>
        public Tensor[] split(params long[] sizes) => split(sizes, 0L);

        /// <summary>Each slice along an axis repeated.</summary>
        /// <param name="repeats">How often: one number for each slice.</param>
        /// <param name="dim">The axis; all elements along one axis when left out.</param>
        /// <param name="output_size">How many slices there will be, where that is known.</param>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave_self_Tensor.Call(this, repeats, dim, output_size);

        /// <summary>Each slice along an axis repeated.</summary>
        /// <param name="repeats">How often.</param>
        /// <param name="dim">The axis; all elements along one axis when left out.</param>
        /// <param name="output_size">How many slices there will be, where that is known.</param>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave_self_int.Call(this, repeats, dim, output_size);
    }
}
