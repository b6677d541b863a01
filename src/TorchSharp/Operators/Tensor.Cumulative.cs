using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Sums up to each element, along an axis.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="type">What to convert to first.</param>
        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.cumsum.Call(this, dim, type);

        /// <summary>Products up to each element, along an axis.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="type">What to convert to first.</param>
        public Tensor cumprod(long dim, ScalarType? type = null) => Aten.cumprod.Call(this, dim, type);

        /// <summary>The greatest elements so far along an axis, and their indices.</summary>
        /// <param name="dim">The axis.</param>
        public (Tensor values, Tensor indexes) cummax(long dim) => Aten.cummax.CallPair(this, dim);

        /// <summary>The least elements so far along an axis, and their indices.</summary>
        /// <param name="dim">The axis.</param>
        public (Tensor values, Tensor indexes) cummin(long dim) => Aten.cummin.CallPair(this, dim);

        /// <summary>Logarithms of the sums of exponentials up to each element, along an axis.</summary>
        /// <param name="dim">The axis.</param>
        public Tensor logcumsumexp(long dim) => Aten.logcumsumexp.Call(this, dim);

        /// <summary>Differences of neighbours along an axis.</summary>
        /// <param name="n">How many times over.</param>
        /// <param name="dim">The axis.</param>
        /// <param name="prepend">What to put before.</param>
        /// <param name="append">What to put behind.</param>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => Aten.diff.Call(this, n, dim, prepend, append);

        /// <summary>The integral along an axis by the trapezoid rule.</summary>
        public Tensor trapezoid(double dx = 1, long dim = -1) => Aten.trapezoid_dx.Call(this, dx, dim);

        /// <inheritdoc cref="trapezoid(double, long)"/>
        public Tensor trapezoid(Tensor x, long dim = -1) => Aten.trapezoid_x.Call(this, x, dim);

        /// <summary>The integral up to each element along an axis, by the trapezoid rule.</summary>
        public Tensor cumulative_trapezoid(double dx = 1, long dim = -1) => Aten.cumulative_trapezoid_dx.Call(this, dx, dim);

        /// <inheritdoc cref="cumulative_trapezoid(double, long)"/>
        public Tensor cumulative_trapezoid(Tensor x, long dim = -1) => Aten.cumulative_trapezoid_x.Call(this, x, dim);

        /// <summary>Slices along an axis, shrunk to a norm where theirs is larger.</summary>
        /// <param name="p">The power of the norm.</param>
        /// <param name="dim">The axis.</param>
        /// <param name="maxnorm">The largest norm.</param>
        public Tensor renorm(float p, long dim, float maxnorm) => Aten.renorm.Call(this, p, dim, maxnorm);
    }
}
