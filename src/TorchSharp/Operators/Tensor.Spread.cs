using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The variance of all elements.</summary>
        /// <param name="unbiased">Whether to divide by one less than the number of elements.</param>
        public Tensor var(bool unbiased = true) => Aten.var.Call(this, unbiased);

        /// <summary>The standard deviation of all elements.</summary>
        /// <param name="unbiased">Whether to divide by one less than the number of elements.</param>
        public Tensor std(bool unbiased = true) => Aten.std.Call(this, unbiased);

        /// <summary>Variance and mean of all elements.</summary>
        /// <param name="unbiased">Whether to divide by one less than the number of elements.</param>
        public (Tensor var, Tensor mean) var_mean(bool unbiased = true) => Aten.var_mean.CallPair(this, unbiased);

        /// <summary>Standard deviation and mean of all elements.</summary>
        /// <param name="unbiased">Whether to divide by one less than the number of elements.</param>
        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Aten.std_mean.CallPair(this, unbiased);

        /// <summary>The covariance matrix of variables, which are the rows.</summary>
        /// <param name="correction">What is taken from the number of columns in the divisor.</param>
        /// <param name="fweights">How often each column counts.</param>
        /// <param name="aweights">How much each column counts.</param>
        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) => Aten.cov.Call(this, correction, fweights, aweights);

        /// <summary>The correlation matrix of variables, which are the rows.</summary>
        public Tensor corrcoef() => Aten.corrcoef.Call(this);

        /// <summary>The variance along axes.</summary>
        /// <param name="dimensions">The axes.</param>
        /// <param name="unbiased">Whether to divide by one less than the number of elements.</param>
        /// <param name="keepdim">Whether to keep the axes, with length 1.</param>
        /// <param name="type">What to convert to first.</param>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            if (type is not { } wanted || wanted == dtype) return Aten.var_dim.Call(this, dimensions, unbiased, keepdim);
            using var converted = to(wanted);
            return Aten.var_dim.Call(converted, dimensions, unbiased, keepdim);
        }

        /// <inheritdoc cref="var(long[], bool, bool, ScalarType?)"/>
        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var(dimensions.ToArray(), unbiased, keepdim, type);

        /// <inheritdoc cref="var(long[], bool, bool, ScalarType?)"/>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var((long[])[dim], unbiased, keepdim, type);

        /// <inheritdoc cref="var(long[], bool, bool, ScalarType?)"/>
        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((long[])[dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <inheritdoc cref="var(long[], bool, bool, ScalarType?)"/>
        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((long[])[dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        /// <summary>The standard deviation along axes.</summary>
        /// <param name="dimensions">The axes.</param>
        /// <param name="unbiased">Whether to divide by one less than the number of elements.</param>
        /// <param name="keepdim">Whether to keep the axes, with length 1.</param>
        /// <param name="type">What to convert to first.</param>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            if (type is not { } wanted || wanted == dtype) return Aten.std_dim.Call(this, dimensions, unbiased, keepdim);
            using var converted = to(wanted);
            return Aten.std_dim.Call(converted, dimensions, unbiased, keepdim);
        }

        /// <inheritdoc cref="std(long[], bool, bool, ScalarType?)"/>
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std(dimensions.ToArray(), unbiased, keepdim, type);

        /// <inheritdoc cref="std(long[], bool, bool, ScalarType?)"/>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std((long[])[dim], unbiased, keepdim, type);

        /// <inheritdoc cref="std(long[], bool, bool, ScalarType?)"/>
        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((long[])[dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <inheritdoc cref="std(long[], bool, bool, ScalarType?)"/>
        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((long[])[dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        /// <summary>Variance and mean along axes.</summary>
        /// <param name="dimensions">The axes.</param>
        /// <param name="unbiased">Whether to divide by one less than the number of elements.</param>
        /// <param name="keepdim">Whether to keep the axes, with length 1.</param>
        /// <param name="type">What to convert to first.</param>
        public (Tensor var, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            if (type is not { } wanted || wanted == dtype) return Aten.var_mean_dim.CallPair(this, dimensions, unbiased, keepdim);
            using var converted = to(wanted);
            return Aten.var_mean_dim.CallPair(converted, dimensions, unbiased, keepdim);
        }

        /// <inheritdoc cref="var_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor var, Tensor mean) var_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean(dimensions.ToArray(), unbiased, keepdim, type);

        /// <inheritdoc cref="var_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean((long[])[dim], unbiased, keepdim, type);

        /// <inheritdoc cref="var_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor var, Tensor mean) var_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean((long[])[dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <inheritdoc cref="var_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor var, Tensor mean) var_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean((long[])[dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        /// <summary>Standard deviation and mean along axes.</summary>
        /// <param name="dimensions">The axes.</param>
        /// <param name="unbiased">Whether to divide by one less than the number of elements.</param>
        /// <param name="keepdim">Whether to keep the axes, with length 1.</param>
        /// <param name="type">What to convert to first.</param>
        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            if (type is not { } wanted || wanted == dtype) return Aten.std_mean_dim.CallPair(this, dimensions, unbiased, keepdim);
            using var converted = to(wanted);
            return Aten.std_mean_dim.CallPair(converted, dimensions, unbiased, keepdim);
        }

        /// <inheritdoc cref="std_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor std, Tensor mean) std_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean(dimensions.ToArray(), unbiased, keepdim, type);

        /// <inheritdoc cref="std_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean((long[])[dim], unbiased, keepdim, type);

        /// <inheritdoc cref="std_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor std, Tensor mean) std_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean((long[])[dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <inheritdoc cref="std_mean(long[], bool, bool, ScalarType?)"/>
        public (Tensor std, Tensor mean) std_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean((long[])[dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);
    }
}
