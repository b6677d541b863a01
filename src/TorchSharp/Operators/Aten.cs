namespace TorchSharp.Native;

/// <summary>The operators that the surface calls, by the names of libtorch's dispatcher; an overload follows after an underscore.</summary>
/// <remarks>A line here and a line in the surface are all that a new operator takes; one test compares both with the dispatcher's schema.</remarks>
internal static partial class Aten
{
    public static readonly Op
        item = new("item(self)"),
        contiguous = new("contiguous(self)"),
        copy_ = new("copy_(self, src)"),
        detach = new("detach(self)"),
        clone = new("clone(self)"),
        to_device = new("to.device(self, device, dtype, non_blocking, copy)"),
        to_dtype = new("to.dtype(self, dtype, non_blocking, copy)");
}
