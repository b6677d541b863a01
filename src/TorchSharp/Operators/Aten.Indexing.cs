namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        alias = new("alias(self)"),
        index_Tensor = new("index.Tensor(self, indices)"),
        index_put_ = new("index_put_(self, indices, values, accumulate)");
}
