using RankCollapse.Theory.LayerNorm;

namespace RankCollapse.Tests.Theory.LayerNorm;

public class TwoTokenSystemTests
{
    [Fact]
    public void Reference_points_multipliers_and_orbits_are_reproduced()
    {
        foreach (var expected in ReferenceValues.Of("masks-layernorm").GetProperty("counterexample_2d").GetProperty("cases").EnumerateArray())
        {
            var system = new TwoTokenSystem { Shear = expected.GetProperty("w").GetDouble() };
            var (a, b) = system.Equilibria!.Value;
            Assert.All(new[] { (expected.GetProperty("A"), a), (expected.GetProperty("B"), b) }, pair =>
            {
                Close.To(pair.Item1[0].GetDouble(), pair.Item2.X, 1e-14);
                Close.To(pair.Item1[1].GetDouble(), pair.Item2.Z, 1e-14);
            });
            Close.To(expected.GetProperty("multiplier_A").GetDouble(), a.Multiplier, 1e-14);
            Close.To(expected.GetProperty("multiplier_B").GetDouble(), b.Multiplier, 1e-14);
            Close.To(expected.GetProperty("basin_fraction_B").GetDouble(), system.FrozenBasinFraction, 1e-14);
            var orbit = system.Orbit((0.4, 4.0), 100);
            foreach (var entry in expected.GetProperty("orbit").EnumerateArray())
            {
                var (first, second) = orbit[entry[0].GetInt32()];
                Close.To(0, double.Hypot(entry[1][0].GetDouble() - first.X, entry[1][1].GetDouble() - first.Z), 1e-12);
                Close.To(0, double.Hypot(entry[2][0].GetDouble() - second.X, entry[2][1].GetDouble() - second.Z), 1e-12);
            }
        }
    }

