namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        cartesian_prod = new("cartesian_prod(tensors)"),
        combinations = new("combinations(self, r, with_replacement)"),
        dsplit_array = new("dsplit.array(self, indices)"),
        dsplit_int = new("dsplit.int(self, sections)"),
        gradient_scalarint = new("gradient.scalarint(self, spacing, dim, edge_order)"),
        histogram_bin_ct = new("histogram.bin_ct(self, bins, range, weight, density)"),
        histogram_bins_tensor = new("histogram.bins_tensor(self, bins, weight, density)"),
        hsplit_array = new("hsplit.array(self, indices)"),
        hsplit_int = new("hsplit.int(self, sections)"),
        vsplit_array = new("vsplit.array(self, indices)"),
        vsplit_int = new("vsplit.int(self, sections)");
}
