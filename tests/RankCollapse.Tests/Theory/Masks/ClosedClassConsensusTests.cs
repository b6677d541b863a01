using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Masks;

public class ClosedClassConsensusTests
{
    [Fact]
    public void Block_diagonal_reference_run_ends_at_its_two_consensus_vectors()
    {
        var expected = ReferenceValues.Of("masks-layernorm").GetProperty("nonqsc_block");
        var run = new MaskedAttention(AttentionMask.BlockDiagonal(4, 4)).Run(Inputs.F(8, 4), 30, AttentionWeights.Identity(4));
        Close.To(expected.GetProperty("mu_limit").GetDouble(), run.Residuals[30], 1e-9);
        var rows = expected.GetProperty("rows0_4").Matrix();
        Close.To(rows, Matrix<double>.Build.DenseOfRowVectors(run.Tokens(30).Row(0), run.Tokens(30).Row(4)), 1e-9);
    }

    [Fact]
    public void Followers_end_at_their_absorption_probabilities()
    {
        var mask = MaskGraphTests.TwoSourcesWithFollowers();
        var consensus = new ClosedClassConsensus(mask);
        var run = new MaskedAttention(mask).Run(Inputs.F(5, 3), 200, AttentionWeights.Identity(3));
        var x = run.Tokens(200);

        Assert.InRange(TokenResidual.Absolute(x.SubMatrix(0, 2, 0, 3)), 0, 1e-12);
        var weights = consensus.Absorption(run.Attention(199));
        var vectors = Matrix<double>.Build.DenseOfRowVectors(x.Row(0), x.Row(2));
        Close.To(x, weights * vectors, 1e-12, "tokens against absorption weights");
        Assert.All(weights.Enumerate(), weight => Assert.InRange(weight, 0, 1));
        Assert.All(new[] { 3, 4 }, i => Assert.True(weights[i, 0] > 0.01 && weights[i, 1] > 0.01));
        Close.To(1, weights.Row(4).Sum(), 1e-14);
        Assert.Equal(2, consensus.LimitRankBound(3));
        Assert.Equal(2, Ranks.Numerical(x, relativeTolerance: 1e-10));
    }

    [Fact]
    public void Uniform_absorption_of_two_followers_is_solved_by_hand()
    {
        // Token 3 attends to {0, 2, 3, 4}, token 4 to {3, 4}: a4 = a3, a3 = (e0 + e2 + a3 + a4)/4, so both are (1/2, 1/2).
        var mask = MaskGraphTests.TwoSourcesWithFollowers();
        var absorption = new ClosedClassConsensus(mask).Absorption(new UniformAttention(mask).ToMatrix());
        Close.To(Matrix<double>.Build.DenseOfArray(new[,] { { 1, 0 }, { 1, 0 }, { 0, 1 }, { 0.5, 0.5 }, { 0.5, 0.5 } }), absorption, 1e-15);
    }

    [Fact]
    public void Limit_matrix_is_the_high_power_for_random_masks() =>
        Prop.ForAll(MaskGraphTests.RandomMasks, mask =>
        {
            var uniform = new UniformAttention(mask).ToMatrix();
            var consensus = new ClosedClassConsensus(mask);
            var power = uniform;
            for (var k = 0; k < 14; k++) power *= power;
            var limit = consensus.LimitMatrix(uniform);
            return (power - limit).Enumerate().Max(Math.Abs) < 1e-9 && Ranks.Numerical(limit, 1e-9) == consensus.ClassCount;
        }).Check(MaskGraphTests.Settings);

    [Fact]
    public void Causal_mask_ends_at_its_first_token()
    {
        var x = Inputs.F(5, 3);
        var limit = new ClosedClassConsensus(AttentionMask.Causal(5)).Limit(x);
        Assert.All(Enumerable.Range(0, 5), i => Close.To(0, (limit.Row(i) - x.Row(0)).AbsoluteMaximum(), 1e-15));
    }

    [Fact]
    public void Limit_has_at_most_as_many_directions_as_closed_classes_or_columns()
    {
        Assert.Equal(3, Ranks.Numerical(new ClosedClassConsensus(AttentionMask.BlockDiagonal(2, 3, 2)).Limit(Inputs.F(7, 5)), 1e-10));
        Assert.Equal(2, Ranks.Numerical(new ClosedClassConsensus(AttentionMask.BlockDiagonal(2, 3, 2)).Limit(Inputs.F(7, 2)), 1e-10));
        Assert.Equal(2, new ClosedClassConsensus(AttentionMask.BlockDiagonal(2, 3, 2)).LimitRankBound(2));
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        var swap = AttentionMask.Custom("swap", new[,] { { false, true }, { true, false } });
        Assert.StartsWith(
            "The closed class {0, 1} had period 2; it must be 1 for a limit to exist. Allow one of its tokens to attend to itself.",
            Assert.Throws<ArgumentException>(() => new ClosedClassConsensus(swap)).Message);
        var causal = new ClosedClassConsensus(AttentionMask.Causal(3));
        Assert.StartsWith(
            "Entry [0, 1] of the attention matrix was 0.3333333333333333, while the mask says forbidden; "
            + "weights must be positive exactly where the mask allows. Take the matrix from a run under this mask.",
            Assert.Throws<ArgumentException>(() => causal.Absorption(new UniformAttention(AttentionMask.Complete(3)).ToMatrix())).Message);
        Assert.StartsWith(
            "The attention matrix was for 2 tokens; the causal mask is for 3. Take the matrix from a run under this mask.",
            Assert.Throws<ArgumentException>(() => causal.Absorption(new UniformAttention(AttentionMask.Complete(2)).ToMatrix())).Message);
        Assert.StartsWith(
            "There were 4 tokens; the causal mask is for 3. Build the mask for the sequence length.",
            Assert.Throws<ArgumentException>(() => causal.Limit(Inputs.F(4, 2))).Message);
        Assert.StartsWith(
            "width was 0; it must be at least 1. Give the width of the tokens.",
            Assert.Throws<ArgumentOutOfRangeException>(() => causal.LimitRankBound(0)).Message);
    }
}
