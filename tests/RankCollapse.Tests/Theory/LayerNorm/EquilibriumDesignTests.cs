using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.LayerNorm;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.LayerNorm;

public class EquilibriumDesignTests
{
    [Fact]
    public void Any_independent_tokens_become_an_equilibrium_of_any_mask_with_invertible_attention()
    {
        var random = new RandomSource(4);
        foreach (var family in MaskFamily.All)
        {
            var mask = family.Build(4);
            var stream = random.Stream(family.Name);
            var weights = AttentionWeights.Normal(5, 1, stream);
            var tokens = stream.UnitRows(4, 5);
            var mixing = new MaskedAttention(mask).AttentionMatrix(tokens, weights);
            var value = EquilibriumDesign.Value(mixing, tokens, [1, 2, 0.5, 3]);
            Assert.True(NormalisedMap.WithAttention(mask, weights.WithValue(value)).EquilibriumError(tokens) < 1e-10, family.Name);
        }
    }

    [Fact]
    public void The_complete_mask_has_a_stable_equilibrium_of_full_rank()
    {
        var (map, tokens) = (CompleteMaskEquilibrium.Map(), CompleteMaskEquilibrium.Tokens());
        Assert.True(map.EquilibriumError(tokens) < 1e-15);
        Close.To(Matrix<double>.Build.DenseOfArray(new[,] { { 0.75, 0.25 }, { 1 / 3.0, 2 / 3.0 } }), map.Mixing(tokens), 1e-15);
        Close.To(CompleteMaskEquilibrium.Weights().Value, EquilibriumDesign.Value(map.Mixing(tokens), tokens, [2, 1]), 1e-13);
        var multipliers = SphereJacobian.Multipliers(map, tokens);
        Close.To(0.7953, multipliers[0].Real, 5e-5);
        Close.To(0.3658, multipliers[1].Real, 5e-5);
        var kicked = SphereProjection.OfReference(tokens + (0.01 * Inputs.F(2, 2)));
        Close.To(tokens, map.After(kicked, 150), 1e-13);
        // Independent Monte Carlo: 4 to 5 %. The standard error of 2000 samples is half a point; three of them on either side.
        Assert.InRange(CompleteMaskEquilibrium.BasinFraction(2000, 100, new RandomSource(8).Stream("starts")), 0.03, 0.065);
    }

    [Fact]
    public void Uniform_complete_attention_and_dependent_tokens_are_refused()
    {
        var uniform = new UniformAttention(AttentionMask.Complete(2)).ToMatrix();
        var tokens = Matrix<double>.Build.DenseIdentity(2);
        Assert.StartsWith("The attention matrix was singular", Refused(() => EquilibriumDesign.Value(uniform, tokens, [1, 1])), StringComparison.Ordinal);
        var causal = new UniformAttention(AttentionMask.Causal(2)).ToMatrix();
        Assert.Contains("linearly dependent", Refused(() => EquilibriumDesign.Value(causal, Matrix<double>.Build.Dense(2, 2, 1), [1, 1])), StringComparison.Ordinal);
        Assert.StartsWith("There were 2 tokens and 1 lengths", Refused(() => EquilibriumDesign.Value(causal, tokens, [1])), StringComparison.Ordinal);
        Assert.StartsWith("lengths was -1", Refused(() => EquilibriumDesign.Value(causal, tokens, [1, -1])), StringComparison.Ordinal);
    }

    [Fact]
    public void Token_two_stays_apart_for_width_3_and_leaves_the_set_of_the_lemma_for_width_4()
    {
        var random = new RandomSource(5).Stream("lemma");
        var (inside, left) = (new int[5], new int[5]);
        foreach (var width in new[] { 3, 4 })
        {
            var lemma = new SecondTokenLemma(width, 2);
            for (var sample = 0; inside[width] < 500; sample++)
            {
                var token = random.UnitRows(1, width).Row(0).ToArray();
                if (!lemma.IsInside(token)) continue;
                Assert.True(lemma.EarlyWeight(token) <= 3 + 1e-12, "the bound w² − 1 is implied");
                if (lemma.EarlyWeight(token) > Math.Sqrt(3)) continue;
                inside[width]++;
                if (lemma.LayersInside(token, 200) < 200) left[width]++;
            }
        }

        Assert.Equal(0, left[3]);
        Assert.InRange(left[4], 1, 250);
        Assert.StartsWith("shear was 1; it must be finite and above 1.", Refused(() => new SecondTokenLemma(3, 1)), StringComparison.Ordinal);
    }

    private static string Refused(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
}
