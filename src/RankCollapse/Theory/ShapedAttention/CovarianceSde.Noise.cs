using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.ShapedAttention;

/// <content>Three exact ways to draw the noise without a root of the m(m + 1)/2-dimensional Σ.</content>
public sealed partial class CovarianceSde
{
    /// <summary>Σ in its eigenbasis: in the frame T the noise is a symmetric matrix of independent normals.</summary>
    /// <param name="covariance">V, shape [tokens, tokens], positive definite.</param>
    /// <returns>The frame and the variances.</returns>
    /// <exception cref="ArgumentException">V is not positive definite.</exception>
    /// <source paper="noci2023" item="diffusion">Diagonalisation derived here; not known to be in the paper.</source>
    public DiagonalNoise Noise(Matrix<double> covariance)
    {
        var factor = TokenCovariance.Factor(covariance);
        var tokens = covariance.RowCount;
        var sums = factor.TransposeThisAndMultiply(Vector<double>.Build.Dense(tokens, 1));
        var inner = factor.TransposeThisAndMultiply(factor) - (sums.OuterProduct(sums) / tokens);
        var eigen = ((inner + inner.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        var theta = eigen.EigenValues.Real();
        var amplitude = AttentionNoise / tokens;
        var variances = Matrix<double>.Build.Dense(tokens, tokens, (a, b) =>
            (a == b ? 2 : 1) * (LinearVariance + (amplitude * amplitude * ((theta[a] * theta[a]) + (theta[b] * theta[b])))));
        return new DiagonalNoise(factor * eigen.EigenVectors, theta, variances);
    }

    /// <summary>Noise from two matrices of independent normals, without eigenvalues: L·(ς·S + c_a·(G′N + N·G′ᵀ))·Lᵀ.</summary>
    /// <param name="covariance">V, shape [tokens, tokens], positive definite.</param>
    /// <param name="linear">G, shape [tokens, tokens], independent standard normals; S = (G + Gᵀ)/√2.</param>
    /// <param name="attention">G′, the same, independent of G.</param>
    /// <returns>Shape [tokens, tokens]; covariance Σ.</returns>
    /// <exception cref="ArgumentException">V is not positive definite, or another shape.</exception>
    /// <source paper="noci2023" item="diffusion">Derived here.</source>
    public Matrix<double> TwoMatrixNoise(Matrix<double> covariance, Matrix<double> linear, Matrix<double> attention)
    {
        var factor = TokenCovariance.Factor(covariance);
        RequireShape(covariance, linear, nameof(linear));
        RequireShape(covariance, attention, nameof(attention));
        var symmetric = (linear + linear.Transpose()) / Math.Sqrt(2);
        var spread = covariance * CentreRows(factor);
        var mixed = factor * attention * spread.Transpose();
        return (Math.Sqrt(LinearVariance) * factor * symmetric * factor.Transpose())
            + (AttentionNoise / covariance.RowCount * (mixed + mixed.Transpose()));
    }

    /// <summary>Noise from one matrix of m² independent normals and two Cholesky factors: L·G·Kᵀ + K·Gᵀ·Lᵀ.</summary>
    /// <remarks>
    /// V = L·Lᵀ and ς²/2·V + c_a²·V·V_c·V = K·Kᵀ: rows of L·G·Kᵀ mix as V, columns as K·Kᵀ, and the four transpositions of Σ appear by
    /// symmetrising. No eigenvalues, and half the normals of <see cref="TwoMatrixNoise"/>: the form that the path simulation uses.
    /// </remarks>
    /// <param name="covariance">V, shape [tokens, tokens], positive definite.</param>
    /// <param name="normals">G, shape [tokens, tokens], independent standard normals.</param>
    /// <returns>Shape [tokens, tokens]; covariance Σ.</returns>
    /// <exception cref="ArgumentException">V is not positive definite, or another shape.</exception>
    /// <source paper="noci2023" item="diffusion">Derived here.</source>
    public Matrix<double> TwoFactorNoise(Matrix<double> covariance, Matrix<double> normals)
    {
        RequireShape(covariance, normals, nameof(normals));
        if (LinearVariance == 0 && AttentionNoise == 0) return Matrix<double>.Build.Dense(covariance.RowCount, covariance.RowCount);
        var factor = TokenCovariance.Factor(covariance);
        var amplitude = AttentionNoise / covariance.RowCount;
        var mixture = (LinearVariance / 2 * covariance)
            + (amplitude * amplitude * (covariance * TokenCovariance.Centred(covariance) * covariance));
        var mixed = factor * normals * TokenCovariance.Factor((mixture + mixture.Transpose()) / 2).Transpose();
        return mixed + mixed.Transpose();
    }

    private static Matrix<double> CentreRows(Matrix<double> factor)
    {
        var means = factor.ColumnSums() / factor.RowCount;
        return Matrix<double>.Build.Dense(factor.RowCount, factor.ColumnCount, (i, j) => factor.At(i, j) - means[j]);
    }

    private static void RequireShape(Matrix<double> covariance, Matrix<double> normals, string name)
    {
        Guard.Finite(normals, name, "[tokens, tokens]");
        if (normals.RowCount == covariance.RowCount && normals.ColumnCount == covariance.RowCount) return;
        throw new ArgumentException(
            $"{name} had shape [{normals.RowCount}, {normals.ColumnCount}]; it must be [{covariance.RowCount}, {covariance.RowCount}], as the covariance. "
            + "Give one normal for every pair of tokens.", name);
    }
}
