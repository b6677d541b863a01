using RankCollapse.Figures;

namespace RankCollapse.Tests.Figures;

public class PaletteTest
{
    private const string Dark = "#1e1e1e", White = "#ffffff";

    // Machado, Oliveira, Fernandes 2009, severity 1, in linear RGB.
    private static readonly Dictionary<string, double[,]> Vision = new()
    {
        ["typical"] = new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
        ["protanopia"] = new[,] { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
        ["deuteranopia"] = new[,] { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
        ["tritanopia"] = new[,] { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
    };

    public static TheoryData<string, string> ColoursAndPapers =>
        [.. from hue in Palette.Hues.Append(Palette.Neutral) from paper in new[] { White, Dark } select (hue.Hex, paper)];

    [Theory]
    [MemberData(nameof(ColoursAndPapers))]
    public void Every_colour_has_a_contrast_of_three_to_one_to_white_and_to_dark(string hex, string paper) =>
        Assert.InRange(Contrast(hex, paper), 3.0, 21);

    [Fact]
    public void The_grey_of_text_has_nearly_the_best_contrast_that_both_backgrounds_allow()
    {
        var best = Math.Sqrt(Contrast(White, Dark));
        Assert.InRange(Math.Min(Contrast(Palette.Neutral.Hex, White), Contrast(Palette.Neutral.Hex, Dark)), 0.95 * best, best);
    }

    [Fact]
    public void The_ramp_for_many_curves_keeps_its_contrast_all_the_way()
    {
        for (var part = 0.0; part <= 1; part += 0.05)
            foreach (var paper in new[] { White, Dark })
                Assert.InRange(Contrast(RankCollapse.Figures.Rendering.Colours.Ramp(part).Hex, paper), 2.95, 21);
    }

    [Theory]
    [InlineData("typical", 0.10)]
    [InlineData("protanopia", 0.05)]
    [InlineData("deuteranopia", 0.05)]
    [InlineData("tritanopia", 0.05)]
    public void Any_two_hues_stay_apart_in_every_kind_of_vision(string vision, double least)
    {
        // Oklab distance; about 0.02 is just noticeable for neighbouring patches.
        var pairs = from a in Palette.Hues from b in Palette.Hues where a != b select (a, b, Distance(a.Hex, b.Hex, Vision[vision]));
        var closest = pairs.MinBy(p => p.Item3);
        Assert.True(closest.Item3 >= least, $"{closest.a} and {closest.b} are {closest.Item3:0.000} apart with {vision}");
    }

    [Theory]
    [InlineData("causal")]
    [InlineData("Causal")]
    [InlineData("causal, 16 tokens")]
    public void An_architecture_is_found_by_its_name_in_any_spelling(string name) => Assert.Equal(Palette.Orange, Palette.For(name));

    [Fact]
    public void Hyphens_and_blanks_do_not_change_the_colour() => Assert.Equal(Palette.For("uni-directional window"), Palette.For("unidirectional  Window"));

    [Fact]
    public void The_four_masks_of_the_paper_have_four_colours() =>
        Assert.Equal(4, new[] { "complete", "causal", "window", "uni-directional window" }.Select(Palette.For).Distinct().Count());

    [Fact]
    public void Every_topic_of_the_design_has_architectures()
    {
        string[] topics = ["Foundations", "Masks", "LayerNorm", "LambdaSkip", "Recurrence", "BatchNorm", "ShapedAttention", "Hopfield", "Frequency", "Condensation"];
        Assert.Equal(topics.Order(), Palette.Architectures.Select(a => a.Topic).Distinct().Order());
    }

    [Fact]
    public void An_unknown_architecture_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => Palette.For("spiral"));
        Assert.Contains("No architecture is named “spiral”. Known are: complete, causal, window", error.Message);
        Assert.Contains("curve.In(Palette.Teal)", error.Message);
    }

    private static double Contrast(string a, string b)
    {
        var (la, lb) = (Luminance(a), Luminance(b));
        return (Math.Max(la, lb) + 0.05) / (Math.Min(la, lb) + 0.05);
    }

    private static double Luminance(string hex) => Linear(hex) is var c ? 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2] : 0;

    private static double[] Linear(string hex) => [.. new[] { 1, 3, 5 }
        .Select(at => Convert.ToInt32(hex.Substring(at, 2), 16) / 255.0)
        .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];

    private static double Distance(string a, string b, double[,] vision)
    {
        var (p, q) = (Oklab(a, vision), Oklab(b, vision));
        return Math.Sqrt(p.Zip(q, (x, y) => (x - y) * (x - y)).Sum());
    }

    private static double[] Oklab(string hex, double[,] vision)
    {
        var c = Linear(hex);
        var s = Enumerable.Range(0, 3).Select(r => Math.Clamp(vision[r, 0] * c[0] + vision[r, 1] * c[1] + vision[r, 2] * c[2], 0, 1)).ToArray();
        var l = Math.Cbrt(0.4122214708 * s[0] + 0.5363325363 * s[1] + 0.0514459929 * s[2]);
        var m = Math.Cbrt(0.2119034982 * s[0] + 0.6806995451 * s[1] + 0.1073969566 * s[2]);
        var t = Math.Cbrt(0.0883024619 * s[0] + 0.2817188376 * s[1] + 0.6299787005 * s[2]);
        return
        [
            0.2104542553 * l + 0.793617785 * m - 0.0040720468 * t,
            1.9779984951 * l - 2.428592205 * m + 0.4505937099 * t,
            0.0259040371 * l + 0.7827717662 * m - 0.808675766 * t,
        ];
    }
}
