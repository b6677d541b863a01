namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        digamma = new("digamma(self)"),
        digamma_ = new("digamma_(self)"),
        erf = new("erf(self)"),
        erf_ = new("erf_(self)"),
        erfc = new("erfc(self)"),
        erfc_ = new("erfc_(self)"),
        erfinv = new("erfinv(self)"),
        erfinv_ = new("erfinv_(self)"),
        i0 = new("i0(self)"),
        i0_ = new("i0_(self)"),
        igamma = new("igamma(self, other)"),
        igammac = new("igammac(self, other)"),
        lgamma = new("lgamma(self)"),
        lgamma_ = new("lgamma_(self)"),
        mvlgamma = new("mvlgamma(self, p)"),
        mvlgamma_ = new("mvlgamma_(self, p)"),
        polygamma = new("polygamma(n, self)");
}
