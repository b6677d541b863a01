using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Tests.Measures;

public class TokenCosineSimilarityTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    [Fact]
    public void Cosines_of_three_tokens_in_the_plane()
    {
        var x = Build.DenseOfArray(new double[,] { { 2, 0 }, { 0, 5 }, { -3, 0 } });
        var cosines = TokenCosineSimilarity.Of(x);
        Close.To(-1.0 / 3, cosines.Mean, 1e-15);
        Close.To(1.0 / 3, cosines.MeanAbsolute, 1e-15);
        Assert.Equal((-1, 0, 3L), (cosines.Minimum, cosines.Maximum, cosines.Pairs));
    }

    [Fact]
    public void Rank_one_drives_the_mean_absolute_cosine_to_one_whatever_the_signs()
    {
        var cosines = TokenCosineSimilarity.Of(Build.Dense(6, 3, (i, j) => (i % 2 == 0 ? 1 : -1) * (i + 1) * (j + 1)));
        Close.To(1, cosines.MeanAbsolute, 1e-15);
        Close.To(-0.2, cosines.Mean, 1e-15);
    }

    [Theory]
    [InlineData(1e-200)]
    [InlineData(1e200)]
    public void Cosines_ignore_lengths(double scale) =>
        Close.To(TokenCosineSimilarity.Matrix(Inputs.F(5, 3)), TokenCosineSimilarity.Matrix(scale * Inputs.F(5, 3)), 1e-14);

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        var x = Inputs.F(3, 2);
        x.ClearRow(1);
        Assert.StartsWith(
            "Token 1 was the zero vector; a cosine needs a direction. Drop the token or measure the residual instead.",
            Assert.Throws<ArgumentException>(() => TokenCosineSimilarity.Of(x)).Message);
        Assert.StartsWith(
            "There was 1 token; a pairwise cosine needs at least 2. Pass a matrix of shape [tokens, width], one token per row.",
            Assert.Throws<ArgumentException>(() => TokenCosineSimilarity.Of(Inputs.F(1, 2))).Message);
    }
}
