using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The Cholesky factor of positive definite matrices.</summary>
        /// <param name="upper">Whether the upper factor is wanted.</param>
        public Tensor cholesky(bool upper = false) => Aten.linalg_cholesky.Call(this, upper);

        /// <summary>The inverse of the matrices whose Cholesky factors these are.</summary>
        /// <param name="upper">Whether they are upper factors.</param>
        public Tensor cholesky_inverse(bool upper = false) => Aten.cholesky_inverse.Call(this, upper);

        /// <summary>The X of A X = B, where this tensor is B.</summary>
        /// <param name="input2">The Cholesky factor of A.</param>
        /// <param name="upper">Whether it is the upper factor.</param>
        public Tensor cholesky_solve(Tensor input2, bool upper = false) => Aten.cholesky_solve.Call(this, input2, upper);

        /// <summary>Determinants.</summary>
        public Tensor det() => linalg.det(this);

        /// <summary>Logarithms of determinants; NaN where they are negative.</summary>
        public Tensor logdet() => Aten.logdet.Call(this);

        /// <summary>Inverses.</summary>
        public Tensor inverse() => linalg.inv(this);

        /// <summary>Moore–Penrose inverses.</summary>
        /// <param name="rcond">Singular values up to this share of the greatest count as zero.</param>
        /// <param name="hermitian">Whether the matrices are Hermitian.</param>
        public Tensor pinverse(double rcond = 1e-15, bool hermitian = false) => linalg.pinv(this, rtol: rcond, hermitian: hermitian);

        /// <summary>The exponential of matrices.</summary>
        public Tensor matrix_exp() => linalg.matrix_exp(this);

        /// <summary>A power of matrices.</summary>
        /// <param name="n">The exponent; negative for powers of the inverse.</param>
        public Tensor matrix_power(int n) => Aten.matrix_power.Call(this, (long)n);

        /// <summary>A QR factorisation as LAPACK leaves it: R above, the vectors of the reflections below, and their factors.</summary>
        public (Tensor a, Tensor tau) geqrf() => Aten.geqrf.CallPair(this);

        /// <summary>The product of the Q that <see cref="geqrf"/> left in this tensor with a matrix.</summary>
        /// <param name="tau">The factors of the reflections.</param>
        /// <param name="other">The matrix.</param>
        /// <param name="left">Whether Q stands on the left.</param>
        /// <param name="transpose">Whether Q is transposed.</param>
        public Tensor ormqr(Tensor tau, Tensor other, bool left = true, bool transpose = false) => Aten.ormqr.Call(this, tau, other, left, transpose);
    }
}
