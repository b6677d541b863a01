namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        ceil = new("ceil(self)"),
        ceil_ = new("ceil_(self)"),
        clamp = new("clamp(self, min, max)"),
        clamp_Tensor = new("clamp.Tensor(self, min, max)"),
        clamp_ = new("clamp_(self, min, max)"),
        clamp__Tensor = new("clamp_.Tensor(self, min, max)"),
        clamp_max = new("clamp_max(self, max)"),
        clamp_max_ = new("clamp_max_(self, max)"),
        clamp_min = new("clamp_min(self, min)"),
        clamp_min_ = new("clamp_min_(self, min)"),
        floor = new("floor(self)"),
        floor_ = new("floor_(self)"),
        fmax = new("fmax(self, other)"),
        fmin = new("fmin(self, other)"),
        frac = new("frac(self)"),
        frac_ = new("frac_(self)"),
        heaviside = new("heaviside(self, values)"),
        heaviside_ = new("heaviside_(self, values)"),
        maximum = new("maximum(self, other)"),
        minimum = new("minimum(self, other)"),
        nan_to_num = new("nan_to_num(self, nan, posinf, neginf)"),
        nan_to_num_ = new("nan_to_num_(self, nan, posinf, neginf)"),
        nextafter = new("nextafter(self, other)"),
        nextafter_ = new("nextafter_(self, other)"),
        round = new("round(self)"),
        round_decimals = new("round.decimals(self, decimals)"),
        round_ = new("round_(self)"),
        round__decimals = new("round_.decimals(self, decimals)"),
        threshold = new("threshold(self, threshold, value)"),
        threshold_ = new("threshold_(self, threshold, value)"),
        trunc = new("trunc(self)"),
        trunc_ = new("trunc_(self)");
}
