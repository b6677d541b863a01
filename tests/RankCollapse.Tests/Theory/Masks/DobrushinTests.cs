using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Masks;

public class DobrushinTests
{
    [Fact]
    public void Overlap_form_equals_the_definition_by_distances()
    {
        for (var sample = 0; sample < 30; sample++)
        {
            var p = Stochastic(new RandomSource(1).Stream(sample), 2 + (sample % 7));
            Close.To(Dobrushin.CoefficientReference(p), Dobrushin.Coefficient(p), 1e-14, $"sample {sample}");
        }
    }

    [Fact]
    public void Coefficient_bounds_the_contraction_of_every_vector_and_multiplies()
    {
        for (var sample = 0; sample < 100; sample++)
        {
            var stream = new RandomSource(2).Stream(sample);
            var (p, q) = (Stochastic(stream, 6), Stochastic(stream, 6));
            var x = stream.NormalMatrix(6, 1).Column(0);
            var contracted = Dobrushin.Oscillation((p * x).ToArray());
            Assert.True(contracted <= (Dobrushin.Coefficient(p) * Dobrushin.Oscillation(x.ToArray())) + 1e-14, $"sample {sample}");
            Assert.True(Dobrushin.Coefficient(p * q) <= (Dobrushin.Coefficient(p) * Dobrushin.Coefficient(q)) + 1e-14, $"sample {sample}");
        }
    }

    [Fact]
    public void Some_vector_attains_the_coefficient()
    {
        // x = 1 on the columns where row i exceeds row j, for the most distant pair of rows.
        var p = Stochastic(new RandomSource(3).Stream("attained"), 5);
        var best = 0.0;
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 5; j++)
            {
                var x = (p.Row(i) - p.Row(j)).Map(difference => difference > 0 ? 1.0 : 0);
                best = Math.Max(best, Dobrushin.Oscillation((p * x).ToArray()));
            }
        }

        Close.To(Dobrushin.Coefficient(p), best, 1e-14);
    }

    [Fact]
    public void Coefficient_is_zero_for_equal_rows_and_one_for_disjoint_ones()
    {
        Assert.Equal(0, Dobrushin.Coefficient(new UniformAttention(AttentionMask.Complete(4)).ToMatrix()));
        Assert.Equal(1, Dobrushin.Coefficient(new UniformAttention(AttentionMask.BlockDiagonal(2, 2)).ToMatrix()));
    }

    [Fact]
    public void Column_ranges_are_within_their_limits_of_the_residual()
    {
        for (var sample = 0; sample < 50; sample++)
        {
            var x = new RandomSource(4).Stream(sample).NormalMatrix(7, 3);
            var mu = RankCollapse.Measures.TokenResidual.Absolute(x);
            Assert.InRange(Dobrushin.ColumnOscillation(x), 2 * mu / Math.Sqrt(7), Math.Sqrt(2) * mu);
        }
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        var p = Matrix<double>.Build.DenseOfArray(new[,] { { 0.5, 0.5 }, { 0.5, 0.25 } });
        Assert.StartsWith(
            "Row 1 summed to 0.75; every row must sum to 1 within 1e-9. Pass attention weights after the softmax.",
            Assert.Throws<ArgumentException>(() => Dobrushin.Coefficient(p)).Message);
        p[1, 0] = -1;
        Assert.StartsWith(
            "Entry [1, 0] was -1; a row-stochastic matrix has entries of at least 0. Pass attention weights, not scores.",
            Assert.Throws<ArgumentException>(() => Dobrushin.Coefficient(p)).Message);
        var run = MaskedAttentionTests.ReferenceRun("causal", 1);
        Assert.StartsWith(
            "blockLength was 0; it must be at least 1. Use the radius of the mask.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Dobrushin.ResidualBounds(run, 0)).Message);
    }

    private static Matrix<double> Stochastic(RandomStream random, int tokens) =>
        Matrix<double>.Build.Dense(tokens, tokens, (_, _) => random.NextExponential()).NormalizeRows(1);
}
