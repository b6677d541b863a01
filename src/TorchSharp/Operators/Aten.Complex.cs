namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        angle = new("angle(self)"),
        conj = new("conj(self)"),
        conj_physical = new("conj_physical(self)"),
        conj_physical_ = new("conj_physical_(self)"),
        imag = new("imag(self)"),
        is_conj = new("is_conj(self)"),
        real = new("real(self)"),
        resolve_conj = new("resolve_conj(self)"),
        resolve_neg = new("resolve_neg(self)"),
        view_as_complex = new("view_as_complex(self)"),
        view_as_real = new("view_as_real(self)");
}
