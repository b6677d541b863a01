using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// A complex mode as a real 2×2 block: for A·v = λv with λ = a + ib, A·[Re v, Im v] = [Re v, Im v]·[[a, b], [−b, a]]. Immutable.
/// </summary>
/// <source paper="orvieto2024" item="real form of a complex mode">From the LRU paper, arXiv 2303.06349, corrected: it displays the transpose.</source>
public sealed class RealModalForm
{
    private readonly Matrix<double> system;

    /// <summary>The real form of a real matrix.</summary>
    /// <param name="system">A, shape [n, n], finite.</param>
    /// <exception cref="ArgumentException">Not square or not finite.</exception>
    public RealModalForm(Matrix<double> system)
    {
        Guard.Square(system, nameof(system));
        this.system = system;
    }

    /// <summary>[[a, b], [−b, a]].</summary>
    /// <param name="eigenvalue">λ = a + ib.</param>
    /// <returns>Shape [2, 2].</returns>
    public static Matrix<double> Block(Complex eigenvalue) => Matrix<double>.Build.DenseOfRowMajor(
        2, 2, [eigenvalue.Real, eigenvalue.Imaginary, -eigenvalue.Imaginary, eigenvalue.Real]);

    /// <summary>Largest entry of A·[Re v, Im v] − [Re v, Im v]·Block over all eigenpairs, with eigenvectors of length 1.</summary>
    /// <returns>0 up to rounding.</returns>
    public double Residual() => LargestOver(Block);

    /// <summary>The same with the transposed block, as it is displayed.</summary>
    /// <returns>Not 0 where there is a complex pair.</returns>
    public double ResidualAsDisplayed() => LargestOver(lambda => Block(lambda).Transpose());

    private double LargestOver(Func<Complex, Matrix<double>> block)
    {
        var complex = system.Map(x => new Complex(x, 0));
        var pairs = complex.Evd();
        return Enumerable.Range(0, system.RowCount).Max(n =>
        {
            var v = pairs.EigenVectors.Column(n).Normalize(2);
            var plane = Matrix<double>.Build.DenseOfColumnVectors(v.Map(z => z.Real), v.Map(z => z.Imaginary));
            return ((system * plane) - (plane * block(pairs.EigenValues[n]))).Enumerate().Max(Math.Abs);
        });
    }
}
