using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <inheritdoc cref="Tensor.cholesky(bool)"/>
    public static Tensor cholesky(Tensor input) => input.cholesky();

    /// <inheritdoc cref="Tensor.cholesky(bool)"/>
    public static Tensor cholesky(Tensor input, bool upper) => input.cholesky(upper);

    /// <inheritdoc cref="Tensor.cholesky_inverse(bool)"/>
    public static Tensor cholesky_inverse(Tensor input, bool upper = false) => input.cholesky_inverse(upper);

    /// <inheritdoc cref="Tensor.cholesky_solve(Tensor, bool)"/>
    public static Tensor cholesky_solve(Tensor input, Tensor input2, bool upper = false) => input.cholesky_solve(input2, upper);

    /// <inheritdoc cref="Tensor.det()"/>
    public static Tensor det(Tensor input) => input.det();

    /// <inheritdoc cref="Tensor.logdet()"/>
    public static Tensor logdet(Tensor input) => input.logdet();

    /// <inheritdoc cref="linalg.slogdet(Tensor)"/>
    public static (Tensor res, Tensor logabsdet) slogdet(Tensor A) => linalg.slogdet(A);

    /// <inheritdoc cref="Tensor.inverse()"/>
    public static Tensor inverse(Tensor input) => input.inverse();

    /// <inheritdoc cref="Tensor.pinverse(double, bool)"/>
    public static Tensor pinverse(Tensor input, double rcond = 1e-15, bool hermitian = false) => input.pinverse(rcond, hermitian);

    /// <inheritdoc cref="Tensor.matrix_exp()"/>
    public static Tensor matrix_exp(Tensor input) => input.matrix_exp();

    /// <inheritdoc cref="Tensor.matrix_power(int)"/>
    public static Tensor matrix_power(Tensor input, int n) => input.matrix_power(n);

    /// <summary>Singular values above a threshold, counted.</summary>
    /// <param name="input">Matrices, shape [..., m, n].</param>
    /// <param name="tol">The threshold.</param>
    /// <param name="symmetric">Whether the matrices are symmetric.</param>
    public static Tensor matrix_rank(Tensor input, float? tol = null, bool symmetric = false) => linalg.matrix_rank(input, tol, hermitian: symmetric);

    /// <inheritdoc cref="Tensor.geqrf()"/>
    public static (Tensor a, Tensor tau) geqrf(Tensor input) => input.geqrf();

    /// <inheritdoc cref="linalg.householder_product(Tensor, Tensor)"/>
    public static Tensor orgqr(Tensor input, Tensor tau) => linalg.householder_product(input, tau);

    /// <inheritdoc cref="Tensor.ormqr(Tensor, Tensor, bool, bool)"/>
    public static Tensor ormqr(Tensor input, Tensor tau, Tensor other, bool left = true, bool transpose = false) => input.ormqr(tau, other, left, transpose);

    /// <summary>The product of several matrices, in the order of multiplication that costs least.</summary>
    /// <param name="matrices">The matrices.</param>
    public static Tensor chain_matmul(params Tensor[] matrices) => matrices.Length == 1 ? matrices[0].clone() : linalg.multi_dot(matrices);

    /// <summary>The X of A X = B from packed triangles.</summary>
    /// <param name="b">Right sides, shape [..., n, k].</param>
    /// <param name="LU_data">The packed triangles.</param>
    /// <param name="LU_pivots">The exchanged rows.</param>
    public static Tensor lu_solve(Tensor b, Tensor LU_data, Tensor LU_pivots) => linalg.lu_solve(LU_data, LU_pivots, b);

    /// <summary>Takes packed triangles apart: a permutation, a unit lower triangle and an upper one.</summary>
    /// <param name="LU_data">The packed triangles.</param>
    /// <param name="LU_pivots">The exchanged rows.</param>
    /// <param name="unpack_data">Whether the triangles are wanted.</param>
    /// <param name="unpack_pivots">Whether the permutation is wanted.</param>
    public static (Tensor P, Tensor? L, Tensor? U) lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data = true, bool unpack_pivots = true) =>
        Aten.lu_unpack.CallTriple(LU_data, LU_pivots, unpack_data, unpack_pivots);
}