    [Fact]
    public void Reference_points_of_the_variant_without_a_Jordan_block_are_reproduced()
    {
        foreach (var expected in ReferenceValues.Of("masks-layernorm").GetProperty("extension_nondefective").GetProperty("cases").EnumerateArray())
        {
            var system = new TwoTokenSystem { Shear = expected.GetProperty("w").GetDouble(), FirstEigenvalue = expected.GetProperty("lam").GetDouble() };
            var (a, b) = system.Equilibria!.Value;
            foreach (var (point, found) in expected.GetProperty("fixed_points").EnumerateArray().OrderByDescending(p => p.GetProperty("z").GetDouble()).Zip([a, b]))
            {
                Close.To(point.GetProperty("x").GetDouble(), found.X, 1e-12);
                Close.To(point.GetProperty("z").GetDouble(), found.Z, 1e-12);
                Close.To(point.GetProperty("multiplier").GetDouble(), found.Multiplier, 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(2, 1, 1, 0)]
    [InlineData(1.5, 0.7, 1, 0)]
    [InlineData(1.2, 0.9, 0.6, 0)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(1.4, 0.6, 1.3, 2)]
    public void Multipliers_are_the_slopes_of_the_map_at_its_equilibria(double shear, double first, double ratio, double skip)
    {
        var system = new TwoTokenSystem { Shear = shear, FirstEigenvalue = first, AttentionRatio = ratio, SkipStrength = skip };
        var (a, b) = system.Equilibria!.Value;
        foreach (var point in new[] { a, b })
        {
            double After(double angle)
            {
                var (_, second) = system.Next((0, 1), (Math.Cos(angle), Math.Sin(angle)));
                return Math.Atan2(second.Z, second.X);
            }

            Close.To(point.Angle, After(point.Angle), 1e-13, "the point does not move");
            var slope = (After(point.Angle + 1e-6) - After(point.Angle - 1e-6)) / 2e-6;
            Close.To(point.Multiplier, slope, 1e-8, "multiplier");
        }

        Assert.True(a.Multiplier > 1 && b.Multiplier < 1);
    }

    [Fact]
    public void Equilibria_appear_in_a_saddle_node_and_a_skip_path_does_not_move_them()
    {
        Assert.Null(new TwoTokenSystem { Shear = 0.999 }.Equilibria);
        var (a, b) = new TwoTokenSystem { Shear = 1 }.Equilibria!.Value;
        Assert.Equal((-1.0, -1.0), (a.X, b.X));
        Close.To(1, a.Multiplier, 1e-14);
        Close.To(1, b.Multiplier, 1e-14);
        foreach (var first in new[] { 0.2, 0.5, 0.8 })
        {
            var edge = Math.Sqrt(1 - ((1 - first) * (1 - first)));
            Assert.True(new TwoTokenSystem { Shear = edge + 1e-9, FirstEigenvalue = first }.HasEquilibria);
            Assert.False(new TwoTokenSystem { Shear = edge - 1e-9, FirstEigenvalue = first }.HasEquilibria);
            Assert.False(new TwoTokenSystem { Shear = edge - 1e-9, FirstEigenvalue = first, SkipStrength = 3 }.HasEquilibria);
        }

        var plain = new TwoTokenSystem { Shear = 2 }.Equilibria!.Value.B;
        var skipped = new TwoTokenSystem { Shear = 2, SkipStrength = 1 }.Equilibria!.Value.B;
        Assert.Equal((plain.X, plain.Z), (skipped.X, skipped.Z));
        Assert.True(plain.Multiplier < skipped.Multiplier && skipped.Multiplier < 1);
    }

    [Fact]
    public void The_layer_as_a_map_is_the_same_layer()
    {
        var system = new TwoTokenSystem { Shear = 1.7, FirstEigenvalue = 0.8, AttentionRatio = 0.5 };
        var x = SphereProjection.OfReference(Inputs.F(2, 2));
        var (first, second) = system.Next((x[0, 0], x[0, 1]), (x[1, 0], x[1, 1]));
        var next = system.Map().Next(x);
        Close.To(0, double.Hypot(next[0, 0] - first.X, next[0, 1] - first.Z) + double.Hypot(next[1, 0] - second.X, next[1, 1] - second.Z), 1e-15);
    }

    [Fact]
    public void Token_1_converges_like_one_over_wt()
    {
        var (first, _) = new TwoTokenSystem { Shear = 2 }.Orbit((0.3, 1), 20_000)[^1];
        Close.Relatively(1 / (2 * 20_000.0), first.X, 1e-3);
    }

    [Fact]
    public void All_vector_widths_give_the_bits_of_the_reference()
    {
        foreach (var system in new[]
        {
            new TwoTokenSystem { Shear = 2 },
            new TwoTokenSystem { Shear = 1.3, FirstEigenvalue = 0.9, AttentionRatio = 0.7, SkipStrength = 0.5 },
        })
        {
            foreach (var resolution in new[] { 7, 16, 37 })
            {
                var (fast, reference) = (BasinMap.Of(system, resolution, 60), BasinMap.OfReference(system, resolution, 60));
                Assert.Equal(reference.Sines().Cast<double>(), fast.Sines().Cast<double>());
                Assert.Equal(reference.Undefined, fast.Undefined);
            }
        }
    }

    [Theory]
    [InlineData(1.1, 0.027)]
    [InlineData(1.5, 0.06)]
    [InlineData(2, 0.073)]
    [InlineData(4, 0.096)]
    [InlineData(10, 0.11)]
    public void Counted_basins_agree_with_the_arc_and_the_joint_one_is_several_times_smaller(double shear, double joint)
    {
        var system = new TwoTokenSystem { Shear = shear };
        // Two ends of an arc, each known to one cell.
        Close.To(system.FrozenBasinFraction, BasinMap.Frozen(system, 4000, 1000), 2 / 4000.0);
        // The independent values are Monte Carlo numbers, good to one percentage point.
        Close.To(joint, BasinMap.Of(system, 200, 300).FractionApart, 0.01);
    }

    [Fact]
    public void Exact_cancellation_is_counted_and_not_mistaken_for_an_ending()
    {
        // Cell centres of an even grid hold antipodal pairs; whether rounding cancels exactly decides each of them.
        var map = BasinMap.Of(new TwoTokenSystem { Shear = 2 }, 400, 5);
        Assert.InRange(map.Undefined, 1, 400);
        Assert.Equal(map.Undefined, map.Sines().Cast<double>().LongCount(double.IsNaN));
    }

    [Fact]
    public void Numbers_outside_their_range_are_refused_with_advice()
    {
        Assert.StartsWith("FirstEigenvalue was 1.2; it must be in (0, 1].", Refused(() => new TwoTokenSystem { Shear = 1, FirstEigenvalue = 1.2 }), StringComparison.Ordinal);
        Assert.StartsWith("Shear was NaN", Refused(() => new TwoTokenSystem { Shear = double.NaN }), StringComparison.Ordinal);
        Assert.StartsWith("resolution was 1; it must be at least 2.", Refused(() => BasinMap.Of(new TwoTokenSystem { Shear = 2 }, 1, 300)), StringComparison.Ordinal);
        var error = Assert.Throws<InvalidOperationException>(() => new TwoTokenSystem { Shear = 3, AttentionRatio = 2 }.FrozenBasinFraction);
        Assert.Contains("Use BasinMap.Frozen", error.Message, StringComparison.Ordinal);
    }

    private static string Refused(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
}
