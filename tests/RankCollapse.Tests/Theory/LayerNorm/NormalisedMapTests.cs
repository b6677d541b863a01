using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Foundations;
using RankCollapse.Theory.LayerNorm;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.LayerNorm;

public class NormalisedMapTests
{
    private static readonly RandomSource Random = new(21);

    [Fact]
    public void One_layer_equals_the_stack_with_LayerNorm()
    {
        for (var sample = 0; sample < 10; sample++)
        {
            var stream = Random.Stream(sample);
            var mask = AttentionMask.Causal(4);
            var weights = AttentionWeights.Normal(3, 0.7, stream).WithValue(stream.OrthogonalMatrix(3));
            var x = stream.UnitRows(4, 3);
            Close.To(AttentionStack.WithLayerNorm(mask).LayerReference(x, weights), NormalisedMap.WithAttention(mask, weights).Next(x), 1e-15);
        }
    }

    [Fact]
    public void Jacobian_equals_central_differences_for_fixed_and_for_softmax_attention()
    {
        for (var sample = 0; sample < 10; sample++)
        {
            var stream = Random.Stream("jacobian").Stream(sample);
            var weights = AttentionWeights.Normal(3, 0.8, stream).WithValue(stream.NormalMatrix(3, 3)).AtTemperature(0.7);
            NormalisedMap[] maps =
            [
                NormalisedMap.WithAttention(AttentionMask.Complete(4), weights),
                NormalisedMap.WithAttention(AttentionMask.SlidingWindow(4), weights),
                NormalisedMap.Uniform(AttentionMask.Causal(4), weights.Value),
            ];
            var x = stream.UnitRows(4, 3);
            foreach (var map in maps)
            {
                var jacobian = SphereJacobian.Of(map, x);
                var reference = SphereJacobian.OfReference(map, x);
                Close.To(reference, jacobian, 1e-7 * Math.Max(1, jacobian.L2Norm()), $"sample {sample}");
            }
        }
    }

    [Fact]
    public void Pre_norm_is_post_norm_of_the_projected_tokens()
    {
        var stream = Random.Stream("pre-norm");
        var weights = AttentionWeights.Normal(3, 0.5, stream).WithValue(stream.OrthogonalMatrix(3));
        var attention = new MaskedAttention(AttentionMask.SlidingWindow(5));
        var map = NormalisedMap.WithAttention(AttentionMask.SlidingWindow(5), weights);
        var pre = stream.NormalMatrix(5, 3);
        var post = SphereProjection.OfReference(pre);
        for (var layer = 0; layer < 20; layer++)
        {
            pre = attention.LayerReference(SphereProjection.OfReference(pre), weights);
            post = map.Next(post);
            Close.To(SphereProjection.OfReference(pre), post, 1e-13, $"layer {layer}");
        }
    }

    [Fact]
    public void A_simplex_and_antipodal_pairs_are_unstable_equilibria_without_collapse()
    {
        for (var width = 2; width <= 5; width++)
        {
            var simplex = BalancedTokens.Simplex(width);
            var map = NormalisedMap.WithAttention(AttentionMask.Complete(width + 1), AttentionWeights.Identity(width));
            Assert.True(map.EquilibriumError(simplex) < 1e-15, $"width {width}");
            Assert.Equal(width, Ranks.Numerical(simplex));
            Close.To(-1.0 / width, TokenCosineSimilarity.Of(simplex).Maximum, 1e-15);
            Assert.True(SphereJacobian.Multipliers(map, simplex)[0].Magnitude > 1.5);
            Assert.True(TokenResidual.Absolute(map.After(simplex + (1e-6 * Random.Stream("kick").NormalMatrix(width + 1, width)), 200)) < 1e-9);
        }

        var pairs = BalancedTokens.Antipodal(Random.Stream("pairs").UnitRows(1, 3));
        var two = NormalisedMap.WithAttention(AttentionMask.Complete(2), AttentionWeights.Identity(3));
        Assert.True(two.EquilibriumError(pairs) < 1e-15);
        Close.To(Math.Sqrt(2), TokenResidual.Absolute(pairs), 1e-15);
        Assert.Equal(1, Ranks.Numerical(pairs));
    }

    [Fact]
    public void Consensus_has_the_predicted_multipliers_whatever_the_value_weights()
    {
        for (var sample = 0; sample < 10; sample++)
        {
            var stream = Random.Stream("consensus").Stream(sample);
            // Positive entries: a leading eigenvalue that is simple, real and positive by Perron's theorem.
            var value = stream.NormalMatrix(3, 3).Map(Math.Abs);
            foreach (var mask in new[] { AttentionMask.Complete(3), AttentionMask.SlidingWindow(4), AttentionMask.GlobalTokenWithWindow(5) })
            {
                var consensus = new ConsensusStability(mask, value);
                var weights = AttentionWeights.Normal(3, 0.8, stream).WithValue(value);
                var measured = SphereJacobian.Multipliers(NormalisedMap.WithAttention(mask, weights), consensus.Tokens());
                Assert.Equal(mask.Tokens * 2, consensus.Multipliers.Count);
                Assert.True(consensus.Multipliers[0].Magnitude < 1);
                for (var k = 0; k < measured.Length; k++) Close.To(consensus.Multipliers[k].Magnitude, measured[k].Magnitude, 1e-6, $"{mask.Name}, {k}");
            }
        }
    }

    [Fact]
    public void Refusals_say_what_to_do()
    {
        var map = NormalisedMap.Uniform(AttentionMask.Causal(2), Matrix<double>.Build.DenseIdentity(2));
        var opposite = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0 }, { -1, 0 } });
        Assert.StartsWith("Token 1 had length 0", Assert.Throws<ArgumentException>(() => map.Next(opposite)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The tokens had shape [3, 2]; this layer is for [2, 2].", Refused(() => map.Next(Inputs.F(3, 2))), StringComparison.Ordinal);
        Assert.StartsWith("Token 0 had length", Refused(() => SphereJacobian.Of(map, Inputs.F(2, 2))), StringComparison.Ordinal);
        var moving = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0 }, { 0, 1 } });
        Assert.StartsWith("One layer moved the tokens by 0.7", Refused(() => SphereJacobian.Multipliers(map, moving)), StringComparison.Ordinal);
        var turning = Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 1 }, { -1, 0 } });
        Assert.Contains("must be real, positive", Refused(() => new ConsensusStability(AttentionMask.Complete(2), turning)), StringComparison.Ordinal);
    }

    private static string Refused(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
}
