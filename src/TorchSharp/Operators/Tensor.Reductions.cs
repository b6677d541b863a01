using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum of all elements.</summary>
        /// <param name="type">What to convert to first.</param>
        public Tensor sum(ScalarType? type = null) => Aten.sum.Call(this, type);

        /// <summary>The product of all elements, or along an axis.</summary>
        /// <param name="type">What to convert to first.</param>
        public Tensor prod(ScalarType? type = null) => Aten.prod.Call(this, type);

        /// <inheritdoc cref="prod(ScalarType?)"/>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Aten.prod_dim_int.Call(this, dim, keepdim, type);

        /// <summary>The greatest element of all; the greatest ones along an axis and their indices; or the greater of two, element by element.</summary>
        public Tensor max() => Aten.max.Call(this);

        /// <inheritdoc cref="max()"/>
        public Tensor max(Tensor other) => Aten.max_other.Call(this, other);

        /// <inheritdoc cref="max()"/>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Aten.max_dim.CallPair(this, dim, keepdim);

        /// <summary>The least element of all; the least ones along an axis and their indices; or the lesser of two, element by element.</summary>
        public Tensor min() => Aten.min.Call(this);

        /// <inheritdoc cref="min()"/>
        public Tensor min(Tensor other) => Aten.min_other.Call(this, other);

        /// <inheritdoc cref="min()"/>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Aten.min_dim.CallPair(this, dim, keepdim);

        /// <summary>The index of the greatest element of all, or along an axis.</summary>
        public Tensor argmax() => Aten.argmax.Call(this);

        /// <inheritdoc cref="argmax()"/>
        public Tensor argmax(long dim, bool keepdim = false) => Aten.argmax.Call(this, dim, keepdim);

        /// <summary>The index of the least element of all, or along an axis.</summary>
        public Tensor argmin() => Aten.argmin.Call(this);

        /// <inheritdoc cref="argmin()"/>
        public Tensor argmin(long dim, bool keepdim = false) => Aten.argmin.Call(this, dim, keepdim);

        /// <summary>The least and the greatest element of all, or along an axis.</summary>
        /// <param name="dim">The axis; all elements when left out.</param>
        /// <param name="keepdim">Whether to keep the axis, with length 1.</param>
        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) => Aten.aminmax.CallPair(this, dim, keepdim);

        /// <summary>Whether all elements are not 0, or all along an axis.</summary>
        public Tensor all() => Aten.all.Call(this);

        /// <inheritdoc cref="all()"/>
        public Tensor all(long dim, bool keepdim = false) => Aten.all_dim.Call(this, dim, keepdim);

        /// <summary>Whether any element is not 0, or any along an axis.</summary>
        public Tensor any() => Aten.any.Call(this);

        /// <inheritdoc cref="any()"/>
        public Tensor any(long dim, bool keepdim = false) => Aten.any_dim.Call(this, dim, keepdim);

        /// <summary>The lower median of all elements.</summary>
        public Tensor median() => Aten.median.Call(this);

        /// <summary>The lower median of all elements that are numbers.</summary>
        public Tensor nanmedian() => Aten.nanmedian.Call(this);

        /// <summary>The most frequent element along an axis, and an index of it.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="keepdim">Whether to keep the axis, with length 1.</param>
        public (Tensor values, Tensor indexes) mode(long dim = -1, bool keepdim = false) => Aten.mode.CallPair(this, dim, keepdim);

        /// <summary>The sum of all elements that are numbers.</summary>
        public Tensor nansum() => Aten.nansum.Call(this);

        /// <summary>The norm of the difference of two tensors.</summary>
        /// <param name="other">The other tensor.</param>
        /// <param name="p">The power of the norm.</param>
        public Tensor dist(Tensor other, float p = 2) => Aten.dist.Call(this, other, p);

        /// <summary>Quantiles along an axis, with linear interpolation.</summary>
        /// <param name="q">Which: from 0 to 1.</param>
        /// <param name="dim">The axis.</param>
        /// <param name="keepdim">Whether to keep the axis, with length 1.</param>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.quantile.Call(this, q, dim, keepdim);

        /// <summary>Quantiles of the elements that are numbers, along an axis.</summary>
        /// <param name="q">Which: from 0 to 1.</param>
        /// <param name="dim">The axis.</param>
        /// <param name="keepdim">Whether to keep the axis, with length 1.</param>
        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.nanquantile.Call(this, q, dim, keepdim);

        /// <summary>The mean of all elements.</summary>
        public Tensor mean() => Aten.mean.Call(this);

        /// <summary>The mean of the elements that are numbers.</summary>
        /// <param name="dim">Along which axis; of all elements when left out.</param>
        /// <param name="keepdim">Whether to keep the axis, with length 1.</param>
        /// <param name="dtype">What to convert to first.</param>
        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) =>
            Aten.nanmean.Call(this, dim is { } axis ? [axis] : (long[]?)null, keepdim, dtype);

        /// <summary>The greatest elements along axes; gradients are shared among equals.</summary>
        /// <param name="dims">The axes.</param>
        /// <param name="keepdim">Whether to keep the axes, with length 1.</param>
        /// <param name="out">Must be null.</param>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Aten.amax.Call(this, NoOut(dims, @out), keepdim);

        /// <inheritdoc cref="amax(long[], bool, Tensor)"/>
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amax(dims.ToArray(), keepdim, @out);

        /// <inheritdoc cref="amax(long[], bool, Tensor)"/>
        public Tensor amax(params long[] dims) => Aten.amax.Call(this, dims);

        /// <summary>The least elements along axes; gradients are shared among equals.</summary>
        /// <param name="dims">The axes.</param>
        /// <param name="keepdim">Whether to keep the axes, with length 1.</param>
        /// <param name="out">Must be null.</param>
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Aten.amin.Call(this, NoOut(dims, @out), keepdim);

        /// <inheritdoc cref="amin(long[], bool, Tensor)"/>
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amin(dims.ToArray(), keepdim, @out);

        /// <inheritdoc cref="amin(long[], bool, Tensor)"/>
        public Tensor amin(params long[] dims) => Aten.amin.Call(this, dims);

        /// <summary>The logarithm of the sum of exponentials along an axis.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="keepdim">Whether to keep the axis, with length 1.</param>
        public Tensor logsumexp(long dim, bool keepdim = false) => Aten.logsumexp.Call(this, (long[])[dim], keepdim);

        /// <summary>The norm of all elements.</summary>
        /// <param name="p">The power: 2 for the Frobenius norm.</param>
        public Tensor norm(float p = 2) => Aten.norm_Scalar.Call(this, p);

        /// <summary>The norm along an axis.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="keepdim">Whether to keep the axis, with length 1.</param>
        /// <param name="p">The power: 2 for the Euclidean norm.</param>
        public Tensor norm(int dim, bool keepdim = false, float p = 2) => Aten.norm_ScalarOpt_dim.Call(this, p, (long[])[dim], keepdim);

        /// <summary>How many elements are not 0.</summary>
        /// <param name="dims">Along which axes; of all elements when left out.</param>
        public Tensor count_nonzero(long[]? dims = null) => dims is null ? Aten.count_nonzero.Call(this) : Aten.count_nonzero_dim_IntList.Call(this, dims);

        private static long[] NoOut(long[] dims, Tensor? @out) => @out is null
            ? dims
            : throw new NotSupportedException("Results are not written to a tensor that is passed in: leave out away, and use what is returned.");

        /// <summary>The sum along axes.</summary>
        /// <param name="dim">The axes.</param>
        /// <param name="keepdim">Whether to keep the axes, with length 1.</param>
        /// <param name="type">What to convert to first.</param>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.sum_dim_IntList.Call(this, dim, keepdim, type);

        /// <inheritdoc cref="sum(long[], bool, ScalarType?)"/>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);

        /// <inheritdoc cref="sum(long[], bool, ScalarType?)"/>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum((long[])[dim], keepdim, type);

        /// <inheritdoc cref="sum(long[], bool, ScalarType?)"/>
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum((long[])[dim0, dim1], keepdim, type);

        /// <inheritdoc cref="sum(long[], bool, ScalarType?)"/>
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum((long[])[dim0, dim1, dim2], keepdim, type);

        /// <summary>The mean along axes.</summary>
        /// <param name="dimensions">The axes.</param>
        /// <param name="keepdim">Whether to keep the axes, with length 1.</param>
        /// <param name="type">What to convert to first.</param>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Aten.mean_dim.Call(this, dimensions, keepdim, type);
    }
}
