using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.BatchNorm;

namespace RankCollapse.Tests.Theory.BatchNorm;

public class ExponentTests
{
    private static readonly RandomSource Source = new(40);

    [Fact]
    public void Newman_exponents_have_the_reference_values()
    {
        foreach (var expected in BatchNormReference.StartingWith("newman_"))
        {
            var values = expected.GetProperty("exponents").Numbers();
            var law = VanillaExponents.Plain(values.Length, expected.GetProperty("sigma2").GetDouble());
            foreach (var (known, found) in values.Zip(law.Values)) Close.To(known, found, 1e-12);
            Close.To(expected.GetProperty("gap12").GetDouble(), law.Gap, 1e-12);
        }

        Close.To(0.109814, VanillaExponents.Plain(6, 1).Gap, 5e-7);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Measured_exponents_are_newmans(int width)
    {
        var measured = LyapunovSpectrum.Measure(RepresentationChain.Plain(width, Normalization.None), 100, 6000, Source.Stream(width));
        var law = VanillaExponents.Plain(width, 1);
        for (var i = 0; i < width; i++) Close.To(law.Values[i], measured.Values[i], 6 * measured.StandardErrors[i], $"exponent {i + 1}");
    }

    [Fact]
    public void Residual_exponents_are_equally_spaced_by_the_squared_strength()
    {
        var measured = LyapunovSpectrum.Measure(new RepresentationChain(4, 0.05, normalization: Normalization.None), 100, 30_000, Source.Stream("residual"));
        var law = VanillaExponents.Residual(4, 0.05);
        Close.To(0.0025, law.Gap, 1e-15);
        // Six standard errors, and terms of order γ⁴·d².
        for (var i = 0; i < 4; i++) Close.To(law.Values[i], measured.Values[i], (6 * measured.StandardErrors[i]) + (16 * Math.Pow(0.05, 4)), $"exponent {i + 1}");
    }

    [Fact]
    public void Some_exponents_of_batch_norm_are_zero_and_the_others_negative()
    {
        var measured = LyapunovSpectrum.Measure(new RepresentationChain(8, 0.15), 500, 6000, Source.Stream("bn"));
        for (var i = 0; i < 4; i++) Close.To(0, measured.Values[i], (6 * measured.StandardErrors[i]) + 1e-3, $"exponent {i + 1}");
        Assert.All(Enumerable.Range(5, 3), i => Assert.True(measured.Values[i] < -0.02, $"exponent {i + 1} was {measured.Values[i]}"));
        Assert.InRange(measured.CountAbove(-0.01), 4, 5);
    }

    [Theory]
    [InlineData(30, 28)]
    [InlineData(100, 15)]
    [InlineData(300, 7)]
    [InlineData(1000, 2)]
    public void Numerical_rank_falls_with_depth_as_predicted(int layers, int rank)
    {
        var law = VanillaExponents.Plain(32, 1.0 / 32);
        Assert.Equal(rank, law.NumericalRank(layers, 32));
        var h = RepresentationChain.Plain(32, Normalization.None).Path(ChainStart.Gaussian(32, 32), Source.Stream("rank")).ElementAt(layers);
        Assert.InRange(Ranks.Numerical(h), rank - 2, rank + 1);
        Assert.InRange(law.CollapseDepth(32), 1700, 2200);
    }

    [Fact]
    public void Collapse_of_a_vanilla_network_has_twice_the_gap_as_its_slope()
    {
        var run = RepresentationChain.Plain(8, Normalization.None)
            .Simulate(ChainStart.Gaussian(8, 8), SamplingPlan.EveryLayer(120, chains: 300), Source.Stream("slope"));
        var logs = run.Observe(sample => Math.Log(sample.SoftBoundExcess)).AcrossChains;
        var slope = (logs[120] - logs[30]) / 90;
        Close.Relatively(-2 * VanillaExponents.Plain(8, 1).Gap, slope, 0.06);
    }

    [Fact]
    public void Transverse_exponents_agree_with_the_reference_draws()
    {
        foreach (var value in BatchNormReference.Case("transverse_exponent_gamma_inf").GetProperty("values").EnumerateObject())
        {
            var d = int.Parse(value.Name, System.Globalization.CultureInfo.InvariantCulture);
            Close.To(value.Value.GetDouble(), TransverseExponent.Plain(d), 0.01, value.Name);
        }

        Close.To(0, TransverseExponent.Plain(2), 1e-11);
        var (mean, error) = TransverseExponent.PlainReference(8, 100_000, Source.Stream("cauchy"));
        Close.To(TransverseExponent.Plain(8), mean, 5.5 * error);
        Assert.InRange(error, 0.001, 0.004);
    }

    [Fact]
    public void Voigt_function_agrees_with_its_integral()
    {
        foreach (var (x, y) in new[] { (0.0, 0.4), (0.7, 1.0), (3.0, 0.2), (2.0, 5.0) }) Close.To(VoigtFunction.OfReference(x, y), VoigtFunction.Of(x, y), 1e-13);
    }

    [Fact]
    public void Small_strength_exponent_is_positive_for_every_direction()
    {
        Close.To(0.01, TransverseExponent.SmallStrength(2, 0.1, 0.5), 1e-15);
        var range = TransverseExponent.SmallStrengthRange(50, 0.1);
        Close.To(0.48, range.Least, 1e-12);
        Close.To(0.97, range.Most, 1e-12);
        Close.To(0.0001 * 30, TransverseExponent.OnStratum(64, 0.01, 4), 1e-12);
        Close.To(0, TransverseExponent.OnStratum(64, 0.01, 16), 1e-15);
    }

    [Fact]
    public void Escape_from_rank_one_has_the_predicted_slope()
    {
        // Two samples: one transverse direction, so that every layer adds an independent ln std of d Cauchy numbers.
        var start = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(8, 2, (i, j) => 1 + (j * 1e-6 * Math.Cos(1 + (3 * i))));
        const int chains = 2000, layers = 4;
        var run = RepresentationChain.Plain(8).Simulate(ChainStart.Of(start), SamplingPlan.EveryLayer(layers, chains), Source.Stream("escape"));
        double Slope(int chain) => 0.5 * Math.Log(run[chain, layers].SoftBoundExcess / run[chain, 0].SoftBoundExcess) / layers;
        double[] slopes = [.. Enumerable.Range(0, chains).Select(Slope)];
        var mean = slopes.Average();
        var error = Math.Sqrt(slopes.Average(slope => (slope - mean) * (slope - mean)) / chains);
        Assert.InRange(error, 0.003, 0.02);
        Close.To(TransverseExponent.Plain(8), mean, 5 * error);
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith(
            "rank was 17; it must be in [1, 16]. Beyond 2·√d no stationary law has this rank.",
            Assert.Throws<ArgumentOutOfRangeException>(() => TransverseExponent.OnStratum(64, 0.1, 17)).Message);
        Assert.StartsWith(
            "The chain was normalized within samples",
            Assert.Throws<ArgumentException>(() => LyapunovSpectrum.Measure(RepresentationChain.Plain(3, Normalization.PerSample), 0, 20, Source.Stream("e"))).Message);
        Assert.StartsWith(
            "layers was 5; it must be at least 20. Standard errors need 20 blocks.",
            Assert.Throws<ArgumentOutOfRangeException>(() => LyapunovSpectrum.Measure(RepresentationChain.Plain(3), 0, 5, Source.Stream("e"))).Message);
        Assert.StartsWith(
            "variance was 0; it must be finite and above 0. Use 1/d to keep the size of H.",
            Assert.Throws<ArgumentOutOfRangeException>(() => VanillaExponents.Plain(3, 0)).Message);
    }
}
