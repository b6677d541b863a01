using System.Numerics;
using RankCollapse.Randomness;
using RankCollapse.Theory.Recurrence;

namespace RankCollapse.Tests.Theory.Recurrence;

public class SpectrumAndDepthTests
{
    private static readonly RandomSource Random = new(13);

    [Theory, InlineData(1), InlineData(7), InlineData(64)]
    public void Rectifying_is_convolving_with_the_spectrum_of_the_indicator(int length)
    {
        var signal = new double[length];
        Random.Stream("signal").FillNormal(signal);
        var (direct, convolved) = (ReluLeakage.Spectrum(ReluLeakage.Rectified(signal)), ReluLeakage.ByConvolution(signal));
        for (var m = 0; m < length; m++) Close.To(0, Complex.Abs(direct[m] - convolved[m]), 1e-10, $"frequency {m}");
    }

    [Fact]
    public void A_rectified_sine_has_its_harmonics()
    {
        const int length = 4096;
        var spectrum = ReluLeakage.Spectrum(ReluLeakage.Rectified([.. Enumerable.Range(0, length).Select(k => Math.Sin(2 * Math.PI * k / length))]));
        Close.To(1 / Math.PI, ReluLeakage.HarmonicOfSine(0), 0);
        Close.To(2 / (3 * Math.PI), ReluLeakage.HarmonicOfSine(2), 1e-16);
        for (var n = 0; n < 9; n++) Close.To(ReluLeakage.HarmonicOfSine(n), spectrum[n].Magnitude * (n == 0 ? 1 : 2) / length, 1e-6, $"harmonic {n}");
    }

    [Fact]
    public void The_transform_of_intervals_is_that_of_a_fine_sum()
    {
        (double, double)[] intervals = [(0.3, 0.2), (1.1, 0.4)];
        foreach (var frequency in new[] { 0, 0.7, -3, 12.5 })
        {
            var sum = Complex.Zero;
            const int parts = 20_000;
            foreach (var (centre, half) in intervals)
            {
                for (var k = 0; k < parts; k++) sum += 2 * half / parts * Complex.FromPolarCoordinates(1, -frequency * (centre - half + (2 * half * (k + 0.5) / parts)));
            }

            Close.To(0, Complex.Abs(sum - ReluLeakage.OfIntervals(frequency, intervals)), 1e-7, $"frequency {frequency}");
        }
    }

    [Theory, InlineData(0.9, 0), InlineData(-0.7, 0), InlineData(0.6, 0.6), InlineData(0, 0)]
    public void Singular_values_of_a_mode_stay_within_their_bounds_and_approach_them(double re, double im)
    {
        var mode = new ScalarModeMixing(new Complex(re, im));
        foreach (var tokens in new[] { 1, 5, 60 })
        {
            var values = mode.SingularValues(tokens);
            Assert.All(values, s => Assert.InRange(s, mode.LeastSingularValue - 1e-12, mode.LargestSingularValue + 1e-12));
            if (tokens == 60) Close.Relatively(mode.LargestSingularValue, values[0], 0.1);
        }
    }

    [Theory, InlineData(0.8, 1.1), InlineData(0.5, -2.5)]
    public void The_response_peaks_at_the_phase_and_is_that_of_a_long_wave(double modulus, double phase)
    {
        var mode = new ScalarModeMixing(Complex.FromPolarCoordinates(modulus, phase));
        Close.Relatively(mode.LargestSingularValue, mode.Response(mode.Peak), 1e-12);
        Close.Relatively(mode.LeastSingularValue, mode.Response(mode.Peak + Math.PI), 1e-12);
        Close.Relatively((1 + modulus) / (1 - modulus), mode.Contrast, 1e-12);
        var state = Complex.Zero;
        for (var k = 0; k < 400; k++) state = (mode.Eigenvalue * state) + Complex.FromPolarCoordinates(1, 0.4 * k);
        Close.Relatively(mode.Response(0.4), state.Magnitude, 1e-10, "after 400 tokens of a wave");
    }

    [Fact]
    public void Weighted_means_of_the_past_pull_tokens_together()
    {
        double[] expected = [0.999, 0.808, 0.526, 0.267, 0.104];
        var smoothing = new SmoothingOverDepth(0.9, 64);
        Assert.All(smoothing.ToMatrix().RowSums(), sum => Close.To(1, sum, 1e-12));
        double[][] runs = [.. Enumerable.Range(0, 40).Select(k => smoothing.Residuals(Random.Stream("tokens").Stream(k).NormalMatrix(64, 32), 12).ToArray())];
        for (var k = 0; k < expected.Length; k++) Close.To(expected[k], runs.Average(run => run[3 * k]), 0.1, $"layer {3 * k}");
        Assert.StartsWith("There were 3 tokens; this mixing is for 64.", Assert.Throws<ArgumentException>(() => smoothing.Residuals(Random.Stream("three").NormalMatrix(3, 2), 1)).Message);
    }
}
