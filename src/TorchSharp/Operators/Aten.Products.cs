namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        addbmm = new("addbmm(self, batch1, batch2, beta, alpha)"),
        addbmm_ = new("addbmm_(self, batch1, batch2, beta, alpha)"),
        addmm = new("addmm(self, mat1, mat2, beta, alpha)"),
        addmm_ = new("addmm_(self, mat1, mat2, beta, alpha)"),
        addmv = new("addmv(self, mat, vec, beta, alpha)"),
        addmv_ = new("addmv_(self, mat, vec, beta, alpha)"),
        addr = new("addr(self, vec1, vec2, beta, alpha)"),
        addr_ = new("addr_(self, vec1, vec2, beta, alpha)"),
        baddbmm = new("baddbmm(self, batch1, batch2, beta, alpha)"),
        bmm = new("bmm(self, mat2)"),
        cdist = new("cdist(x1, x2, p, compute_mode)"),
        dot = new("dot(self, tensor)"),
        einsum = new("einsum(equation, tensors)"),
        inner = new("inner(self, other)"),
        kron = new("kron(self, other)"),
        matmul = new("matmul(self, other)"),
        mm = new("mm(self, mat2)"),
        mv = new("mv(self, vec)"),
        outer = new("outer(self, vec2)"),
        tensordot = new("tensordot(self, other, dims_self, dims_other)"),
        trace = new("trace(self)"),
        vdot = new("vdot(self, other)");
}
