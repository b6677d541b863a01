using System.Numerics;
using RankCollapse.Measures;
using RankCollapse.Theory.LayerNorm;

namespace RankCollapse.Tests.Theory.LayerNorm;

public class JordanEquilibriaTests
{
    [Fact]
    public void Reference_equilibria_are_reproduced()
    {
        foreach (var expected in ReferenceValues.Of("masks-layernorm").GetProperty("theorem3_equilibria").GetProperty("cases").EnumerateArray())
        {
            var layer = new JordanEquilibria(expected.GetProperty("N").GetInt32(), expected.GetProperty("d").GetInt32(), expected.GetProperty("w").GetDouble());
            int[] signs = [.. expected.GetProperty("signs").Numbers().Select(sign => (int)sign)];
            var tokens = layer.OfSigns(signs);
            Close.To(expected.GetProperty("X").Matrix(), tokens, 1e-14);
            Assert.Equal(expected.GetProperty("rank").GetInt32(), signs.Length);
            Close.To(expected.GetProperty("srank").GetDouble(), Ranks.Stable(tokens), 1e-12);
        }
    }

    [Fact]
    public void Every_rank_and_sign_pattern_is_an_equilibrium_of_one_and_the_same_layer()
    {
        foreach (var (tokens, width) in new[] { (1, 1), (2, 2), (5, 5), (5, 7), (6, 3) })
        {
            var layer = new JordanEquilibria(tokens, width, tokens + 0.5);
            for (var rank = 1; rank <= Math.Min(tokens, width); rank++)
            {
                foreach (var signs in JordanEquilibria.SignPatterns(rank))
                {
                    var x = layer.OfSigns(signs);
                    Assert.True(layer.Map.EquilibriumError(x) < 1e-13, $"{tokens} tokens, width {width}, signs {string.Join(" ", signs)}");
                    Assert.Equal(rank, Ranks.Numerical(x, 1e-9));
                }
            }
        }
    }

    [Fact]
    public void Full_rank_comes_with_a_stable_rank_near_one()
    {
        foreach (var shear in new[] { 1.5, 2, 5 })
        {
            var layer = new JordanEquilibria(6, 6, shear);
            var stable = JordanEquilibria.SignPatterns(6).Max(signs => Ranks.Stable(layer.OfSigns(signs)));
            Assert.InRange(stable, 1, layer.StableRankBound * (1 + 1e-12));
            // w ≥ √(1/δ + 1) ensures 1 + δ.
            Assert.True(layer.StableRankBound <= 1 + (1 / ((shear * shear) - 1)) + 1e-12);
        }
    }

    [Fact]
    public void Closed_form_multipliers_are_the_eigenvalues_of_the_derivative()
    {
        foreach (var signs in new int[][] { [1, -1, 1], [1, 1, 1], [-1, 1], [1, -1], [1, 1] })
        {
            var layer = new JordanEquilibria(3, 3, 4);
            var x = layer.OfSigns(signs);
            var closed = JordanMultipliers.Of(x, 4).Select(m => m.Magnitude).ToArray();
            var dense = SphereJacobian.Multipliers(layer.Map, x).Select(m => m.Magnitude).ToArray();
            // Pairs of equal multipliers are defective: the dense solver has the square root of the rounding there.
            for (var k = 0; k < closed.Length; k++) Close.To(closed[k], dense[k], 1e-6, $"{string.Join(" ", signs)}, multiplier {k}");
        }
    }

    [Fact]
    public void Token_two_has_the_multipliers_of_the_sheet()
    {
        var z = Math.Sqrt(0.75);
        var opposite = JordanMultipliers.OfToken([0, -0.5, -z], shear: 2, scale: 1);
        Assert.Equal(2, opposite.Length);
        Close.To(1, opposite[0].Real, 1e-14);
        Close.To(1 - z, opposite[1].Real, 1e-14);
        Close.To(1 + z, JordanMultipliers.OfToken([0, -0.5, z], shear: 2, scale: 1)[0].Real, 1e-14);
        Assert.Equal([new Complex(1.0 / 3, 0), new Complex(1.0 / 3, 0)], JordanMultipliers.OfToken([0, 0, 1], shear: 2, scale: 3));
        Close.To(0.9484, JordanMultipliers.OfToken([0.25, 0.5 * z, z], shear: 2, scale: 1)[0].Magnitude, 5e-5);
    }

