using RankCollapse.Randomness;
using RankCollapse.Theory.BatchNorm;

namespace RankCollapse.Tests.Theory.BatchNorm;

public class StationaryLawTests
{
    private static readonly RandomSource Source = new(30);

    [Fact]
    public void Two_features_have_the_reference_soft_ranks()
    {
        foreach (var expected in BatchNormReference.StartingWith("d2_stationary_rank_tau_"))
        {
            var threshold = double.Parse(expected.GetProperty("id").GetString()!.Split('_')[^1], System.Globalization.CultureInfo.InvariantCulture);
            Close.Relatively(expected.GetProperty("value").GetDouble(), TwoFeatureLaw.MeanSoftRank(threshold), 1e-13);
            Close.Relatively(expected.GetProperty("lower_bound").GetDouble(), (1 - threshold) * (1 - threshold) * TwoFeatureLaw.MeanSoftBound, 1e-13);
        }

        Close.To(4.0 / 3, TwoFeatureLaw.MeanSoftRank(0.5), 1e-14);
    }

    [Fact]
    public void A_long_chain_of_two_features_has_the_exact_means()
    {
        var plan = new SamplingPlan { Chains = 32, BurnIn = 1500, Samples = 200, Every = 40 };
        var run = new RepresentationChain(2, 0.1).Simulate(ChainStart.Gaussian(2, 2), plan, Source.Stream("d2"));
        // Five standard errors, and 1 % for terms of order γ²·d.
        Close.To(Math.Sqrt(2), run.SoftBound.Mean, (5 * run.SoftBound.StandardError) + 0.014);
        Close.To(3, run.SquaredNorm.Mean, (5 * run.SquaredNorm.StandardError) + 0.03);
        Close.To(4.0 / 3, run.SoftRank(0.5).Mean, (5 * run.SoftRank(0.5).StandardError) + 0.0133);
    }

    [Fact]
    public void Without_the_residual_branch_two_features_sink_to_rank_one_like_the_inverse_root_of_depth()
    {
        double Excess(int layers) => Enumerable.Range(0, 400)
            .Average(chain => TwoFeatureLaw.PlainPath(0, layers, Source.Stream("plain").Stream(chain)).Average(x => TwoFeatureLaw.SoftBound(x) - 1));
        var (early, late) = (Excess(1000), Excess(16000));
        // A factor 4 for 16 times the depth; the standard error of each is about 4 %.
        Assert.InRange(early / late, 3.0, 5.2);
    }

    [Fact]
    public void The_plain_layer_in_logarithms_is_the_layer_on_M()
    {
        // ϑ = 0.3 and ξ = tan ϑ'/sin ϑ.
        var next = TwoFeatureLaw.NextPlain(Math.Log(Math.Tan(0.3)), 2.5);
        Close.To(Math.Log(Math.Sin(0.3) * 2.5), next, 1e-14);
        Close.To(Math.Log(Math.Sin(1.5) * 2.5), TwoFeatureLaw.NextPlain(Math.Log(Math.Tan(1.5)), -2.5), 1e-13);
        Close.To(2 / (1 + Math.Pow(Math.Cos(0.3), 2)), TwoFeatureLaw.SoftBound(Math.Log(Math.Tan(0.3))), 1e-14);
    }

    [Fact]
    public void Two_samples_have_the_reference_means()
    {
        var expected = BatchNormReference.Case("n2_gamma0_stationary");
        foreach (var value in expected.GetProperty("E_r").EnumerateObject())
        {
            var law = new TwoSampleLaw(int.Parse(value.Name, System.Globalization.CultureInfo.InvariantCulture));
            Close.To(value.Value.GetDouble(), law.MeanSoftBound, 1e-12, value.Name);
            Close.To(value.Value.GetDouble(), law.MeanSoftBoundReference(), 1e-9, value.Name);
        }

        foreach (var value in expected.GetProperty("E_frob2").EnumerateObject())
            Close.To(value.Value.GetDouble(), new TwoSampleLaw(int.Parse(value.Name, System.Globalization.CultureInfo.InvariantCulture)).MeanSquaredNorm, 1e-12);
        foreach (var value in expected.GetProperty("E_V2").EnumerateObject())
        {
            var d = int.Parse(value.Name, System.Globalization.CultureInfo.InvariantCulture);
            Close.To(value.Value.GetDouble(), new TwoSampleLaw(d).MeanSquaredGap, 1e-14);
            Close.To(value.Value.GetDouble(), new RankLaw(d, 2).SquaredGapSmallStrength, 1e-14);
            Close.To(value.Value.GetDouble(), TwoSampleLaw.UniformRowsSquaredGap(d, 2), 1e-14);
        }
    }

    [Theory]
    [InlineData(64, 4, 3.765)]
    [InlineData(64, 8, 6.4)]
    [InlineData(64, 16, 8.0)]
    [InlineData(64, 64, 8.0)]
    public void Rank_law_has_the_values_of_the_sheet(int width, int rank, double expected)
    {
        Close.To(expected, new RankLaw(width, rank).SoftBound, 6e-4);
        Close.Relatively(width * (double)width / new RankLaw(width, rank).SquaredNorm, new RankLaw(width, rank).SoftBound, 1e-14);
    }

