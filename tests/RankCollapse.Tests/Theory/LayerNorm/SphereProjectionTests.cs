using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.LayerNorm;

namespace RankCollapse.Tests.Theory.LayerNorm;

public class SphereProjectionTests
{
    private static readonly RandomStream Random = new RandomSource(3).Stream("sphere");

    [Fact]
    public void Tokens_come_out_with_length_one_and_their_direction()
    {
        for (var sample = 0; sample < 20; sample++)
        {
            var x = Random.Stream(sample).NormalMatrix(2 + sample, 1 + (sample % 6), 3);
            Close.To(SphereProjection.OfReference(x), SphereProjection.Of(CentredTokens.From(x)).ToMatrix(), 1e-14);
        }
    }

    [Fact]
    public void Residual_keeps_its_digits_far_below_the_rounding_of_the_tokens()
    {
        // To first order the residual of the projected tokens is the part of r across m, divided by ‖m‖.
        const double small = 1e-150;
        var r = CentredTokens.From(Random.NormalMatrix(6, 3)).Centred;
        var projected = SphereProjection.Of(new CentredTokens([0, 2, 0], r * small));
        var across = r.Clone();
        across.ClearColumn(1);
        Close.Relatively(across.FrobeniusNorm() / 2, projected.Residual / small, 1e-13);
    }

    [Fact]
    public void Tokens_with_mean_zero_and_equal_tokens_are_projected_as_well()
    {
        var opposite = Matrix<double>.Build.DenseOfArray(new double[,] { { 3, 0 }, { -3, 0 } });
        Close.To(opposite / 3, SphereProjection.Of(CentredTokens.From(opposite)).ToMatrix(), 0);
        var equal = Matrix<double>.Build.Dense(7, 3, (_, j) => 0.1 * (j + 1));
        Assert.Equal(0, SphereProjection.Of(CentredTokens.From(equal)).Residual);
    }

    [Fact]
    public void A_token_of_length_zero_is_refused_by_number()
    {
        var x = Matrix<double>.Build.DenseOfArray(new double[,] { { 3, 0 }, { 0, 0 } });
        Assert.StartsWith("Token 1 had length 0; it has no direction", Assert.Throws<ArgumentException>(() => SphereProjection.OfReference(x)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Token 1 had length 0; it has no direction", Assert.Throws<ArgumentException>(() => SphereProjection.Of(CentredTokens.From(x))).Message, StringComparison.Ordinal);
    }
}
