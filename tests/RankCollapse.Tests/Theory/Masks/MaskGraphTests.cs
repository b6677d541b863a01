using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Masks;

public class MaskGraphTests
{
    internal static IEnumerable<JsonElement> ReferenceRows =>
        ReferenceValues.Of("masks-layernorm").GetProperty("graphs").GetProperty("rows").EnumerateArray();

    [Fact]
    public void All_reference_graphs_have_their_centers_radius_and_diameter()
    {
        Assert.Equal(60, ReferenceRows.Count());
        foreach (var row in ReferenceRows)
        {
            var graph = MaskOf(row).Graph;
            var label = row.ToString();
            Assert.True(row.GetProperty("quasi_strongly_connected").GetBoolean() == graph.IsQuasiStronglyConnected, label);
            Assert.True(row.GetProperty("strongly_connected").GetBoolean() == graph.IsStronglyConnected, label);
            Assert.True(row.GetProperty("centers").Numbers().SequenceEqual(graph.Centers.Select(c => (double)c)), label);
            Assert.True(Integer(row.GetProperty("radius")) == graph.Radius, label);
            Assert.True(Integer(row.GetProperty("diameter")) == graph.Diameter, label);
        }
    }

    /// <summary>Table 2.1 of formulas, beyond the sizes of the reference rows.</summary>
    [Fact]
    public void Radius_and_diameter_follow_their_formulas_up_to_sixteen_tokens()
    {
        for (var n = 2; n <= 16; n++)
        {
            for (var b = 1; b <= 4; b++)
            {
                var (half, full) = (Ceiling(n / 2, b), Ceiling(n - 1, b));
                Assert.Equal((half, full), Size(AttentionMask.SlidingWindow(n, b)));
                Assert.Equal((half, half), Size(AttentionMask.RingWindow(n, b)));
                Assert.Equal((full, null), Size(AttentionMask.UnidirectionalWindow(n, b)));
                Assert.Equal((1, null), Size(AttentionMask.SinkWithUnidirectionalWindow(n, b)));
                // The tokens beside the global one are at most n − 2 apart.
                Assert.Equal((1, n - 2 <= b ? 1 : 2), Size(AttentionMask.GlobalTokenWithWindow(n, b)));
            }

            Assert.Equal((1, 1), Size(AttentionMask.Complete(n)));
            Assert.Equal((1, null), Size(AttentionMask.Causal(n)));
            Assert.Equal((null, null), Size(AttentionMask.Dilated(n, 2)));
        }
    }

    [Fact]
    public void Distances_count_layers_along_the_flow_of_information()
    {
        var graph = AttentionMask.UnidirectionalWindow(5).Graph;
        Assert.Equal(4, graph.Distance(from: 0, to: 4));
        Assert.Null(graph.Distance(from: 4, to: 0));
        Assert.Equal([4, null, null, null, null], graph.Eccentricities);
        Assert.Equal((0, 1), (graph.CentersWithin(3), graph.CentersWithin(4)));
        // On a path of five tokens only the middle one reaches all others within the radius.
        Assert.Equal(1, AttentionMask.SlidingWindow(5).Graph.CentersWithin(2));
    }

