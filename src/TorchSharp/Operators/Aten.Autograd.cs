namespace TorchSharp.Native;

/// <summary>What the gradients need beside libtorch's own machinery.</summary>
internal static partial class Aten
{
    public static readonly Op
        _version = new("_version(self)"),
        detach_ = new("detach_(self)");
}
