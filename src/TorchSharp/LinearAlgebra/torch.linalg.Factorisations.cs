using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Linear algebra. Matrices are the last two axes; axes before them are batches.</summary>
    public static partial class linalg
    {
        /// <summary>How much of a QR factorisation is computed.</summary>
        public enum QRMode
        {
            /// <summary>As many columns of Q as the matrix has rank at most.</summary>
            Reduced = 0,

            /// <summary>A square Q.</summary>
            Complete = 1,

            /// <summary>R alone; Q is empty.</summary>
            R = 2,
        }

        /// <summary>Singular values and vectors: A = U diag(S) Vh.</summary>
        /// <param name="input">A, shape [..., m, n], real or complex.</param>
        /// <param name="fullMatrices">Whether U and Vh are square; otherwise they have min(m, n) columns and rows.</param>
        /// <returns>U, the singular values in falling order, and the conjugate transpose of V.</returns>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => Aten.linalg_svd.CallTriple(input, fullMatrices);

        /// <summary>Singular values, in falling order.</summary>
        /// <param name="input">Matrices, shape [..., m, n].</param>
        /// <returns>Shape [..., min(m, n)].</returns>
        public static Tensor svdvals(Tensor input) => Aten.linalg_svdvals.Call(input);

        /// <summary>Eigenvalues and eigenvectors of any square matrix: A V = V diag(L).</summary>
        /// <param name="input">A, shape [..., n, n].</param>
        /// <returns>The eigenvalues in no order and the eigenvectors as columns of length one, both complex.</returns>
        public static (Tensor L, Tensor V) eig(Tensor input) => Aten.linalg_eig.CallPair(input);

        /// <summary>Eigenvalues of any square matrix.</summary>
        /// <param name="input">Matrices, shape [..., n, n].</param>
        /// <returns>Complex numbers in no order, shape [..., n].</returns>
        public static Tensor eigvals(Tensor input) => Aten.linalg_eigvals.Call(input);

        /// <summary>Eigenvalues and orthonormal eigenvectors of a symmetric or Hermitian matrix.</summary>
        /// <param name="input">Matrices, shape [..., n, n], of which one triangle is read.</param>
        /// <param name="UPLO"><c>L</c> for the lower triangle, <c>U</c> for the upper.</param>
        /// <returns>The eigenvalues in rising order and the eigenvectors as columns.</returns>
        public static (Tensor L, Tensor V) eigh(Tensor input, char UPLO = 'L') => Aten.linalg_eigh.CallPair(input, UPLO.ToString());

        /// <summary>Eigenvalues of a symmetric or Hermitian matrix, in rising order.</summary>
        /// <param name="input">Matrices, shape [..., n, n], of which one triangle is read.</param>
        /// <param name="UPLO"><c>L</c> for the lower triangle, <c>U</c> for the upper.</param>
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Aten.linalg_eigvalsh.Call(input, UPLO.ToString());

        /// <summary>A = Q R with orthonormal columns and an upper triangle.</summary>
        /// <param name="input">A, shape [..., m, n].</param>
        /// <param name="mode">How much to compute.</param>
        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced) => Aten.linalg_qr.CallPair(input, Name(mode));

        /// <summary>The lower triangle L with A = L Lᴴ.</summary>
        /// <param name="input">A, positive definite, shape [..., n, n].</param>
        public static Tensor cholesky(Tensor input) => Aten.linalg_cholesky.Call(input, false);

        /// <summary>As <see cref="cholesky"/>, with a number that says whether it worked.</summary>
        /// <param name="input">A, shape [..., n, n].</param>
        /// <param name="check_errors">Whether to throw rather than to report.</param>
        /// <returns>L, and 0, or the order of the first leading minor that is not positive.</returns>
        public static (Tensor L, Tensor info) cholesky_ex(Tensor input, bool check_errors = false) => Aten.linalg_cholesky_ex.CallPair(input, false, check_errors);

        /// <summary>A = P L U: a permutation, a unit lower triangle and an upper one.</summary>
        /// <param name="input">A, shape [..., m, n].</param>
        /// <param name="pivot">Whether rows may be exchanged.</param>
        public static (Tensor P, Tensor L, Tensor U) lu(Tensor input, bool pivot = true) => Aten.linalg_lu.CallTriple(input, pivot);

        /// <summary>L and U packed in one matrix, for <see cref="lu_solve"/>.</summary>
        /// <param name="input">Matrices, shape [..., m, n].</param>
        /// <param name="pivot">Whether rows may be exchanged.</param>
        public static (Tensor LU, Tensor? Pivots) lu_factor(Tensor input, bool pivot = true) => Aten.linalg_lu_factor.CallPair(input, pivot);

        /// <summary>A symmetric matrix as L D Lᵀ, packed, for <see cref="ldl_solve"/>.</summary>
        /// <param name="input">Matrices, shape [..., n, n].</param>
        /// <param name="hermitian">Whether complex matrices are Hermitian rather than symmetric.</param>
        public static (Tensor LU, Tensor? Pivots) ldl_factor(Tensor input, bool hermitian = true) => Aten.linalg_ldl_factor.CallPair(input, hermitian);

        /// <summary>As <see cref="ldl_factor"/>, with a number that says whether it worked.</summary>
        /// <param name="input">Matrices, shape [..., n, n].</param>
        /// <param name="hermitian">Whether complex matrices are Hermitian rather than symmetric.</param>
        /// <param name="check_errors">Whether to throw rather than to report.</param>
        public static (Tensor LU, Tensor? Pivots, Tensor? Info) ldl_factor_ex(Tensor input, bool hermitian = true, bool check_errors = false) =>
            Aten.linalg_ldl_factor_ex.CallTriple(input, hermitian, check_errors);

        /// <summary>The first columns of a product of Householder reflections.</summary>
        /// <param name="A">The reflections' vectors below the diagonal, as <c>geqrf</c> gives them, shape [..., m, n].</param>
        /// <param name="tau">Their factors, shape [..., k].</param>
        public static Tensor householder_product(Tensor A, Tensor tau) => Aten.linalg_householder_product.Call(A, tau);

        private static string Name(QRMode mode) => mode switch { QRMode.Complete => "complete", QRMode.R => "r", _ => "reduced" };
    }
}
