using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Measures;

/// <summary>The composite size ‖R‖_{1,∞} = (‖R‖₁ · ‖R‖_∞)^½ in which the double-exponential theorem is stated.</summary>
/// <remarks>Not a norm: the triangle inequality fails. E.g. a single row and a single column of ones add up to more than their sizes.</remarks>
public static class CompositeNorm
{
    /// <summary>Square root of (largest absolute column sum) × (largest absolute row sum).</summary>
    /// <param name="r">Any matrix, shape [tokens, width], finite entries; usually a residual.</param>
    /// <returns>A length in the unit of <paramref name="r"/>; at least 0.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    /// <source paper="dong2021" item="definition of the composite norm">With the square root, as in their plots.</source>
    public static double Of(Matrix<double> r)
    {
        var (column, row) = Sums(r);
        return Math.Sqrt(column) * Math.Sqrt(row);
    }

    /// <summary>(Largest absolute column sum) × (largest absolute row sum), without the root.</summary>
    /// <param name="r">Any matrix, shape [tokens, width], finite entries.</param>
    /// <returns>A squared length; at least 0.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    /// <source paper="dong2021" item="official code, statistic alpha">The code's alpha uses this product although the text has the root.</source>
    public static double Product(Matrix<double> r)
    {
        var (column, row) = Sums(r);
        return column * row;
    }

    /// <summary>Composite size of the tokens minus their mean.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <returns>A length in the unit of <paramref name="x"/>; exactly 0 when all tokens are equal.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    /// <source paper="dong2021" item="residual">The paper subtracts the minimiser of the composite size; its code, and we, the mean.</source>
    public static double OfResidual(Matrix<double> x) => Of(CentredTokens.From(x).CentredUnsafe);

    private static (double Column, double Row) Sums(Matrix<double> r)
    {
        Guard.Finite(r, nameof(r));
        return (r.L1Norm(), r.InfinityNorm());
    }
}
