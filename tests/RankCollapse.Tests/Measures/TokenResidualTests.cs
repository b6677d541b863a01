using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Tests.Measures;

public class TokenResidualTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    [Fact]
    public void Residual_is_zero_exactly_when_all_tokens_agree()
    {
        // 0.1 is not a binary fraction and 7 tokens are no power of two: the mean of equal numbers would be off by rounding.
        var equal = Build.Dense(7, 3, (_, j) => 0.1 * (j + 1));
        Assert.Equal(0, TokenResidual.Absolute(equal));
        Assert.Equal(0, TokenResidual.Relative(equal));
        equal[4, 1] = Math.BitIncrement(equal[4, 1]);
        Assert.True(TokenResidual.Absolute(equal) > 0);
    }

    [Fact]
    public void Residual_of_two_tokens_is_their_distance_over_root_two() =>
        Close.To(5 / Math.Sqrt(2), TokenResidual.Absolute(Build.DenseOfArray(new double[,] { { 1, 1 }, { 4, 5 } })), 1e-15);

    [Fact]
    public void Residual_is_blind_to_the_sign_that_rank_is_not_blind_to()
    {
        var antipodal = Build.DenseOfArray(new double[,] { { 1, 2, 2 }, { -1, -2, -2 } });
        Assert.Equal(1, Ranks.Numerical(antipodal));
        Close.To(0, TokenResidual.RankOneDistance(antipodal), 1e-15);
        Close.To(Math.Sqrt(18), TokenResidual.Absolute(antipodal), 1e-15);
        Assert.Equal(1, TokenResidual.Relative(antipodal));
    }

    [Fact]
    public void Residual_equals_the_sum_over_pairs()
    {
        var random = new RandomSource(1).Stream("residual");
        for (var sample = 0; sample < 20; sample++)
        {
            var x = random.Stream(sample).NormalMatrix(1 + sample, 1 + (sample % 5));
            Close.To(TokenResidual.AbsoluteReference(x), TokenResidual.Absolute(x), 1e-13);
        }
    }

    [Fact]
    public void Residual_of_tokens_in_a_span_is_that_of_the_matrix()
    {
        var x = Inputs.F(5, 3);
        Assert.Equal(TokenResidual.Absolute(x), TokenResidual.Absolute(x.ToRowMajorArray(), tokens: 5));
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-200)]
    [InlineData(1e200)]
    public void Residual_neither_underflows_nor_overflows(double scale) =>
        Close.Relatively(scale * TokenResidual.Absolute(Inputs.F(6, 4)), TokenResidual.Absolute(scale * Inputs.F(6, 4)), 1e-14);

    [Fact]
    public void Residual_survives_a_large_common_offset()
    {
        // A power of two, so that adding it costs the entries no more than their bits below 2^-22.
        var x = Build.Dense(4, 2, (i, j) => (i * i) + j);
        Close.Relatively(TokenResidual.Absolute(x), TokenResidual.Absolute(x + Math.Pow(2, 30)), 1e-15);
    }

    [Fact]
    public void Rank_one_distance_is_the_length_of_all_singular_values_but_the_first()
    {
        var diagonal = Build.DenseOfDiagonalArray([12, 4, 3]);
        Close.To(5, TokenResidual.RankOneDistance(diagonal), 1e-14);
        Close.To(5.0 / 13, TokenResidual.RelativeRankOneDistance(diagonal), 1e-15);
    }

    [Fact]
    public void Rank_one_distance_never_exceeds_the_residual()
    {
        var random = new RandomSource(2).Stream("distance");
        for (var sample = 0; sample < 50; sample++)
        {
            var x = random.Stream(sample).NormalMatrix(6, 4);
            Assert.True(TokenResidual.RankOneDistance(x) <= TokenResidual.Absolute(x) + 1e-14, $"sample {sample}");
        }
    }

    [Fact]
    public void Centred_tokens_are_put_together_again()
    {
        var x = Inputs.F(6, 4);
        var split = CentredTokens.From(x);
        Close.To(x, split.ToMatrix(), 1e-15);
        Close.To(0, split.Centred.ColumnSums().AbsoluteMaximum(), 1e-15);
        Close.To(x.ColumnSums()[2] / 6, split.Mean[2], 1e-15);
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        var x = Inputs.F(3, 2);
        x[1, 0] = double.NaN;
        Assert.StartsWith(
            "Entry [1, 0] was NaN; every entry must be finite. Look for an overflow or a division by zero before this call; "
            + "the expected shape is [tokens, width].",
            Assert.Throws<ArgumentException>(() => TokenResidual.Absolute(x)).Message);
        Assert.StartsWith(
            "All entries were 0; a relative residual needs a token matrix that is not zero. Use the absolute residual.",
            Assert.Throws<ArgumentException>(() => TokenResidual.Relative(Build.Dense(2, 2))).Message);
        Assert.StartsWith(
            "There were 6 entries for 4 tokens; the number of entries must be tokens × width. Check the shape",
            Assert.Throws<ArgumentException>(() => TokenResidual.Absolute(new double[6], 4)).Message);
        Assert.StartsWith(
            "No numbers were given; at least 1 is needed. Check the slice that is passed in.",
            Assert.Throws<ArgumentException>(() => TokenResidual.Absolute([], 1)).Message);
        Assert.StartsWith(
            "Entry [1] was Infinity; every entry must be finite.",
            Assert.Throws<ArgumentException>(() => TokenResidual.Absolute([0, double.PositiveInfinity], 1)).Message);
        Assert.StartsWith(
            "tokens was 0; it must be at least 1. Give the number of rows.",
            Assert.Throws<ArgumentOutOfRangeException>(() => TokenResidual.Absolute([1.0], 0)).Message);
    }
}
