using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The same elements in another shape, as a view where that is possible.</summary>
        /// <param name="shape">Length of each axis; one may be -1 and follows from the others.</param>
        public Tensor reshape(params long[] shape) => Aten.reshape.Call(this, shape);

        /// <summary>The same elements in another shape, as a view.</summary>
        /// <param name="shape">Length of each axis; one may be -1 and follows from the others.</param>
        public Tensor view(params long[] shape) => Aten.view.Call(this, shape);

        /// <summary>The same elements in the shape of another tensor, as a view.</summary>
        public Tensor view_as(Tensor other) => Aten.view_as.Call(this, other);

        /// <summary>All elements along one axis.</summary>
        public Tensor ravel() => Aten.ravel.Call(this);

        /// <summary>The tensor with a new axis of length 1.</summary>
        /// <param name="dim">Where the new axis is.</param>
        public Tensor unsqueeze(long dim) => Aten.unsqueeze.Call(this, dim);

        /// <summary>The same as <see cref="unsqueeze(long)"/>, in place.</summary>
        public Tensor unsqueeze_(long dim) => Aten.unsqueeze_.InPlace(this, dim);

        /// <summary>The tensor with two axes exchanged.</summary>
        public Tensor transpose(long dim0, long dim1) => Aten.transpose_int.Call(this, dim0, dim1);

        /// <summary>The same as <see cref="transpose(long, long)"/>, in place.</summary>
        public Tensor transpose_(long dim0, long dim1) => Aten.transpose_.InPlace(this, dim0, dim1);

        /// <summary>The tensor with two axes exchanged.</summary>
        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>The tensor with two axes exchanged.</summary>
        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>The transpose of a matrix; a vector as it is.</summary>
        public Tensor t() => Aten.t.Call(this);

        /// <summary>The tensor with its last two axes exchanged, conjugated.</summary>
        public Tensor adjoint() => Aten.adjoint.Call(this);

        /// <summary>Several neighbouring axes as one.</summary>
        /// <param name="start_dim">The first of them.</param>
        /// <param name="end_dim">The last of them.</param>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.flatten_using_ints.Call(this, start_dim, end_dim);

        /// <summary>One axis as several.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="sizes">The lengths of the new axes; one may be -1.</param>
        public Tensor unflatten(long dim, params long[] sizes) => Aten.unflatten_int.Call(this, dim, sizes);

        /// <summary>Axes moved to other places.</summary>
        /// <param name="source">Where they are.</param>
        /// <param name="destination">Where they go.</param>
        public Tensor movedim(long[] source, long[] destination) => Aten.movedim_intlist.Call(this, source, destination);

        /// <summary>Axes moved to other places.</summary>
        /// <param name="source">Where they are.</param>
        /// <param name="destination">Where they go.</param>
        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        /// <summary>The tensor repeated without copying, to the shape of another.</summary>
        public Tensor expand_as(Tensor other) => Aten.expand_as.Call(this, other);

        /// <summary>The tensor repeated without copying, to a shape.</summary>
        public Tensor broadcast_to(params long[] shape) => Aten.broadcast_to.Call(this, shape);

        /// <summary>The tensor with one axis or more.</summary>
        public Tensor atleast_1d() => Aten.atleast_1d.Call(this);

        /// <summary>The tensor with two axes or more.</summary>
        public Tensor atleast_2d() => Aten.atleast_2d.Call(this);

        /// <summary>The tensor with three axes or more.</summary>
        public Tensor atleast_3d() => Aten.atleast_3d.Call(this);

        /// <summary>The same memory seen with given lengths and steps.</summary>
        /// <param name="size">Length of each axis.</param>
        /// <param name="strides">Elements from one index to the next, for each axis.</param>
        /// <param name="storageOffset">Elements before the first.</param>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) => Aten.as_strided.Call(this, size, strides, storageOffset);

        /// <summary>A range of indices along an axis, as a view.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="start">The first index.</param>
        /// <param name="length">How many.</param>
        public Tensor narrow(long dim, long start, long length) => Aten.narrow.Call(this, dim, start, length);

        /// <summary>One index along an axis, which goes, as a view.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="index">The index.</param>
        public Tensor select(long dim, long index) => Aten.select_int.Call(this, dim, index);

        /// <summary>All windows along an axis, as a view with a new last axis.</summary>
        /// <param name="dimension">The axis.</param>
        /// <param name="size">The windows' length.</param>
        /// <param name="step">From one window to the next.</param>
        public Tensor unfold(long dimension, long size, long step) => Aten.unfold.Call(this, dimension, size, step);

        /// <summary>The elements whose indices along two axes differ by an offset, as a view along a new last axis.</summary>
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Aten.diagonal.Call(this, offset, dim1, dim2);

        /// <summary>The tensor without axes of length 1.</summary>
        /// <param name="dim">The axis to drop where its length is 1; all such when left out.</param>
        public Tensor squeeze(long? dim = null) => dim is { } axis ? Aten.squeeze_dim.Call(this, axis) : Aten.squeeze.Call(this);

        /// <summary>The same as <see cref="squeeze(long?)"/>, in place.</summary>
        /// <param name="dim">The axis to drop where its length is 1; all such when left out.</param>
        public Tensor squeeze_(long? dim = null) => dim is { } axis ? Aten.squeeze__dim.InPlace(this, axis) : Aten.squeeze_.InPlace(this);

        /// <summary>A range of indices along an axis, as a view.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="start">The first index.</param>
        /// <param name="finish">The bound.</param>
        /// <param name="step">From one index to the next.</param>
        public Tensor slice(long dim, long start, long finish, long step) => Aten.slice_Tensor.Call(this, dim, start, finish, step);

        /// <summary>The axes in another order, as a view.</summary>
        /// <param name="permutation">For each new axis, which one it was.</param>
        public Tensor permute(params long[] permutation) => Aten.permute.Call(this, permutation);

        /// <inheritdoc cref="permute(long[])"/>
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        /// <summary>The tensor repeated without copying along axes of length 1 and new axes before them.</summary>
        /// <param name="sizes">Length of each axis; -1 leaves it.</param>
        /// <param name="isImplicit">Whether broadcasting asked for it.</param>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.expand.Call(this, sizes, isImplicit);

        /// <inheritdoc cref="expand(long[], bool)"/>
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray(), isImplicit);

        /// <inheritdoc cref="expand(long[], bool)"/>
        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape, isImplicit);

        /// <inheritdoc cref="expand(long[], bool)"/>
        public Tensor expand(params long[] sizes) => expand(sizes, false);

        /// <inheritdoc cref="unflatten(long, long[])"/>
        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);

        /// <summary>A matrix with its rows as columns.</summary>
        public Tensor T => Aten.numpy_T.Call(this);

        /// <summary>The tensor with its last two axes exchanged.</summary>
        public Tensor mT => Aten.mT.Call(this);

        /// <summary>A matrix with its rows as columns, conjugated.</summary>
        public Tensor H => Aten.matrix_H.Call(this);

        /// <summary>The tensor with its last two axes exchanged, conjugated.</summary>
        public Tensor mH => Aten.mH.Call(this);
    }
}
