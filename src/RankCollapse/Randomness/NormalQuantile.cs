using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RankCollapse.Randomness;

/// <summary>The quantile of the standard normal law, to about 1e-16 relative.</summary>
/// <source paper="wichura1988" item="algorithm AS 241, PPND16">Coefficients as printed.</source>
public static class NormalQuantile
{
    private const double CentreLimit = 0.425, CentreSquare = 0.180625;

    /// <summary>The number below which a standard normal variable lies with the given probability.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <returns>A finite number; odd about a probability of one half.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not inside (0, 1).</exception>
    public static double Of(double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(probability), $"probability was {probability}; it must be inside (0, 1). The quantile is infinite at the ends.");
        }

        var q = probability - 0.5;
        if (Math.Abs(q) <= CentreLimit) return q * Centre(CentreSquare - (q * q));
        var r = Math.Sqrt(-Math.Log(q < 0 ? probability : 1 - probability));
        var tail = r <= 5 ? Near(r - 1.6) : Far(r - 5);
        return q < 0 ? -tail : tail;
    }

    /// <summary>
    /// Random bits to normal draws, four at a time: all lanes take the rational function of the centre, and the 15 % that lie
    /// outside of it are done again one by one. Bit for bit the same as <see cref="FillReference"/>.
    /// </summary>
    internal static void Fill(ReadOnlySpan<ulong> bits, Span<double> output)
    {
        var done = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; done + 4 <= bits.Length; done += 4)
            {
                // Under the exponent of 2^52, 52 bits are an integer above 2^52: converted exactly by one subtraction.
                var whole = ((Vector256.Create(bits.Slice(done, 4)) >>> 12) | Vector256.Create(0x4330000000000000UL)).AsDouble()
                    - Vector256.Create((double)(1L << 52));
                var q = ((whole + Vector256.Create(0.5)) * Vector256.Create(1.0 / (1L << 52))) - Vector256.Create(0.5);
                (q * Centre(Vector256.Create(CentreSquare) - (q * q))).CopyTo(output[done..]);
                var outside = Vector256.GreaterThan(Vector256.Abs(q), Vector256.Create(CentreLimit)).ExtractMostSignificantBits();
                for (; outside != 0; outside &= outside - 1)
                {
                    var lane = done + System.Numerics.BitOperations.TrailingZeroCount(outside);
                    output[lane] = Of(OpenUniform(bits[lane]));
                }
            }
        }

        FillReference(bits[done..], output[done..]);
    }

    /// <summary>Random bits to normal draws, one at a time.</summary>
    internal static void FillReference(ReadOnlySpan<ulong> bits, Span<double> output)
    {
        for (var i = 0; i < bits.Length; i++) output[i] = Of(OpenUniform(bits[i]));
    }

    /// <summary>The middle of one of 2⁵² cells: symmetric about a half and, unlike that of one of 2⁵³, never rounded to 1.</summary>
    internal static double OpenUniform(ulong bits) => ((bits >> 12) + 0.5) * (1.0 / (1L << 52));

    private static Vector256<double> Centre(Vector256<double> x) =>
        Polynomial(
            x, 2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
            13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.3871328727963666080)
        / Polynomial(
            x, 5226.4952788528545610, 28729.085735721942674, 39307.895800092710610, 21213.794301586595867,
            5394.1960214247511077, 687.18700749205790830, 42.313330701600911252, 1);

    private static double Centre(double x) =>
        Polynomial(
            x, 2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
            13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.3871328727963666080)
        / Polynomial(
            x, 5226.4952788528545610, 28729.085735721942674, 39307.895800092710610, 21213.794301586595867,
            5394.1960214247511077, 687.18700749205790830, 42.313330701600911252, 1);

    private static double Near(double x) =>
        Polynomial(
            x, 7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258,
            3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734)
        / Polynomial(
            x, 1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
            6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1);

    private static double Far(double x) =>
        Polynomial(
            x, 2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
            2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720)
        / Polynomial(
            x, 2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
            1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1);

    /// <summary>Horner's rule, written out because it is the whole cost of a normal draw.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Polynomial(
        double x, double c7, double c6, double c5, double c4, double c3, double c2, double c1, double c0)
    {
        var upper = (((((c7 * x) + c6) * x) + c5) * x) + c4;
        return (((((((upper * x) + c3) * x) + c2) * x) + c1) * x) + c0;
    }

    /// <summary>The same in four lanes; no fused multiplication, so that each lane rounds as the scalar form does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Polynomial(
        Vector256<double> x, double c7, double c6, double c5, double c4, double c3, double c2, double c1, double c0)
    {
        var upper = (((((Vector256.Create(c7) * x) + Vector256.Create(c6)) * x) + Vector256.Create(c5)) * x) + Vector256.Create(c4);
        return (((((((upper * x) + Vector256.Create(c3)) * x) + Vector256.Create(c2)) * x) + Vector256.Create(c1)) * x)
            + Vector256.Create(c0);
    }
}
