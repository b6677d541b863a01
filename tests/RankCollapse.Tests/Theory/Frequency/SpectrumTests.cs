using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Frequency;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Frequency;

public class SpectrumTests
{
    [Fact]
    public void Zero_bin_is_the_mean_and_low_passes_have_the_reference_norms()
    {
        var x = FrequencyOracle.Tokens;
        var mean = TokenSpectrum.LowPass(x, 0);
        foreach (var (want, got) in FrequencyOracle.Outputs("dc_hc").GetProperty("DC_row").Numbers().Zip(mean.Row(3))) Close.To(want, got, 1e-12);
        Close.To(FrequencyOracle.Number("dc_hc", "||DC||_F"), mean.FrobeniusNorm(), 1e-12);
        Close.To(FrequencyOracle.Number("dc_hc", "||HC||_F"), (x - mean).FrobeniusNorm(), 1e-12);
        Close.To(FrequencyOracle.Number("dc_hc", "HC_over_X"), FrequencyEnergy.Of(x).HighShare, 1e-12);
        Close.To(FrequencyOracle.Number("dc_hc", "lowpass_k1_fro"), TokenSpectrum.LowPass(x, 1).FrobeniusNorm(), 1e-9);
        Close.To(FrequencyOracle.Number("dc_hc", "lowpass_k2_fro"), TokenSpectrum.LowPass(x, 2).FrobeniusNorm(), 1e-9);
        Close.To(x, TokenSpectrum.LowPass(x, 3), 1e-14);
        foreach (var (want, got) in FrequencyOracle.Outputs("dc_hc").GetProperty("fft_amplitude_col0").Numbers().Zip(TokenSpectrum.Amplitudes(x.Column(0).ToArray()))) Close.To(want, got, 1e-9);
    }

    [Fact]
    public void Relative_log_amplitudes_are_those_of_the_reference_before_and_after_attention()
    {
        var x = FrequencyOracle.Sine(64, 3, 0.3, 0.91, 1.9);
        Same("X", x);
        Same("AX", RowSoftmax.Of(x.TransposeAndMultiply(x)) * x);

        static void Same(string name, Matrix<double> tokens)
        {
            var got = TokenSpectrum.RelativeLogAmplitude(tokens);
            Assert.Equal(4, got.Length);
            foreach (var (want, value) in FrequencyOracle.Outputs("delta_log_amplitude").GetProperty(name).Numbers().Zip(got)) Close.To(want, value, 1e-9, name);
        }
    }

    [Fact]
    public void A_plane_wave_has_its_amplitude_at_its_frequency_alone()
    {
        var wave = Matrix<double>.Build.Dense(64, 1, (i, _) => Math.Cos(2 * Math.PI * ((2 * (i / 8)) + (i % 8)) / 8));
        var logs = TokenSpectrum.LogAmplitudes(wave);
        Close.To(Math.Log(32 + 1e-6), logs[2, 1], 1e-9);
        Close.To(Math.Log(32 + 1e-6), logs[6, 7], 1e-9);
        Assert.Equal(2, logs.Enumerate().Count(v => v > 0));
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do() => Assert.StartsWith(
        "There were 65 tokens; a square grid of side 2 or more is needed. Leave the class token out.",
        Assert.Throws<ArgumentException>(() => TokenSpectrum.RelativeLogAmplitude(Matrix<double>.Build.Dense(65, 2))).Message);
}
