namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        _unique2 = new("_unique2(self, sorted, return_inverse, return_counts)"),
        argsort = new("argsort(self, dim, descending)"),
        bincount = new("bincount(self, weights, minlength)"),
        bucketize_Tensor = new("bucketize.Tensor(self, boundaries, out_int32, right)"),
        histc = new("histc(self, bins, min, max)"),
        kthvalue = new("kthvalue(self, k, dim, keepdim)"),
        msort = new("msort(self)"),
        searchsorted_Tensor = new("searchsorted.Tensor(sorted_sequence, self, out_int32, right, side, sorter)"),
        sort_stable = new("sort.stable(self, stable, dim, descending)"),
        topk = new("topk(self, k, dim, largest, sorted)"),
        unique_consecutive = new("unique_consecutive(self, return_inverse, return_counts, dim)"),
        unique_dim = new("unique_dim(self, dim, sorted, return_inverse, return_counts)");
}
