using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Tests.Measures;

public class SpectralGapTests
{
    [Fact]
    public void Gaps_of_a_diagonal_matrix_follow_their_formulas()
    {
        var x = Matrix<double>.Build.DenseOfDiagonalArray([1, -4, 3]);
        Close.To(0.25, SpectralGap.OfEigenvalues(x), 1e-14);
        Close.To(0.25, SpectralGap.OfSingularValues(x), 1e-14);
        Close.To(Math.Log(4.0 / 3), SpectralGap.Logarithmic(x), 1e-14);
    }

    [Fact]
    public void Complex_eigenvalues_count_by_modulus()
    {
        // Rotation by 0.7 times 0.9, and a leading 1.
        var x = Matrix<double>.Build.DenseIdentity(3);
        x.SetSubMatrix(1, 1, 0.9 * Matrix<double>.Build.DenseOfArray(
            new[,] { { Math.Cos(0.7), -Math.Sin(0.7) }, { Math.Sin(0.7), Math.Cos(0.7) } }));
        Close.To(0.1, SpectralGap.OfEigenvalues(x), 1e-14);
    }

    [Fact]
    public void A_matrix_of_rank_one_has_gap_one_and_infinite_logarithmic_gap()
    {
        var x = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0 }, { 0, 0 } });
        Assert.Equal(1, SpectralGap.OfSingularValues(x));
        Assert.Equal(double.PositiveInfinity, SpectralGap.Logarithmic(x));
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith(
            "The matrix had shape [3, 2]; it must be square. For a rectangular matrix use its singular values.",
            Assert.Throws<ArgumentException>(() => SpectralGap.OfEigenvalues(Inputs.F(3, 2))).Message);
        Assert.StartsWith(
            "The matrix had shape [1, 4]; a gap needs at least 2 rows and 2 columns. A single row or column has no second direction.",
            Assert.Throws<ArgumentException>(() => SpectralGap.OfSingularValues(Inputs.F(1, 4))).Message);
        Assert.StartsWith(
            "The largest value was 0; a gap is measured in units of it. Check that the matrix is not zero.",
            Assert.Throws<ArgumentException>(() => SpectralGap.Logarithmic(Matrix<double>.Build.Dense(2, 2))).Message);
    }
}
