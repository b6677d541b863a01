namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        lerp__Scalar = new("lerp_.Scalar(self, end, weight)"),
        maximum_out = new("maximum.out(self, other, out)");
}
