using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>The X of A X = B.</summary>
        /// <param name="A">Regular matrices, shape [..., n, n].</param>
        /// <param name="B">Right sides, shape [..., n, k] or [..., n].</param>
        /// <param name="left">False for X A = B.</param>
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Aten.linalg_solve.Call(A, B, left);

        /// <summary>As <see cref="solve"/>, with a number that says whether it worked.</summary>
        /// <param name="A">Matrices, shape [..., n, n].</param>
        /// <param name="B">Right sides.</param>
        /// <param name="left">False for X A = B.</param>
        /// <param name="check_errors">Whether to throw rather than to report.</param>
        public static (Tensor result, Tensor info) solve_ex(Tensor A, Tensor B, bool left = true, bool check_errors = false) =>
            Aten.linalg_solve_ex.CallPair(A, B, left, check_errors);

        /// <summary>The X of A X = B for a triangle A.</summary>
        /// <param name="A">Triangles, shape [..., n, n]; the other half is not read.</param>
        /// <param name="B">Right sides, shape [..., n, k].</param>
        /// <param name="upper">Whether the upper triangle is meant.</param>
        /// <param name="left">False for X A = B.</param>
        /// <param name="unitriangular">Whether the diagonal counts as ones.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false, Tensor? @out = null) =>
            Into(@out, Aten.linalg_solve_triangular.Call(A, B, upper, left, unitriangular));

        /// <summary>The X of A X = B from what <see cref="lu_factor"/> gave.</summary>
        /// <param name="LU">The packed triangles.</param>
        /// <param name="pivots">The exchanged rows.</param>
        /// <param name="B">Right sides, shape [..., n, k].</param>
        /// <param name="left">False for X A = B.</param>
        /// <param name="adjoint">Whether the conjugate transpose of A is meant.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor lu_solve(Tensor LU, Tensor pivots, Tensor B, bool left = true, bool adjoint = false, Tensor? @out = null) =>
            Into(@out, Aten.linalg_lu_solve.Call(LU, pivots, B, left, adjoint));

        /// <summary>The X of A X = B from what <see cref="ldl_factor"/> gave.</summary>
        /// <param name="LD">The packed factors.</param>
        /// <param name="pivots">The exchanged rows.</param>
        /// <param name="B">Right sides, shape [..., n, k].</param>
        /// <param name="hermitian">As it was given to the factorisation.</param>
        public static Tensor ldl_solve(Tensor LD, Tensor pivots, Tensor B, bool hermitian = false) => Aten.linalg_ldl_solve.Call(LD, pivots, B, hermitian);

        /// <summary>The X that makes A X − B smallest in the least-squares sense.</summary>
        /// <param name="input">A, shape [..., m, n].</param>
        /// <param name="other">B, shape [..., m, k].</param>
        /// <returns>X; then squared distances, rank and singular values, as far as the method of this libtorch finds them, or else empty tensors.</returns>
        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other) =>
            Aten.linalg_lstsq.CallQuadruple(input, other, Arg.None);

        /// <inheritdoc cref="lstsq(Tensor, Tensor)"/>
        /// <param name="input">A, shape [..., m, n].</param>
        /// <param name="other">B, shape [..., m, k].</param>
        /// <param name="rcond">Singular values below this share of the greatest count as zero.</param>
        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other, double rcond) =>
            Aten.linalg_lstsq.CallQuadruple(input, other, rcond);

        /// <summary>Inverses.</summary>
        /// <param name="input">Regular matrices, shape [..., n, n].</param>
        public static Tensor inv(Tensor input) => Aten.linalg_inv.Call(input);

        /// <summary>As <see cref="inv"/>, with a number that says whether it worked.</summary>
        /// <param name="input">Matrices, shape [..., n, n].</param>
        /// <param name="check_errors">Whether to throw rather than to report.</param>
        public static (Tensor L, Tensor info) inv_ex(Tensor input, bool check_errors = false) => Aten.linalg_inv_ex.CallPair(input, check_errors);

        /// <summary>Moore–Penrose inverses.</summary>
        /// <param name="input">Matrices, shape [..., m, n].</param>
        /// <param name="atol">Singular values up to this count as zero.</param>
        /// <param name="rtol">The same as a share of the greatest; max(m, n) times the precision when both are left out.</param>
        /// <param name="hermitian">Whether the matrices are Hermitian.</param>
        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Aten.linalg_pinv_atol_rtol_float.Call(input, atol, rtol, hermitian);

        /// <inheritdoc cref="pinv(Tensor, double?, double?, bool)"/>
        public static Tensor pinv(Tensor input, Tensor atol, Tensor? rtol = null, bool hermitian = false) =>
            Aten.linalg_pinv_atol_rtol_tensor.Call(input, atol, rtol, hermitian);

        /// <summary>The inverse of a tensor as a linear map between tensors.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="ind">How many leading axes are those of the result.</param>
        public static Tensor tensorinv(Tensor input, long ind) => Aten.linalg_tensorinv.Call(input, ind);

        /// <summary>The X with tensordot(A, X) = B.</summary>
        /// <param name="A">The map.</param>
        /// <param name="B">The image.</param>
        /// <param name="dims">Axes of A that are moved to its end first.</param>
        public static Tensor tensorsolve(Tensor A, Tensor B, long[] dims) => Aten.linalg_tensorsolve.Call(A, B, dims);
    }
}
