using RankCollapse.Models.Data;
using RankCollapse.Randomness;

namespace RankCollapse.Models.Tests.Data;

public sealed class DigitGlyphsTests
{
    private static readonly DigitGlyphs Clean = new() { Shift = 0, GainSpread = 0, Noise = 0 };

    private static RandomStream Stream() => new RandomSource(10).Stream("glyphs");

    [Fact]
    public void A_digit_without_noise_is_its_drawing()
    {
        var seven = (Clean with { Canvas = 8, Scale = 1 }).Draw(8, Stream()).Image(7).ToArray();
        var rows = Enumerable.Range(0, 8).Select(row => string.Concat(seven.Skip(8 * row).Take(8).Select(pixel => pixel switch { 85 => '.', 170 => '#', _ => '?' })));
        Assert.Equal([".#####..", ".....#..", "....#...", "...#....", "..#.....", "..#.....", "..#.....", "........"], rows);
    }

    [Fact]
    public void Every_digit_differs_from_every_other_in_at_least_four_dots()
    {
        var set = Clean.Draw(10, Stream());
        for (var a = 0; a < 10; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var (first, second) = (set.Image(a).ToArray(), set.Image(b).ToArray());
                // Scale 2: each dot is four pixels.
                Assert.True(first.Zip(second).Count(pair => pair.First != pair.Second) >= 16, $"{a} and {b}");
            }
        }
    }

    [Fact]
    public void Shifts_move_a_digit_to_every_place_within_reach_and_lose_no_ink()
    {
        var set = (Clean with { Shift = 1 }).Draw(2_000, Stream());
        var places = new HashSet<(int Top, int Left)>();
        var ink = Enumerable.Range(0, 10).Select(digit => Clean.Draw(10, Stream()).Image(digit).Count((byte)170)).ToArray();
        for (var i = 0; i < set.Count; i++)
        {
            var dark = Enumerable.Range(0, 256).Where(p => set.Image(i)[p] == 170).ToArray();
            Assert.Equal(ink[set.Labels[i]], dark.Length);
            if (set.Labels[i] == 0) places.Add((dark.Min(p => p / 16), dark.Min(p => p % 16)));
        }

        Assert.Equal([(0, 2), (0, 3), (0, 4), (1, 2), (1, 3), (1, 4), (2, 2), (2, 3), (2, 4)], places.Order());
    }

    [Fact]
    public void Noise_has_the_deviation_asked_for_and_mean_zero()
    {
        var paper = (Clean with { Noise = 0.2 }).Draw(4_000, Stream());
        // The left column is always paper: 64000 pixels, brightness = byte / 85 − 1, standard errors 0.0008 and 0.00056.
        var left = Enumerable.Range(0, 4_000 * 16).Select(row => (paper.Pixels[16 * row] / 85.0) - 1).ToArray();
        Assert.InRange(left.Average(), -0.005, 0.005);
        Assert.InRange(Math.Sqrt(left.Average(x => x * x)), 0.2 - 0.0035, 0.2 + 0.0035);
    }

    [Fact]
    public void Ink_is_uniform_about_one()
    {
        var set = (Clean with { GainSpread = 0.4 }).Draw(20_000, Stream());
        var gains = Enumerable.Range(0, set.Count).Select(i => (set.Image(i).ToArray().Max() / 85.0) - 1).ToArray();
        Assert.InRange(gains.Min(), 0.59, 0.61);
        Assert.InRange(gains.Max(), 1.39, 1.41);
        // Deviation 0.8/√12 = 0.231: standard error of the mean 0.0016.
        Assert.InRange(gains.Average(), 1 - 0.01, 1 + 0.01);
    }

    [Fact]
    public void Images_do_not_depend_on_how_many_are_drawn()
    {
        var few = new DigitGlyphs().Draw(7, Stream());
        Assert.Equal(few.Pixels.ToArray(), new DigitGlyphs().Draw(50, Stream()).Take(7).Pixels.ToArray());
        Assert.NotEqual(few.Pixels.ToArray(), new DigitGlyphs().Draw(7, Stream().AtStep(1)).Pixels.ToArray());
    }

    [Fact]
    public void A_canvas_that_is_too_small_is_refused()
    {
        Assert.StartsWith("Scale was 3 and Canvas was 16; a digit is 21 pixels high, so it does not fit. Use a Scale of at most 2.",
            Assert.Throws<ArgumentException>(() => new DigitGlyphs { Scale = 3 }.Draw(1, Stream())).Message);
        Assert.StartsWith("Canvas was 7; it must be at least 8.", Assert.Throws<ArgumentOutOfRangeException>(() => new DigitGlyphs { Canvas = 7 }).Message);
        Assert.StartsWith("Noise was 1.5; it must be in [0, 1]. It is a standard deviation; ink is 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new DigitGlyphs { Noise = 1.5 }).Message);
    }
}
