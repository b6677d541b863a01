using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Tests.Measures;

public class RanksTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    [Fact]
    public void All_ranks_count_equal_orthogonal_directions()
    {
        var x = 3.5 * new RandomSource(1).Stream("ranks").OrthogonalMatrix(6).SubMatrix(0, 6, 0, 4);
        Assert.Equal(4, Ranks.Numerical(x));
        Close.To(4, Ranks.Stable(x), 1e-12);
        Close.To(4, Ranks.Effective(x), 1e-12);
        Close.To(4, Ranks.SoftBound(x), 1e-12);
    }

    [Fact]
    public void Ranks_of_a_diagonal_matrix_follow_their_formulas()
    {
        var x = Build.DenseOfDiagonalArray([4, 2, 2]);
        Close.To(24.0 / 16, Ranks.Stable(x), 1e-14);
        Close.To(24.0 * 24 / (256 + 16 + 16), Ranks.SoftBound(x), 1e-14);
        // Shares 1/2, 1/4, 1/4 have entropy 3/2 · ln 2.
        Close.To(Math.Pow(2, 1.5), Ranks.Effective(x), 1e-14);
    }

    [Fact]
    public void Ranks_from_singular_values_do_not_ask_for_their_order()
    {
        Close.To(1.5, Ranks.Stable([2, 4, 2]), 1e-15);
        Close.To(2, Ranks.SoftBound([2, 4, 2]), 1e-15);
        Close.To(Math.Pow(2, 1.5), Ranks.Effective([2, 4, 2]), 1e-14);
    }

    [Fact]
    public void Effective_rank_of_a_condensing_matrix_agrees_with_an_independent_value()
    {
        // State and value of an independent script, double precision, printed with all digits.
        var condensing = Build.DenseOfArray(new[,]
        {
            { 2.209421491403424, -3.9174731509741645, 2.1263730567397 },
            { -1.358118022006865, 1.8344383064474012, -0.8852716893810989 },
            { -1.8668732656401015, 2.485204249565241, -1.5608776561049944 },
        });
        Close.To(1.390528935736369, Ranks.Effective(condensing), 1e-9);
    }

    [Fact]
    public void Soft_rank_of_the_worked_example_with_correlation_six_tenths()
    {
        // M = [[1, .6], [.6, 1]] has eigenvalues 1.6 and 0.4.
        var h = Math.Sqrt(2) * Build.DenseOfArray(new[,] { { 1, 0 }, { 0.6, 0.8 } });
        Close.To(4 / 2.72, Ranks.SoftBound(h), 1e-14);
        Assert.Equal(1, Ranks.Soft(h, 0.5));
        Assert.Equal(2, Ranks.Soft(h, 0.3));
        Assert.Equal(2, Ranks.Soft(h, 0));
        // "At least": an eigenvalue equal to the threshold counts.
        Assert.Equal(2, Ranks.Soft(h, 0.4));
    }

    [Fact]
    public void Soft_rank_is_at_least_its_bound_when_the_diagonal_is_one()
    {
        var random = new RandomSource(3).Stream("soft rank");
        for (var sample = 0; sample < 200; sample++)
        {
            var stream = random.Stream(sample);
            var samples = 2 + stream.NextInteger(12);
            var h = Math.Sqrt(samples) * stream.UnitRows(2 + stream.NextInteger(10), samples);
            var threshold = stream.NextUniform();
            Assert.True(
                Ranks.Soft(h, threshold) >= (Math.Pow(1 - threshold, 2) * Ranks.SoftBound(h)) - 1e-9,
                $"sample {sample}, threshold {threshold}");
        }
    }

    [Fact]
    public void Soft_rank_attains_its_bound_for_equal_blocks()
    {
        // Six features in three pairs of equal rows: rank and bound are both 3.
        var h = Math.Sqrt(3) * Build.Dense(6, 3, (i, j) => i / 2 == j ? 1 : 0);
        Close.To(3, Ranks.SoftBound(h), 1e-13);
        Assert.Equal(3, Ranks.Soft(h, 0));
    }

    [Fact]
    public void Soft_bound_from_singular_values_is_the_one_from_the_trace()
    {
        var h = Inputs.F(7, 5);
        Close.To(Ranks.SoftBoundReference(h), Ranks.SoftBound(h), 1e-12);
    }

    [Fact]
    public void Numerical_rank_follows_its_tolerance()
    {
        var x = Build.DenseOfDiagonalArray([1, 1e-10, 1e-17]);
        Assert.Equal(2, Ranks.Numerical(x));
        Assert.Equal(1, Ranks.Numerical(x, relativeTolerance: 1e-9));
        Assert.Equal(3, Ranks.Numerical(x, relativeTolerance: 1e-18));
        Assert.Equal(0, Ranks.Numerical(Build.Dense(3, 2)));
    }

    [Theory]
    [InlineData(1e-250)]
    [InlineData(1e250)]
    public void Ranks_do_not_depend_on_scale(double scale)
    {
        var x = Inputs.F(6, 4);
        Assert.Equal(Ranks.Numerical(x), Ranks.Numerical(scale * x));
        Close.To(Ranks.Stable(x), Ranks.Stable(scale * x), 1e-12);
        Close.To(Ranks.Effective(x), Ranks.Effective(scale * x), 1e-12);
        Close.To(Ranks.SoftBound(x), Ranks.SoftBound(scale * x), 1e-12);
    }

    [Fact]
    public void Ranks_are_ordered_as_their_definitions_demand()
    {
        var random = new RandomSource(4).Stream("order");
        for (var sample = 0; sample < 50; sample++)
        {
            var x = random.Stream(sample).NormalMatrix(5, 8);
            Assert.InRange(Ranks.Stable(x), 1, Ranks.SoftBound(x) * (1 + 1e-12));
            Assert.InRange(Ranks.Effective(x), Ranks.SoftBound(x), 5);
        }
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        var x = Inputs.F(3, 3);
        Assert.StartsWith(
            "threshold was 1; it must be in [0, 1). Use 0.5 to reproduce the published scaling.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Ranks.Soft(x, 1)).Message);
        Assert.StartsWith(
            "relativeTolerance was NaN; it must be in [0, 1]. It is a share of the largest singular value; 1e-12 is usual.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Ranks.Numerical(x, double.NaN)).Message);
        Assert.StartsWith(
            "All singular values were 0; this rank divides by the size of the matrix. Use the numerical rank, which is 0 there.",
            Assert.Throws<ArgumentException>(() => Ranks.Stable(Build.Dense(2, 2))).Message);
        Assert.StartsWith(
            "A singular value was -1; singular values are at least 0. Did you pass eigenvalues?",
            Assert.Throws<ArgumentException>(() => Ranks.Effective([2, -1])).Message);
    }
}
