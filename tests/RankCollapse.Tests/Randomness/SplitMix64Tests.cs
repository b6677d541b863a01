using RankCollapse.Randomness;

namespace RankCollapse.Tests.Randomness;

public class SplitMix64Tests
{
    [Fact]
    public void Seed_one_passes_the_self_test()
    {
        Assert.Equal(0x910A2DEC89025CC1UL, new SplitMix64(1).NextBits());
        var generator = new SplitMix64(1);
        Assert.Equal(0.5665615751722809, generator.NextUniform());
        Assert.Equal(0.7457817572627011, generator.NextUniform());
    }

    [Fact]
    public void Matrices_are_filled_row_by_row_with_the_stated_deviation()
    {
        var matrix = new SplitMix64(1).UniformMatrix(2, 3, standardDeviation: 0.5);
        var generator = new SplitMix64(1);
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 3; j++) Assert.Equal(0.5 * Math.Sqrt(3) * ((2 * generator.NextUniform()) - 1), matrix[i, j]);
        }
    }

    [Fact]
    public void A_wrong_shape_or_scale_is_refused_by_name()
    {
        Assert.StartsWith(
            "The shape was [0, 3]; both sizes must be at least 1. Give rows first, then columns.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new SplitMix64(1).UniformMatrix(0, 3, 1)).Message);
        Assert.StartsWith(
            "standardDeviation was -1; it must be finite and at least 0. Give a deviation, not a variance.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new SplitMix64(1).UniformMatrix(1, 3, -1)).Message);
    }
}
