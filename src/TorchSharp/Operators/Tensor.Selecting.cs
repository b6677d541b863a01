using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Slices along an axis.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="index">Which.</param>
        public Tensor index_select(long dim, Tensor index) => Aten.index_select.Call(this, dim, index);

        /// <summary>Elements along an axis, each picked by an index of its own.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="index">The indices, in the shape of the result.</param>
        public Tensor gather(long dim, Tensor index) => Aten.gather.Call(this, dim, index);

        /// <summary>Elements by their index among all.</summary>
        public Tensor take(Tensor index) => Aten.take.Call(this, index);

        /// <summary>The elements where a mask holds, along one axis.</summary>
        public Tensor masked_select(Tensor mask) => Aten.masked_select.Call(this, mask);

        /// <summary>The indices of the elements that are not 0, a row for each.</summary>
        public Tensor nonzero() => Aten.nonzero.Call(this);

        /// <summary>The indices of the elements that are not 0, a row for each.</summary>
        public Tensor argwhere() => Aten.argwhere.Call(this);

        /// <summary>The tensor with elements of another put where indices say.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="index">The indices.</param>
        /// <param name="src">The elements.</param>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.scatter_src.Call(this, dim, index, src);

        /// <summary>The same as <see cref="scatter(long, Tensor, Tensor)"/>, in place.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Aten.scatter__src.InPlace(this, dim, index, src);

        /// <summary>The tensor with elements of another added where indices say.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="index">The indices.</param>
        /// <param name="src">The elements.</param>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Aten.scatter_add.Call(this, dim, index, src);

        /// <summary>The same as <see cref="scatter_add(long, Tensor, Tensor)"/>, in place.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Aten.scatter_add_.InPlace(this, dim, index, src);

        /// <summary>The tensor with slices of another added.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="index">Where each is added.</param>
        /// <param name="source">The slices.</param>
        /// <param name="alpha">What they are multiplied by.</param>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.index_add.Call(this, dim, index, source, alpha);

        /// <summary>The same as <see cref="index_add(long, Tensor, Tensor, Scalar)"/>, in place.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.index_add_.InPlace(this, dim, index, source, alpha);

        /// <summary>The tensor with slices replaced by those of another.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="index">Which are replaced.</param>
        /// <param name="source">The slices.</param>
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Aten.index_copy.Call(this, dim, index, source);

        /// <summary>The same as <see cref="index_copy(long, Tensor, Tensor)"/>, in place.</summary>
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Aten.index_copy_.InPlace(this, dim, index, source);

        /// <summary>The tensor with slices filled by a value.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="index">Which are filled.</param>
        /// <param name="value">The value.</param>
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Aten.index_fill_int_Scalar.Call(this, dim, index, value);

        /// <summary>The same as <see cref="index_fill(long, Tensor, Scalar)"/>, in place.</summary>
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Aten.index_fill__int_Scalar.InPlace(this, dim, index, value);

        /// <summary>The tensor with a value where a mask holds.</summary>
        /// <param name="mask">The mask, broadcast.</param>
        /// <param name="value">The value.</param>
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.masked_fill_Scalar.Call(this, mask, value);

        /// <summary>The same as <see cref="masked_fill(Tensor, Scalar)"/>, in place.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Aten.masked_fill__Scalar.InPlace(this, mask, value);

        /// <summary>The tensor with elements of another, in their order, where a mask holds.</summary>
        public Tensor masked_scatter(Tensor mask, Tensor value) => Aten.masked_scatter.Call(this, mask, value);

        /// <summary>The same as <see cref="masked_scatter(Tensor, Tensor)"/>, in place.</summary>
        public Tensor masked_scatter_(Tensor mask, Tensor value) => Aten.masked_scatter_.InPlace(this, mask, value);

        /// <summary>The tensor with one slice replaced.</summary>
        /// <param name="src">The new slice.</param>
        /// <param name="dim">The axis.</param>
        /// <param name="index">Which.</param>
        public Tensor select_scatter(Tensor src, long dim, long index) => Aten.select_scatter.Call(this, src, dim, index);

        /// <summary>The tensor with a range of slices replaced.</summary>
        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) =>
            Aten.slice_scatter.Call(this, src, dim, start, end, step);

        /// <summary>The tensor with a diagonal replaced.</summary>
        public Tensor diagonal_scatter(Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) => Aten.diagonal_scatter.Call(this, src, offset, dim1, dim2);

        /// <summary>The tensor with axes reversed.</summary>
        public Tensor flip(params long[] dims) => Aten.flip.Call(this, dims);

        /// <summary>The tensor with its second axis reversed.</summary>
        public Tensor fliplr() => Aten.fliplr.Call(this);

        /// <summary>The tensor with its first axis reversed.</summary>
        public Tensor flipud() => Aten.flipud.Call(this);

        /// <summary>The lower triangle, with zeros elsewhere.</summary>
        /// <param name="diagonal">The last diagonal that belongs to it; 0 is the main one.</param>
        public Tensor tril(long diagonal = 0) => Aten.tril.Call(this, diagonal);

        /// <summary>The same as <see cref="tril(long)"/>, in place.</summary>
        public Tensor tril_(long diagonal = 0) => Aten.tril_.InPlace(this, diagonal);

        /// <summary>The upper triangle, with zeros elsewhere.</summary>
        /// <param name="diagonal">The first diagonal that belongs to it; 0 is the main one.</param>
        public Tensor triu(long diagonal = 0) => Aten.triu.Call(this, diagonal);

        /// <summary>The same as <see cref="triu(long)"/>, in place.</summary>
        public Tensor triu_(long diagonal = 0) => Aten.triu_.InPlace(this, diagonal);

        /// <summary>The diagonal of a matrix, or a matrix with a vector on its diagonal.</summary>
        /// <param name="diagonal">Which; 0 is the main one.</param>
        public Tensor diag(long diagonal = 0) => Aten.diag.Call(this, diagonal);

        /// <summary>Matrices with the last axis on their diagonals.</summary>
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Aten.diag_embed.Call(this, offset, dim1, dim2);

        /// <summary>A matrix with all elements on its diagonal.</summary>
        public Tensor diagflat(long offset = 0) => Aten.diagflat.Call(this, offset);

        /// <summary>Elements along an axis, each picked by an index of its own; the other axes are broadcast.</summary>
        /// <param name="indices">The indices.</param>
        /// <param name="dim">The axis.</param>
        public Tensor take_along_dim(Tensor indices, long dim) => Aten.take_along_dim.Call(this, indices, dim);

        /// <summary>Elements by their index among all.</summary>
        /// <param name="indices">The indices.</param>
        public Tensor take_along_dim(Tensor indices) => Aten.take_along_dim.Call(this, indices);

        /// <summary>This tensor where a condition holds, another elsewhere.</summary>
        /// <param name="condition">The condition.</param>
        /// <param name="y">The other tensor.</param>
        public Tensor where(Tensor condition, Tensor y) => Aten.where_self.Call(condition, this, y);

        /// <summary>For each axis, the indices of the elements that are not 0.</summary>
        public IList<Tensor> nonzero_as_list() => Aten.nonzero_numpy.CallList(this);

        /// <summary>The tensor with slices moved along an axis; what leaves at the end comes in at the beginning.</summary>
        /// <param name="shifts">By how many.</param>
        /// <param name="dims">The axis; all elements as one axis when left out.</param>
        public Tensor roll(long shifts, long? dims = null) => dims is { } axis ? roll((long[])[shifts], (long[])[axis]) : roll((long[])[shifts]);

        /// <summary>The tensor with slices moved along axes; what leaves at the end comes in at the beginning.</summary>
        /// <param name="shifts">By how many along each.</param>
        /// <param name="dims">The axes.</param>
        public Tensor roll(long[] shifts, long[] dims) => Aten.roll.Call(this, shifts, dims);

        /// <inheritdoc cref="roll(long, long?)"/>
        public Tensor roll(long[] shifts) => Aten.roll.Call(this, shifts);

        /// <inheritdoc cref="roll(long[], long[])"/>
        public Tensor roll((long, long) shifts, (long, long) dims) => roll((long[])[shifts.Item1, shifts.Item2], (long[])[dims.Item1, dims.Item2]);

        /// <inheritdoc cref="roll(long[], long[])"/>
        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => roll(shifts.ToArray(), dims.ToArray());

        /// <summary>The tensor turned by quarters in the plane of two axes.</summary>
        /// <param name="k">How many quarters.</param>
        /// <param name="dims">The axes; the first two when left out.</param>
        public Tensor rot90(long k = 1, (long, long)? dims = null) => Aten.rot90.Call(this, k, (long[])[dims?.Item1 ?? 0, dims?.Item2 ?? 1]);

        /// <summary>Gives all elements one value.</summary>
        /// <param name="value">The value.</param>
        public Tensor fill_(Scalar value) => Aten.fill__Scalar.InPlace(this, value);

        /// <summary>Gives all elements the value 0.</summary>
        public Tensor zero_() => Aten.zero_.InPlace(this);
    }
}
