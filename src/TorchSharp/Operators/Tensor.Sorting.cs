using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The indices that would sort the elements along an axis.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="descending">Whether the greatest come first.</param>
        public Tensor argsort(long dim = -1, bool descending = false) => Aten.argsort.Call(this, dim, descending);

        /// <summary>The elements sorted along the first axis.</summary>
        public Tensor msort() => Aten.msort.Call(this);

        /// <summary>The greatest elements along an axis, and their indices.</summary>
        /// <param name="k">How many.</param>
        /// <param name="dim">The axis.</param>
        /// <param name="largest">Whether the greatest are meant, rather than the least.</param>
        /// <param name="sorted">Whether to sort them.</param>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Aten.topk.CallPair(this, k, dim, largest, sorted);

        /// <summary>For each element, the index of the bucket it falls in.</summary>
        /// <param name="boundaries">The ascending bounds between buckets.</param>
        /// <param name="outInt32">Whether the indices have 32 bits.</param>
        /// <param name="right">Whether a bound belongs to the bucket below it.</param>
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => Aten.bucketize_Tensor.Call(this, boundaries, outInt32, right);

        /// <summary>How many elements lie in each of equal bins.</summary>
        /// <param name="bins">How many bins.</param>
        /// <param name="min">Where they begin; at the least element when both are 0.</param>
        /// <param name="max">Where they end.</param>
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Aten.histc.Call(this, bins, min, max);

        /// <summary>The elements sorted along an axis, and the indices that they had.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="descending">Whether the greatest come first.</param>
        /// <param name="stable">Whether equal elements keep their order.</param>
        public (Tensor values, Tensor indexes) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Aten.sort_stable.CallPair(this, stable, dim, descending);

        /// <summary>The k-th least elements along an axis, and their indices.</summary>
        /// <param name="k">Which, from 1.</param>
        /// <param name="dim">The axis; the last one when null.</param>
        /// <param name="keepdim">Whether to keep the axis, with length 1.</param>
        public (Tensor values, Tensor indexes) kthvalue(long k, long? dim, bool keepdim = false) => Aten.kthvalue.CallPair(this, k, dim ?? -1, keepdim);

        /// <summary>How often each whole number from 0 on occurs.</summary>
        /// <param name="weights">What each element counts; 1 when null.</param>
        /// <param name="minlength">The least length of the result.</param>
        public Tensor bincount(Tensor? weights, long minlength = 0) => Aten.bincount.Call(this, weights, minlength);

        /// <summary>The elements without repetition.</summary>
        /// <param name="sorted">Whether to sort them.</param>
        /// <param name="return_inverse">Whether to return the index of each element among them.</param>
        /// <param name="return_counts">Whether to return how often each occurs.</param>
        /// <param name="dim">The axis whose slices are compared; single elements when left out.</param>
        /// <returns>The elements; the indices and the counts, or null where they were not wanted.</returns>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var (output, inverse, counts) = dim is { } axis
                ? Aten.unique_dim.CallTriple(this, axis, sorted, return_inverse, return_counts)
                : Aten._unique2.CallTriple(this, sorted, return_inverse, return_counts);
            return (output, Wanted(inverse, return_inverse), Wanted(counts, return_counts));
        }

        /// <summary>The elements without those that equal the one before.</summary>
        /// <param name="return_inverse">Whether to return the index of each element among them.</param>
        /// <param name="return_counts">Whether to return how often each occurs in a row.</param>
        /// <param name="dim">The axis whose slices are compared; single elements when left out.</param>
        /// <returns>The elements; the indices and the counts, or null where they were not wanted.</returns>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var (output, inverse, counts) = Aten.unique_consecutive.CallTriple(this, return_inverse, return_counts, (long?)dim);
            return (output, Wanted(inverse, return_inverse), Wanted(counts, return_counts));
        }

        private static Tensor? Wanted(Tensor made, bool isWanted)
        {
            if (isWanted) return made;
            made.Dispose();
            return null;
        }
    }
}
