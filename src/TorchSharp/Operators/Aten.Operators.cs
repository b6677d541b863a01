namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        rsub_Scalar = new("rsub.Scalar(self, other)");
}