    [Fact]
    public void Two_sources_and_their_followers_are_told_apart()
    {
        var mask = TwoSourcesWithFollowers();
        Assert.Equal([[0, 1], [2]], mask.Graph.ClosedClasses);
        Assert.Equal([3, 4], mask.Graph.Followers);
        Assert.Equal("two sources: no center, 2 closed classes, 2 followers", mask.Graph.ToString());
        Assert.Equal("causal: 1 centers, radius 1, not strongly connected", AttentionMask.Causal(3).Graph.ToString());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_directed_cycle_without_self_loops_has_its_length_as_period(int length)
    {
        var cycle = new bool[length, length];
        for (var i = 0; i < length; i++) cycle[i, (i + 1) % length] = true;
        var mask = AttentionMask.Custom("cycle", cycle);
        Assert.Equal(length, mask.Graph.Period(mask.Graph.Classes[0]));
        Assert.Equal(1, mask.Allowing(0, 0).Graph.Period(mask.Graph.Classes[0]));
    }

    [Fact]
    public void A_mask_has_a_center_exactly_when_it_has_one_closed_class() =>
        Prop.ForAll(RandomMasks, mask => mask.Graph.IsQuasiStronglyConnected == (mask.Graph.ClosedClasses.Count == 1))
            .Check(Settings);

    [Fact]
    public void Classes_partition_the_tokens_and_centers_are_the_closed_class() =>
        Prop.ForAll(RandomMasks, mask =>
            mask.Graph.Classes.SelectMany(members => members).Order().SequenceEqual(Enumerable.Range(0, mask.Tokens))
            && (!mask.Graph.IsQuasiStronglyConnected || mask.Graph.Centers.SequenceEqual(mask.Graph.ClosedClasses[0])))
            .Check(Settings);

    [Fact]
    public void Undirected_masks_have_a_diameter_of_at_most_twice_the_radius() =>
        Prop.ForAll(RandomMasks, mask =>
        {
            var undirected = AttentionMask.Custom("undirected", Symmetric(mask));
            return undirected.Graph.Radius is not { } r || (r <= undirected.Graph.Diameter && undirected.Graph.Diameter <= 2 * r);
        }).Check(Settings);

    internal static AttentionMask TwoSourcesWithFollowers() => AttentionMask.BlockDiagonal(2, 1, 1, 1)
        .Allowing(3, 0).Allowing(3, 2).Allowing(3, 4).Allowing(4, 3).Named("two sources");

    internal static AttentionMask MaskOf(JsonElement row)
    {
        var (n, b) = (row.GetProperty("N").GetInt32(), row.GetProperty("b").GetInt32());
        return MaskOf(row.GetProperty("mask").GetString()!, n, b);
    }

    internal static AttentionMask MaskOf(string name, int n, int b) => name switch
    {
        "complete" => AttentionMask.Complete(n),
        "causal" => AttentionMask.Causal(n),
        "window" => AttentionMask.SlidingWindow(n, b),
        "uniwindow" => AttentionMask.UnidirectionalWindow(n, b),
        "ring" => AttentionMask.RingWindow(n, b),
        "sink+uniwindow" => AttentionMask.SinkWithUnidirectionalWindow(n, b),
        "global0+window" => AttentionMask.GlobalTokenWithWindow(n, b),
        "blockdiag2" => AttentionMask.BlockDiagonal(n / 2, n - (n / 2)),
        "identity" => AttentionMask.Identity(n),
        "dilated" => AttentionMask.Dilated(n, b),
        _ => throw new InvalidOperationException($"Reference mask '{name}' has no factory here."),
    };

    /// <summary>Masks with all self-loops of 1 to 8 tokens, sparse enough that all kinds of connectivity occur.</summary>
    internal static Arbitrary<AttentionMask> RandomMasks { get; } = (
        from n in Gen.Choose(1, 8)
        from percent in Gen.Choose(5, 60)
        from draws in Gen.Choose(0, 99).ArrayOf(n * n)
        select AttentionMask.Custom("random", Square(n, (i, j) => i == j || draws[(i * n) + j] < percent))).ToArbitrary();

    internal static Config Settings { get; } = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20240601, 7);

    private static bool[,] Symmetric(AttentionMask mask) => Square(mask.Tokens, (i, j) => mask[i, j] || mask[j, i]);

    private static bool[,] Square(int n, Func<int, int, bool> rule)
    {
        var matrix = new bool[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) matrix[i, j] = rule(i, j);
        }

        return matrix;
    }

    private static (int? Radius, int? Diameter) Size(AttentionMask mask) => (mask.Graph.Radius, mask.Graph.Diameter);

    private static int Ceiling(int a, int b) => (a + b - 1) / b;

    internal static int? Integer(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetInt32();
}
