using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>Determinants.</summary>
        /// <param name="input">Matrices, shape [..., n, n].</param>
        public static Tensor det(Tensor input) => Aten.linalg_det.Call(input);

        /// <summary>Sign, and logarithm of the absolute value, of determinants: where the determinant itself would leave the range of numbers.</summary>
        /// <param name="input">Matrices, shape [..., n, n].</param>
        public static (Tensor res, Tensor logabsdet) slogdet(Tensor input) => Aten.linalg_slogdet.CallPair(input);

        /// <summary>The condition number in the spectral norm: greatest by least singular value.</summary>
        /// <param name="input">Matrices, shape [..., m, n].</param>
        public static Tensor cond(Tensor input) => Aten.linalg_cond.Call(input, Arg.None);

        /// <summary>The condition number in a norm: that of the matrix times that of its inverse.</summary>
        /// <param name="input">Matrices; square unless the norm is spectral.</param>
        /// <param name="p">The norm: 1, -1, 2 or -2.</param>
        public static Tensor cond(Tensor input, int p) => Aten.linalg_cond.Call(input, (long)p);

        /// <summary>The condition number in a norm.</summary>
        /// <param name="input">Matrices; square unless the norm is spectral.</param>
        /// <param name="p">The norm: 1, 2 or infinity, or their negatives.</param>
        public static Tensor cond(Tensor input, double p) => Aten.linalg_cond.Call(input, p);

        /// <summary>The condition number in a norm.</summary>
        /// <param name="input">Square matrices.</param>
        /// <param name="p"><c>fro</c> or <c>nuc</c>.</param>
        public static Tensor cond(Tensor input, string p) => Aten.linalg_cond_p_str.Call(input, p);

        /// <summary>The norm of matrices.</summary>
        /// <param name="input">Matrices, shape [..., m, n].</param>
        /// <param name="ord"><c>fro</c> for Frobenius, <c>nuc</c> for the sum of the singular values.</param>
        /// <param name="dims">The two axes; the last two when left out.</param>
        /// <param name="keepdim">Whether the axes stay, with length one.</param>
        public static Tensor matrix_norm(Tensor input, string ord = "fro", long[]? dims = null, bool keepdim = false) =>
            Aten.linalg_matrix_norm_str_ord.Call(input, ord, dims ?? LastTwo, keepdim);

        /// <summary>The norm of matrices.</summary>
        /// <param name="input">Matrices, shape [..., m, n].</param>
        /// <param name="ord">2 for the greatest singular value, 1 for the greatest column sum, infinity for the greatest row sum; negative for the least.</param>
        /// <param name="dims">The two axes; the last two when left out.</param>
        /// <param name="keepdim">Whether the axes stay, with length one.</param>
        public static Tensor matrix_norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) =>
            Aten.linalg_matrix_norm.Call(input, ord, dims ?? LastTwo, keepdim);

        /// <summary>The norm of vectors: (Σ|x|^ord)^(1/ord).</summary>
        /// <param name="input">Vectors; all elements are one where no axes are given.</param>
        /// <param name="ord">The exponent; 0 counts what is not zero, infinity takes the greatest.</param>
        /// <param name="dims">The axes.</param>
        /// <param name="keepdim">Whether the axes stay, with length one.</param>
        public static Tensor vector_norm(Tensor input, double ord = 2, long[]? dims = null, bool keepdim = false) =>
            Aten.linalg_vector_norm.Call(input, ord, dims, keepdim);

        /// <summary>A norm: of matrices where two axes meet it, of vectors where one does.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="ord"><c>fro</c> or <c>nuc</c>.</param>
        /// <param name="dims">The axes.</param>
        /// <param name="keepdim">Whether the axes stay, with length one.</param>
        public static Tensor norm(Tensor input, string ord, long[]? dims = null, bool keepdim = false) => Aten.linalg_norm_ord_str.Call(input, ord, dims, keepdim);

        /// <inheritdoc cref="norm(Tensor, string, long[], bool)"/>
        /// <param name="ord">As for <see cref="matrix_norm(Tensor, double, long[], bool)"/> or <see cref="vector_norm"/>.</param>
        /// <param name="input">The tensor.</param>
        /// <param name="dims">The axes.</param>
        /// <param name="keepdim">Whether the axes stay, with length one.</param>
        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) => Aten.linalg_norm.Call(input, ord, dims, keepdim);

        /// <inheritdoc cref="norm(Tensor, double, long[], bool)"/>
        public static Tensor norm(Tensor input, int ord, long[]? dims = null, bool keepdim = false) => Aten.linalg_norm.Call(input, (long)ord, dims, keepdim);

        /// <summary>The root of the sum of squares, over the given axes or over all.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="dims">The axes.</param>
        /// <param name="keepdim">Whether the axes stay, with length one.</param>
        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => Aten.linalg_norm.Call(input, Arg.None, dims, keepdim);

        /// <summary>Singular values above a threshold, counted.</summary>
        /// <param name="input">Matrices, shape [..., m, n].</param>
        /// <param name="atol">The threshold itself.</param>
        /// <param name="rtol">The threshold as a share of the greatest singular value; max(m, n) times the precision when both are left out.</param>
        /// <param name="hermitian">Whether the matrices are Hermitian: absolute eigenvalues are counted then, which is cheaper.</param>
        public static Tensor matrix_rank(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Aten.linalg_matrix_rank_atol_rtol_float.Call(input, atol, rtol, hermitian);

        /// <inheritdoc cref="matrix_rank(Tensor, double?, double?, bool)"/>
        public static Tensor matrix_rank(Tensor input, Tensor atol, Tensor? rtol = null, bool hermitian = false) =>
            Aten.linalg_matrix_rank_atol_rtol_tensor.Call(input, atol, rtol, hermitian);

        private static long[] LastTwo => [-2, -1];
    }
}
