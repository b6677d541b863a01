namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        acos = new("acos(self)"),
        acos_ = new("acos_(self)"),
        acosh = new("acosh(self)"),
        acosh_ = new("acosh_(self)"),
        asin = new("asin(self)"),
        asin_ = new("asin_(self)"),
        asinh = new("asinh(self)"),
        asinh_ = new("asinh_(self)"),
        atan = new("atan(self)"),
        atan2 = new("atan2(self, other)"),
        atan2_ = new("atan2_(self, other)"),
        atan_ = new("atan_(self)"),
        atanh = new("atanh(self)"),
        atanh_ = new("atanh_(self)"),
        cos = new("cos(self)"),
        cos_ = new("cos_(self)"),
        cosh = new("cosh(self)"),
        cosh_ = new("cosh_(self)"),
        deg2rad = new("deg2rad(self)"),
        deg2rad_ = new("deg2rad_(self)"),
        rad2deg = new("rad2deg(self)"),
        rad2deg_ = new("rad2deg_(self)"),
        sin = new("sin(self)"),
        sin_ = new("sin_(self)"),
        sinc = new("sinc(self)"),
        sinc_ = new("sinc_(self)"),
        sinh = new("sinh(self)"),
        sinh_ = new("sinh_(self)"),
        tan = new("tan(self)"),
        tan_ = new("tan_(self)"),
        tanh = new("tanh(self)"),
        tanh_ = new("tanh_(self)");
}
