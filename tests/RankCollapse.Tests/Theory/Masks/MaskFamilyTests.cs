using RankCollapse.Figures;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Masks;

public class MaskFamilyTests
{
    [Fact]
    public void Formulas_and_search_agree_for_two_to_sixteen_tokens()
    {
        Assert.Equal(10, MaskFamily.All.Count);
        foreach (var family in MaskFamily.All)
        {
            for (var tokens = 2; tokens <= 16; tokens++)
            {
                for (var halfWidth = 1; halfWidth <= 4; halfWidth++)
                {
                    var found = MaskFacts.Of(family.Build(tokens, halfWidth).Graph);
                    Assert.True(family.Predicted(tokens, halfWidth) == found, $"{family}, N = {tokens}, b = {halfWidth}: {found}");
                }
            }
        }
    }

    /// <summary>The independent reference rows, under their short names.</summary>
    [Fact]
    public void Formulas_agree_with_the_reference_rows()
    {
        foreach (var row in MaskGraphTests.ReferenceRows)
        {
            var family = MaskFamily.All.Single(f => f.Name == Long(row.GetProperty("mask").GetString()!));
            var facts = family.Predicted(row.GetProperty("N").GetInt32(), row.GetProperty("b").GetInt32());
            Assert.Equal(row.GetProperty("centers").GetArrayLength(), facts.Centers);
            Assert.Equal(MaskGraphTests.Integer(row.GetProperty("radius")), facts.Radius);
            Assert.Equal(MaskGraphTests.Integer(row.GetProperty("diameter")), facts.Diameter);
        }
    }

    [Fact]
    public void Masks_with_a_center_have_the_colour_of_their_name()
    {
        Assert.Equal(7, MaskFamily.All.Count(family => family.Predicted(8).Centers > 0));
        Assert.All(MaskFamily.All.Take(7), family => Assert.NotNull(Palette.For(family.Build(8).Name)));
        Assert.All(MaskFamily.All, family => Assert.Equal(family.Name, family.Build(8, 2).Name));
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith(
            "tokens was 1; it must be at least 2. A single token has nobody to attend to.",
            Assert.Throws<ArgumentOutOfRangeException>(() => MaskFamily.All[0].Build(1)).Message);
        Assert.StartsWith(
            "halfWidth was 0; it must be at least 1. Use 1 for the nearest neighbours.",
            Assert.Throws<ArgumentOutOfRangeException>(() => MaskFamily.All[0].Predicted(4, 0)).Message);
    }

    private static string Long(string name) => name switch
    {
        "window" => "sliding window",
        "uniwindow" => "uni-directional window",
        "ring" => "ring window",
        "sink+uniwindow" => "attention sink",
        "global0+window" => "global token",
        "blockdiag2" => "block diagonal",
        "dilated" => "dilated window",
        _ => name,
    };
}
