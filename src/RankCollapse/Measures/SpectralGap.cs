using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Measures;

/// <summary>How far the largest direction of a matrix is ahead of the second, in three usual forms.</summary>
/// <remarks>
/// For a fixed attention matrix the eigenvalue gap sets the speed of collapse, |λ₂| per layer; for a product of L random
/// layers the logarithmic gap divided by L tends to the difference of the two top Lyapunov exponents.
/// </remarks>
public static class SpectralGap
{
    /// <summary>1 − |λ₂|/|λ₁| of a square matrix, eigenvalues ordered by modulus and counted with multiplicity.</summary>
    /// <remarks>
    /// By a dense eigensolver: for a defective matrix the error can be as large as 1e-16 to the power 1/(block size). For the
    /// uniform attention of a mask use <c>Theory.Masks.UniformAttention</c>, which reads triangular parts off the diagonal.
    /// </remarks>
    /// <param name="a">Square matrix, shape [n, n], n at least 2, finite entries, not nilpotent.</param>
    /// <returns>Dimensionless, in [0, 1]; for a row-stochastic matrix 1 − |λ₂|; 0 when the second eigenvalue ties with the first.</returns>
    /// <exception cref="ArgumentException">Not square, fewer than 2 rows, an entry not finite, or all eigenvalues zero.</exception>
    /// <source paper="wu2024" item="rate of collapse">Derived here: the paper bounds the rate by the radius, not by the gap.</source>
    public static double OfEigenvalues(Matrix<double> a)
    {
        Guard.Square(a, nameof(a));
        RequireTwo(a, nameof(a));
        var moduli = a.Evd().EigenValues.Select(Complex.Abs).OrderDescending().ToArray();
        return Relative(moduli[0], moduli[1], nameof(a));
    }

    /// <summary>1 − σ₂/σ₁, the same gap for singular values.</summary>
    /// <param name="x">Any matrix, shape [rows, columns], at least 2 of both, finite entries, not all zero.</param>
    /// <returns>Dimensionless, in [0, 1]; 1 exactly for a matrix of rank one.</returns>
    /// <exception cref="ArgumentException">Fewer than 2 rows or columns, an entry not finite, or all entries zero.</exception>
    public static double OfSingularValues(Matrix<double> x)
    {
        var values = TwoSingularValues(x);
        return Relative(values[0], values[1], nameof(x));
    }

    /// <summary>ln σ₁ − ln σ₂, in nats.</summary>
    /// <param name="x">Any matrix, shape [rows, columns], at least 2 of both, finite entries, not all zero.</param>
    /// <returns>At least 0; positive infinity for an exact rank of one.</returns>
    /// <exception cref="ArgumentException">Fewer than 2 rows or columns, an entry not finite, or all entries zero.</exception>
    /// <source paper="daneshmand2020" item="vanilla collapse">Divided by depth this estimates μ₁ − μ₂ of the product of layers.</source>
    public static double Logarithmic(Matrix<double> x)
    {
        var values = TwoSingularValues(x);
        _ = Relative(values[0], values[1], nameof(x));
        return Math.Log(values[0]) - Math.Log(values[1]);
    }

    private static double[] TwoSingularValues(Matrix<double> x)
    {
        Guard.Finite(x, nameof(x), "[rows, columns]");
        RequireTwo(x, nameof(x));
        return Ranks.SingularValues(x);
    }

    private static void RequireTwo(Matrix<double> matrix, string name)
    {
        if (matrix.RowCount >= 2 && matrix.ColumnCount >= 2) return;
        throw new ArgumentException(
            $"The matrix had shape [{matrix.RowCount}, {matrix.ColumnCount}]; a gap needs at least 2 rows and 2 columns. "
            + "A single row or column has no second direction.", name);
    }

    private static double Relative(double first, double second, string name)
    {
        if (first > 0) return 1 - (second / first);
        throw new ArgumentException(
            "The largest value was 0; a gap is measured in units of it. Check that the matrix is not zero.", name);
    }
}