    [Fact]
    public void Gap_law_has_the_reference_values()
    {
        var expected = BatchNormReference.Case("EV2_d64_n4");
        Close.To(expected.GetProperty("gamma0").GetDouble(), new RankLaw(64, 4).SquaredGapSmallStrength, 1e-15);
        Close.To(expected.GetProperty("gammainf").GetDouble(), new RankLaw(64, 4).SquaredGapPlain, 1e-15);
        Close.To(4.0 / 6, new RankLaw(64, 4).PlainContraction, 1e-15);
    }

    [Fact]
    public void Rank_law_is_continuous_at_its_kink_and_largest_there()
    {
        var kink = RankLaw.KinkOf(50);
        Close.To(Math.Sqrt(50), RankLaw.SoftBoundAt(50, kink - 1e-9), 1e-8);
        Close.To(Math.Sqrt(50), RankLaw.SoftBoundAt(50, kink), 1e-13);
        Assert.True(RankLaw.SoftBoundAt(50, kink * 0.9) < Math.Sqrt(50));
    }

    [Fact]
    public void Limiting_spectrum_is_a_density_with_its_moments_and_inverse()
    {
        const int nodes = 200_000;
        var (mass, first, second, third) = (0.0, 0.0, 0.0, 0.0);
        for (var k = 0; k < nodes; k++)
        {
            // x = 2·sin²(a) takes the root at 0 away.
            var a = (k + 0.5) / nodes * Math.PI / 2;
            var x = 2 * Math.Sin(a) * Math.Sin(a);
            var weight = LimitingSpectrum.Density(x) * 4 * Math.Sin(a) * Math.Cos(a) * Math.PI / 2 / nodes;
            (mass, first, second, third) = (mass + weight, first + (weight * x), second + (weight * x * x), third + (weight * x * x * x));
        }

        Close.To(1, mass, 1e-9);
        Assert.Equal(LimitingSpectrum.Moments, (Math.Round(first, 9), Math.Round(second, 9), Math.Round(third, 9)));
        foreach (var share in new[] { 0.0, 0.1, 0.5, 0.99, 1.0 }) Close.To(share, LimitingSpectrum.Distribution(LimitingSpectrum.Quantile(share)), 1e-9);
        Close.To(12.4, new LimitingSpectrum(64).SoftRank(0.5), 0.05);
        // θ = E Σ((M²)_ii)²/E Tr M³ with (M²)_ii = √d for every i: d²/(5/4·d²).
        Close.To(StationarityBound.LimitingTheta, 1 / (2 * LimitingSpectrum.Moments.Third), 1e-15);
    }

    [Fact]
    public void Stationarity_identity_and_its_bounds_hold_for_a_long_chain()
    {
        const int d = 16;
        var plan = new SamplingPlan { Chains = 8, BurnIn = 1500, Samples = 150, Every = 40 };
        var run = new RepresentationChain(d, 0.25 / 4).Simulate(ChainStart.Gaussian(d, d), plan, Source.Stream("stationary"));
        Assert.InRange(run.StationarityRatio.Mean, 0.93, 1.07);
        Assert.InRange(run.Theta, 0.84, 0.9);
        var bound = new StationarityBound(d, run.Theta);
        Assert.True(run.SquaredNorm.Mean <= bound.SquaredNorm * 1.07, $"{run.SquaredNorm} against {bound.SquaredNorm}");
        Assert.True(bound.SquaredNorm <= bound.SquaredNormClosed);
        Assert.True(run.SoftBound.Mean >= bound.SoftBound);
        Close.To(Math.Sqrt(0.8) * 4, new StationarityBound(d, 0.8).SoftBound, 1e-12);
    }

    [Fact]
    public void Rank_law_and_soft_rank_law_meet_a_chain()
    {
        var plan = new SamplingPlan { Chains = 4, BurnIn = 700, Samples = 25, Every = 40 };
        var run = new RepresentationChain(64, 0.0375).Simulate(ChainStart.Gaussian(64, 8), plan, Source.Stream("law"));
        Close.Relatively(new RankLaw(64, 8).SoftBound, run.SoftBound.Mean, 0.05);
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith(
            "inputRank was 9; it must be from 1 to 8, as rank never exceeds the width. Use min(d, N) for N generic samples",
            Assert.Throws<ArgumentOutOfRangeException>(() => new RankLaw(8, 9)).Message);
        Assert.StartsWith(
            "theta was 1; it must be in [0, 1). At 1, which is rank one, the identity bounds nothing.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new StationarityBound(8, 1)).Message);
        Assert.StartsWith(
            "threshold was 1; τ must be in [0, 1). Use 0.5 for the usual one.",
            Assert.Throws<ArgumentOutOfRangeException>(() => TwoFeatureLaw.MeanSoftRank(1)).Message);
        Assert.StartsWith(
            "share was 2; it must be in [0, 1]. It is a share of the eigenvalues.",
            Assert.Throws<ArgumentOutOfRangeException>(() => LimitingSpectrum.Quantile(2)).Message);
        Assert.StartsWith(
            "The width was 6; the reference visits nodes^(d − 1) phases and stops at 5. Use MeanSoftBound.",
            Assert.Throws<InvalidOperationException>(() => new TwoSampleLaw(6).MeanSoftBoundReference()).Message);
    }
}
