using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Tests.Measures;

public class CompositeNormTests
{
    [Fact]
    public void Composite_size_is_the_root_of_column_sum_times_row_sum()
    {
        var r = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, -2 }, { 3, 4 } });
        Close.To(Math.Sqrt(6 * 7), CompositeNorm.Of(r), 1e-14);
        Close.To(42, CompositeNorm.Product(r), 1e-13);
    }

    [Fact]
    public void Composite_size_violates_the_triangle_inequality()
    {
        var row = Matrix<double>.Build.Dense(2, 2, (i, _) => i == 0 ? 1 : 0);
        Assert.True(CompositeNorm.Of(row + row.Transpose()) > CompositeNorm.Of(row) + CompositeNorm.Of(row.Transpose()) + 0.1);
    }

    [Fact]
    public void Composite_size_of_a_residual_agrees_with_the_reference_start()
    {
        var common = new[] { 0.3, -0.2, 0.5 };
        var x = (0.3 * Inputs.F(4, 3)).MapIndexed((_, j, value) => value + common[j], Zeros.Include);
        var expected = ReferenceValues.Of("masks-layernorm").GetProperty("dong_cubic").GetProperty("residual").Numbers()[0];
        Close.To(expected, CompositeNorm.OfResidual(x), 1e-9);
    }
}
