namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        corrcoef = new("corrcoef(self)"),
        cov = new("cov(self, correction, fweights, aweights)"),
        std = new("std(self, unbiased)"),
        std_dim = new("std.dim(self, dim, unbiased, keepdim)"),
        std_mean = new("std_mean(self, unbiased)"),
        std_mean_dim = new("std_mean.dim(self, dim, unbiased, keepdim)"),
        var = new("var(self, unbiased)"),
        var_dim = new("var.dim(self, dim, unbiased, keepdim)"),
        var_mean = new("var_mean(self, unbiased)"),
        var_mean_dim = new("var_mean.dim(self, dim, unbiased, keepdim)");
}
