using RankCollapse.Theory.LambdaSkip;

namespace RankCollapse.Tests.Theory.LambdaSkip;

public class RandomStackTests
{
    private static readonly System.Text.Json.JsonElement Oracle = ReferenceValues.Of("lambda-skip-stacks");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(-1)]
    [InlineData(-20)]
    public void The_selective_stack_agrees_with_an_independent_program_to_nine_digits(double skip)
    {
        var found = 0;
        foreach (var row in Oracle.GetProperty("selective").EnumerateArray().Where(r => r.GetProperty("skip").GetDouble() == skip))
        {
            var stack = new RandomSelectiveStack
            {
                SkipStrength = skip, Gates = row.GetProperty("gates").GetBoolean(), Activates = row.GetProperty("activates").GetBoolean(),
            };
            var run = stack.Run(row.GetProperty("seed").GetUInt64());
            var expected = row.GetProperty("residuals").Numbers();
            int[] depths = [0, 1, 8, 64];
            for (var k = 0; k < depths.Length; k++) Close.To(expected[k], run.RelativeResiduals[depths[k]], 1e-9, $"{stack} at depth {depths[k]}");
            Close.To(row.GetProperty("rankOne").GetDouble(), run.RankOneDistances[64], 1e-9, $"rank one distance of {stack}");
            found++;
        }

        Assert.True(found >= 2, $"only {found} reference runs");
    }

    [Theory]
    [InlineData(1, "I")]
    [InlineData(10, "R")]
    [InlineData(-1, "I")]
    [InlineData(-10, "-I")]
    public void The_attention_stack_agrees_with_an_independent_program_to_nine_digits(double skip, string values)
    {
        var found = 0;
        foreach (var row in Oracle.GetProperty("attention").EnumerateArray().Where(r =>
            r.GetProperty("skip").GetDouble() == skip && r.GetProperty("values").GetString() == values))
        {
            var stack = new RandomAttentionStack
            {
                SkipStrength = skip, SharesWeights = row.GetProperty("shared").GetBoolean(),
                Values = values switch { "I" => RandomValues.Identity, "-I" => RandomValues.Negated, _ => RandomValues.Random },
            };
            var run = stack.Run(row.GetProperty("seed").GetUInt64());
            var expected = row.GetProperty("residuals").Numbers();
            int[] depths = [0, 1, 8, 48];
            for (var k = 0; k < depths.Length; k++) Close.To(expected[k], run.RelativeResiduals[depths[k]], 1e-9, $"{stack} at depth {depths[k]}");
            found++;
        }

        Assert.True(found >= 2, $"only {found} reference runs");
    }

    [Fact]
    public void Both_signs_turned_leave_every_residual_alone_and_one_alone_does_not()
    {
        var stack = new RandomAttentionStack { SkipStrength = -2, Layers = 12 };
        var (plain, mirrored) = (stack.Run(3), (stack with { SkipStrength = 2, Values = RandomValues.Negated }).Run(3));
        for (var layer = 0; layer <= 12; layer++) Close.To(plain.RelativeResiduals[layer], mirrored.RelativeResiduals[layer], 1e-9, $"layer {layer}");
        Assert.True(Math.Abs(plain.Last - (stack with { SkipStrength = 2 }).Run(3).Last) > 0.1);
    }

    [Fact]
    public void Without_layer_norm_the_cubic_map_leaves_all_bounds_within_sixteen_layers()
    {
        foreach (var skip in new double[] { 0, 1 })
        {
            var run = new RandomSelectiveStack { SkipStrength = skip, Normalises = false }.Run(1);
            Assert.InRange(run.LeftRangeAt!.Value, 4, 15);
            Assert.Equal(run.LeftRangeAt - 1, run.Layers);
        }

        Assert.Null(new RandomSelectiveStack { SkipStrength = 1, Layers = 4 }.Run(1).LeftRangeAt);
    }

    [Fact]
    public void Refusals_say_what_is_wanted()
    {
        Assert.Contains("3 heads cannot share a width of 64", Assert.Throws<ArgumentException>(() => new RandomAttentionStack { Heads = 3 }.Run(1)).Message);
        Assert.Contains("SkipStrength was NaN; it must be finite", Assert.Throws<ArgumentOutOfRangeException>(() => new RandomSelectiveStack { SkipStrength = double.NaN }).Message);
        Assert.Contains("Tokens was 1; it must be at least 2", Assert.Throws<ArgumentOutOfRangeException>(() => new RandomSelectiveStack { Tokens = 1 }).Message);
        Assert.Contains("layer was 9; it must be in [0, 2]",
            Assert.Throws<ArgumentOutOfRangeException>(() => new RandomAttentionStack { Layers = 2, SkipStrength = 1 }.Run(1).Tokens(9)).Message);
    }
}
