using System.Numerics;
using MathNet.Numerics;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// How much larger than its drive the state of a linear recurrence becomes whose eigenvalues fill the ring r_min ≤ |λ| ≤ r_max evenly:
/// E‖x_∞‖²/E‖Bu‖² = log((1 − r_min²)/(1 − r_max²))/(r_max² − r_min²), for white noise and for a constant input alike. Immutable.
/// </summary>
/// <remarks>The constant input is heavy-tailed: a few eigenvalues near 1 carry the mean, so that medians lie below it.</remarks>
/// <source paper="orvieto2024" item="forward blow-up">From the LRU paper, arXiv 2303.06349; its sums begin at 1, which would give r²/(1 − r²) for one radius: they must begin at 0.</source>
public sealed class RingGain
{
    /// <summary>The gain of a ring of full phase.</summary>
    /// <param name="inner">r_min, in [0, r_max].</param>
    /// <param name="outer">r_max, in [r_min, 1), above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A radius outside its range.</exception>
    public RingGain(double inner, double outer)
    {
        Outer = Guard.Within(outer, double.Epsilon, Math.BitDecrement(1), nameof(outer), "On the unit circle states grow without bound.");
        Inner = Guard.Within(inner, 0, outer, nameof(inner), "The inner radius must not exceed the outer one.");
    }

    /// <summary>r_min.</summary>
    public double Inner { get; }

    /// <summary>r_max.</summary>
    public double Outer { get; }

    /// <summary>The gain; 1/(1 − r²) where the two radii are one.</summary>
    public double Expected
    {
        get
        {
            // log((1 − a)/(1 − b)) = log(1 + w/(1 − b)) with w = b − a: no difference of near logarithms.
            var width = (Outer - Inner) * (Outer + Inner);
            var room = (1 - Outer) * (1 + Outer);
            return width == 0 ? 1 / room : SpecialFunctions.Log1p(width / room) / width;
        }
    }

    /// <summary>What sums that begin at 1 would give: one less.</summary>
    public double WithoutTheNewestToken => Expected - 1;

    /// <summary>Share of the eigenvalues of at most this modulus, (r² − r_min²)/(r_max² − r_min²).</summary>
    /// <param name="modulus">r, at least 0.</param>
    /// <returns>In [0, 1]; a step where the two radii are one.</returns>
    public double ModulusDistribution(double modulus) => Outer > Inner
        ? Math.Clamp(((modulus * modulus) - (Inner * Inner)) / ((Outer * Outer) - (Inner * Inner)), 0, 1)
        : modulus >= Outer ? 1 : 0;

    /// <summary>1/(1 − |λ|²), the mean square of a mode under white noise of variance 1.</summary>
    /// <param name="eigenvalue">λ, |λ| below 1.</param>
    public static double OfWhiteNoise(Complex eigenvalue) => 1 / ((1 - Stable(eigenvalue)) * (1 + Complex.Abs(eigenvalue)));

    /// <summary>1/|1 − λ|², the square of a mode under the constant input 1; its mean over the phase is 1/(1 − |λ|²).</summary>
    /// <param name="eigenvalue">λ, |λ| below 1.</param>
    public static double OfConstant(Complex eigenvalue)
    {
        Stable(eigenvalue);
        return 1 / (Complex.One - eigenvalue).Norm();
    }

    /// <summary>√((1 + |λ|)/(1 − |λ|)): the size of a positive real mode under a constant input, after its scale γ = √(1 − |λ|²).</summary>
    /// <param name="modulus">|λ|, in [0, 1).</param>
    public static double NormalisedConstant(double modulus) => Math.Sqrt((1 + modulus) / (1 - Stable(modulus)));

    /// <summary>Runs modes on one input with random complex weights and compares mean squares: Σ|x_L|²/Σ|b|², with E u² = 1.</summary>
    /// <param name="eigenvalues">λ, at least one, moduli below 1.</param>
    /// <param name="inputs">u, shape [steps]; white noise of variance 1 or ones.</param>
    /// <param name="random">Where the weights b come from: complex normal.</param>
    /// <returns>The measured gain, averaged over the second half of the steps.</returns>
    /// <exception cref="ArgumentException">No mode or no input, or an unstable mode.</exception>
    public static double Measured(IReadOnlyList<Complex> eigenvalues, ReadOnlySpan<double> inputs, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Guard.Finite([.. eigenvalues.Select(Stable)], nameof(eigenvalues));
        Guard.Finite(inputs, nameof(inputs));
        var (gain, drive, counted) = (0.0, 0.0, inputs.Length - (inputs.Length / 2));
        foreach (var lambda in eigenvalues)
        {
            var weight = new Complex(random.NextNormal(), random.NextNormal()).Norm();
            drive += weight;
            gain += weight * MeanSquare(lambda, inputs, inputs.Length - counted);
        }

        return gain / counted / drive;
    }

    private static double MeanSquare(Complex lambda, ReadOnlySpan<double> inputs, int from)
    {
        var (x, y, a, b, sum) = (0.0, 0.0, lambda.Real, lambda.Imaginary, 0.0);
        for (var k = 0; k < inputs.Length; k++)
        {
            (x, y) = ((a * x) - (b * y) + inputs[k], (a * y) + (b * x));
            if (k >= from) sum += (x * x) + (y * y);
        }

        return sum;
    }

    private static double Stable(Complex eigenvalue) =>
        Guard.Within(Complex.Abs(eigenvalue), 0, Math.BitDecrement(1), "modulus", "A state that neither grows nor lasts for ever needs a modulus below 1.");
}

/// <summary>Squares of complex numbers.</summary>
internal static class ComplexSquares
{
    /// <summary>|z|².</summary>
    public static double Norm(this Complex z) => (z.Real * z.Real) + (z.Imaginary * z.Imaginary);
}
