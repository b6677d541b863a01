using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RankCollapse.Randomness;

/// <summary>The quantile of the standard normal law, to about 1e-16 relative.</summary>
/// <source paper="wichura1988" item="algorithm AS 241, PPND16">Coefficients as printed.</source>
public static class NormalQuantile
{
    private const double CentreLimit = 0.425, CentreSquare = 0.180625;
    private const int Chunk = 64;

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
    /// Random bits to normal draws, eight at a time: all lanes take the rational function of the centre; the 15 % that lie outside of it
    /// are gathered without a branch, which could not be predicted, and done again. Bit for bit the same as <see cref="FillReference"/>.
    /// </summary>
    internal static void Fill(ReadOnlySpan<ulong> bits, Span<double> output)
    {
        Span<int> outside = stackalloc int[Chunk];
        var done = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; done + Chunk <= bits.Length; done += Chunk)
            {
                var from = bits.Slice(done, Chunk);
                var to = output.Slice(done, Chunk);
                for (var i = 0; i < Chunk; i += 8) Central(from.Slice(i, 8), to.Slice(i, 8));
                var count = 0;
                for (var i = 0; i < Chunk; i++)
                {
                    outside[count] = i;
                    count += Math.Abs(OpenUniform(from[i]) - 0.5) > CentreLimit ? 1 : 0;
                }

                Tails(from, outside[..count], to);
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

    /// <summary>The tails, logarithm by logarithm and the rest eight at a time.</summary>
    private static void Tails(ReadOnlySpan<ulong> bits, ReadOnlySpan<int> outside, Span<double> output)
    {
        Span<double> roots = stackalloc double[Chunk];
        var deepest = 0.0;
        for (var i = 0; i < outside.Length; i++)
        {
            var probability = OpenUniform(bits[outside[i]]);
            roots[i] = -Math.Log(probability < 0.5 ? probability : 1 - probability);
            deepest = Math.Max(deepest, roots[i]);
        }

        // Beyond five in the root, one draw in 10^11, another rational function takes over.
        if (deepest > 24.9)
        {
            foreach (var i in outside) output[i] = Of(OpenUniform(bits[i]));
            return;
        }

        for (var i = 0; i < outside.Length; i += 8)
        {
            var part = roots.Slice(i, 8);
            Near(Vector512.Sqrt(Vector512.Create<double>(part)) - Vector512.Create(1.6)).CopyTo(part);
        }

        for (var i = 0; i < outside.Length; i++) output[outside[i]] = bits[outside[i]] >> 63 == 0 ? -roots[i] : roots[i];
    }

    private static void Central(ReadOnlySpan<ulong> bits, Span<double> output)
    {
        // Under the exponent of 2^52, 52 bits are an integer above 2^52: converted exactly by one subtraction.
        var whole = ((Vector512.Create(bits) >>> 12) | Vector512.Create(0x4330000000000000UL)).AsDouble()
            - Vector512.Create((double)(1L << 52));
        var q = ((whole + Vector512.Create(0.5)) * Vector512.Create(1.0 / (1L << 52))) - Vector512.Create(0.5);
        (q * Centre(Vector512.Create(CentreSquare) - (q * q))).CopyTo(output);
    }

    private static Vector512<double> Centre(Vector512<double> x) =>
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

    private static Vector512<double> Near(Vector512<double> x) =>
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

    /// <summary>The same in eight lanes; no fused multiplication, so that each lane rounds as the scalar form does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Polynomial(
        Vector512<double> x, double c7, double c6, double c5, double c4, double c3, double c2, double c1, double c0)
    {
        var upper = (((((Vector512.Create(c7) * x) + Vector512.Create(c6)) * x) + Vector512.Create(c5)) * x) + Vector512.Create(c4);
        return (((((((upper * x) + Vector512.Create(c3)) * x) + Vector512.Create(c2)) * x) + Vector512.Create(c1)) * x)
            + Vector512.Create(c0);
    }
}
