using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// What a ReLU does to a spectrum: it multiplies the signal with the indicator of where it is positive, so the spectrum is convolved with
/// that of the indicator and power leaks to frequencies that the signal does not have. A linear recurrence cannot create them.
/// </summary>
/// <source paper="orvieto2024" item="spectral leakage of ReLU">From the LRU paper, arXiv 2303.06349, appendix.</source>
public static class ReluLeakage
{
    /// <summary>The discrete Fourier transform, X_m = Σ_k x_k·e^{−2πimk/T}.</summary>
    /// <param name="signal">Shape [T], finite.</param>
    /// <returns>Shape [T].</returns>
    /// <exception cref="ArgumentException">No number, or one that is not finite.</exception>
    public static Complex[] Spectrum(ReadOnlySpan<double> signal)
    {
        Guard.Finite(signal, nameof(signal));
        var spectrum = new Complex[signal.Length];
        for (var k = 0; k < spectrum.Length; k++) spectrum[k] = signal[k];
        Fourier.Forward(spectrum, FourierOptions.Matlab);
        return spectrum;
    }

    /// <summary>The spectrum of ReLU(u) by the theorem: that of u, convolved with that of the indicator of u above 0, over T.</summary>
    /// <param name="signal">u, shape [T], finite.</param>
    /// <returns>Shape [T], equal to the spectrum of max(u, 0) up to rounding; order T².</returns>
    public static Complex[] ByConvolution(ReadOnlySpan<double> signal)
    {
        var (u, gate, length) = (Spectrum(signal), Spectrum(Indicator(signal)), signal.Length);
        var spectrum = new Complex[length];
        for (var m = 0; m < length; m++)
        {
            var sum = Complex.Zero;
            for (var k = 0; k < length; k++) sum += u[k] * gate[(m - k + length) % length];
            spectrum[m] = sum / length;
        }

        return spectrum;
    }

    /// <summary>max(u, 0), entry by entry.</summary>
    /// <param name="signal">u, shape [T].</param>
    /// <returns>Shape [T].</returns>
    public static double[] Rectified(ReadOnlySpan<double> signal)
    {
        var rectified = signal.ToArray();
        for (var k = 0; k < rectified.Length; k++) rectified[k] = Math.Max(0, rectified[k]);
        return rectified;
    }

    /// <summary>1 where u is above 0, else 0.</summary>
    /// <param name="signal">u, shape [T].</param>
    /// <returns>Shape [T].</returns>
    public static double[] Indicator(ReadOnlySpan<double> signal)
    {
        var gate = signal.ToArray();
        for (var k = 0; k < gate.Length; k++) gate[k] = gate[k] > 0 ? 1 : 0;
        return gate;
    }

    /// <summary>The Fourier transform of the indicator of intervals [p − ℓ, p + ℓ] at one frequency, Σ 2ℓ·e^{−iωp}·sin(ωℓ)/(ωℓ).</summary>
    /// <param name="frequency">ω, radians per unit.</param>
    /// <param name="intervals">Centres p and half lengths ℓ, above 0, of disjoint intervals.</param>
    public static Complex OfIntervals(double frequency, params IEnumerable<(double Centre, double HalfLength)> intervals)
    {
        var sum = Complex.Zero;
        foreach (var (centre, half) in intervals)
        {
            var reach = frequency * Guard.Positive(half, "HalfLength", "An interval of no length has no spectrum.");
            sum += 2 * half * Complex.FromPolarCoordinates(1, -frequency * centre) * (Math.Abs(reach) < 1e-8 ? 1 : Math.Sin(reach) / reach);
        }

        return sum;
    }

    /// <summary>The amplitude of the n-th harmonic of ReLU(sin t): 1/π at 0 (the mean), ½ at 1, 2/(π(n² − 1)) at even n, 0 at other odd n.</summary>
    /// <param name="harmonic">n, at least 0.</param>
    /// <returns>At least 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative harmonic.</exception>
    /// <source paper="orvieto2024" item="spectral leakage of ReLU">Derived here.</source>
    public static double HarmonicOfSine(int harmonic) => Guard.AtLeast(harmonic, 0, nameof(harmonic), "0 is the mean.") switch
    {
        0 => 1 / Math.PI,
        1 => 0.5,
        var n => n % 2 == 0 ? 2 / (Math.PI * (((double)n * n) - 1)) : 0,
    };
}
