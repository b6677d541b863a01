using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The product of matrices, the last two axes, broadcast over the others; a vector counts as a row or a column.</summary>
        public Tensor matmul(Tensor target) => Aten.matmul.Call(this, target);

        /// <summary>The product of two matrices.</summary>
        public Tensor mm(Tensor target) => Aten.mm.Call(this, target);

        /// <summary>The products of a batch of pairs of matrices.</summary>
        public Tensor bmm(Tensor batch2) => Aten.bmm.Call(this, batch2);

        /// <summary>The product of a matrix and a vector.</summary>
        public Tensor mv(Tensor target) => Aten.mv.Call(this, target);

        /// <summary>The sum of products of two vectors.</summary>
        public Tensor dot(Tensor target) => Aten.dot.Call(this, target);

        /// <summary>The sum of products of two vectors, the first one conjugated.</summary>
        public Tensor vdot(Tensor target) => Aten.vdot.Call(this, target);

        /// <summary>Sums of products along the last axis of both.</summary>
        public Tensor inner(Tensor vec2) => Aten.inner.Call(this, vec2);

        /// <summary>All products of an element of one vector and an element of another.</summary>
        public Tensor outer(Tensor vec2) => Aten.outer.Call(this, vec2);

        /// <summary>All products of an element of one vector and an element of another.</summary>
        public Tensor ger(Tensor vec2) => outer(vec2);

        /// <summary>beta times the tensor plus alpha times a product of matrices.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.addmm.Call(this, mat1, mat2, beta, alpha);

        /// <summary>The same as <see cref="addmm(Tensor, Tensor, float, float)"/>, in place.</summary>
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.addmm_.InPlace(this, mat1, mat2, beta, alpha);

        /// <summary>beta times the tensor plus alpha times a product of a matrix and a vector.</summary>
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Aten.addmv.Call(this, mat, vec, beta, alpha);

        /// <summary>The same as <see cref="addmv(Tensor, Tensor, float, float)"/>, in place.</summary>
        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Aten.addmv_.InPlace(this, mat, vec, beta, alpha);

        /// <summary>beta times the tensor plus alpha times all products of elements of two vectors.</summary>
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Aten.addr.Call(this, vec1, vec2, beta, alpha);

        /// <summary>The same as <see cref="addr(Tensor, Tensor, float, float)"/>, in place.</summary>
        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Aten.addr_.InPlace(this, vec1, vec2, beta, alpha);

        /// <summary>beta times the tensor plus alpha times the sum of a batch of products of matrices.</summary>
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.addbmm.Call(this, batch1, batch2, beta, alpha);

        /// <summary>The same as <see cref="addbmm(Tensor, Tensor, float, float)"/>, in place.</summary>
        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.addbmm_.InPlace(this, batch1, batch2, beta, alpha);

        /// <summary>beta times the tensors of a batch plus alpha times products of matrices.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.baddbmm.Call(this, batch1, batch2, beta, alpha);

        /// <summary>The Kronecker product.</summary>
        public Tensor kron(Tensor other) => Aten.kron.Call(this, other);

        /// <summary>The sum of a matrix's diagonal.</summary>
        public Tensor trace() => Aten.trace.Call(this);

        /// <summary>Sums of products over pairs of axes.</summary>
        /// <param name="b">The other tensor.</param>
        /// <param name="dims1">The axes of this tensor.</param>
        /// <param name="dims2">The axes of the other one, in the same order.</param>
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Aten.tensordot.Call(this, b, dims1, dims2);

        /// <summary>Sums of products over pairs of axes.</summary>
        /// <param name="b">The other tensor.</param>
        /// <param name="dims">The pairs, this tensor's axis first.</param>
        public Tensor tensordot(Tensor b, (long, long)[] dims) => tensordot(b, Array.ConvertAll(dims, pair => pair.Item1), Array.ConvertAll(dims, pair => pair.Item2));

        /// <summary>Sums of products over the last axes of this tensor and the first ones of another.</summary>
        /// <param name="b">The other tensor.</param>
        /// <param name="dims">How many.</param>
        public Tensor tensordot(Tensor b, long dims = 2) =>
            tensordot(b, [.. Enumerable.Range(0, (int)dims).Select(i => ndim - dims + i)], [.. Enumerable.Range(0, (int)dims).Select(i => (long)i)]);
    }
}