    [Fact]
    public void From_four_tokens_on_every_full_rank_equilibrium_is_unstable()
    {
        foreach (var shear in new[] { 1.2, 2, 7 })
        {
            for (var tokens = 2; tokens <= 6; tokens++)
            {
                var layer = new JordanEquilibria(tokens, tokens, shear);
                var least = JordanEquilibria.SignPatterns(tokens).Min(signs => JordanMultipliers.Of(layer.OfSigns(signs), shear)[0].Magnitude);
                Assert.True(tokens <= 3 ? least <= 1 + 1e-9 : least > 1.05, $"{tokens} tokens, shear {shear}: {least}");
            }
        }
    }

    [Fact]
    public void Alternating_signs_tend_to_twice_the_cosine_of_pi_over_N()
    {
        for (var tokens = 3; tokens <= 9; tokens++)
        {
            double Gap(double shear) => JordanMultipliers.AlternatingLimit(tokens)
                - JordanMultipliers.Of(new JordanEquilibria(tokens, tokens, shear).OfSigns(JordanEquilibria.Alternating(tokens)), shear)[0].Magnitude;
            if (tokens == 3) Close.To(0, Gap(100), 1e-12);
            // The coefficients differ from 1 by order w⁻²: four times the shear, a sixteenth of the distance.
            else Close.To(16, Gap(50) / Gap(200), 0.2, $"{tokens} tokens");
        }

        Close.To((1 + Math.Sqrt(5)) / 2, JordanMultipliers.AlternatingLimit(5), 1e-15);
    }

    [Fact]
    public void The_census_holds_only_equilibria_and_contains_the_construction()
    {
        foreach (var (tokens, shear, count) in new[] { (2, 2.0, 3), (3, 4.0, 10), (4, 4.0, 34) })
        {
            var layer = new JordanEquilibria(tokens, tokens, shear);
            var census = JordanCensus.Of(layer);
            Assert.Equal(count, census.Count);
            Assert.All(census, found => Assert.True(layer.Map.EquilibriumError(found.Tokens) < 1e-12));
            Assert.Equal((1 << tokens) - 1, census.Count(found => found.IsOfTheConstruction));
            foreach (var rank in Enumerable.Range(1, tokens))
            {
                foreach (var signs in JordanEquilibria.SignPatterns(rank).Where(signs => signs[0] == 1))
                {
                    var wanted = layer.OfSigns(signs);
                    var found = Assert.Single(census, e => (e.Tokens - wanted).Enumerate().Max(Math.Abs) < 1e-9);
                    Assert.True(found.IsOfTheConstruction);
                    Assert.Equal(rank, found.Rank);
                    Close.To(JordanMultipliers.Of(wanted, shear)[0].Magnitude, found.LargestMultiplier, 1e-6);
                }
            }
        }
    }

    [Fact]
    public void The_census_finds_equilibria_of_rank_two_that_no_multiplier_destabilises_at_four_tokens()
    {
        var census = JordanCensus.Of(new JordanEquilibria(4, 4, 8));
        Assert.Contains(census, e => e is { Rank: 2, IsOfTheConstruction: false } && e.LargestMultiplier <= 1 + 1e-9);
        Assert.DoesNotContain(census, e => e is { Rank: 4 } && e.LargestMultiplier <= 1 + 1e-9);
    }

    [Fact]
    public void Shears_that_are_too_small_are_refused_for_the_ranks_that_need_more()
    {
        var layer = new JordanEquilibria(4, 4, 2.5);
        Assert.Equal(3, Ranks.Numerical(layer.OfSigns(1, -1, 1), 1e-9));
        var error = Assert.Throws<ArgumentException>(() => layer.OfSigns(1, -1));
        Assert.StartsWith("The shear was 2.5; rank 2 of 4 tokens starts with 3 copies of one token and needs a shear above 3.", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("There were 5 signs;", Assert.Throws<ArgumentException>(() => layer.OfSigns(1, 1, 1, 1, 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("A sign was 0;", Assert.Throws<ArgumentException>(() => layer.OfSigns(1, 0)).Message, StringComparison.Ordinal);
        Assert.StartsWith("There were 7 tokens; the census", Assert.Throws<ArgumentException>(() => JordanCensus.Of(new JordanEquilibria(7, 7, 2))).Message, StringComparison.Ordinal);
    }
}
