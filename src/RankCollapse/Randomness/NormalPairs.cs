using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RankCollapse.Randomness;

/// <summary>
/// Two random 64-bit numbers to two independent standard normals, by the polar formula of Box and Muller: no rejection, so eight
/// pairs go side by side. The scalar and the vector form agree bit for bit.
/// </summary>
/// <remarks>
/// Logarithm, sine and cosine are polynomials in operations that IEEE 754 rounds exactly (sum, product, fused product, quotient,
/// root), in the same order in both forms. About 1e-15 relative; absolute values are at most 8.6.
/// </remarks>
/// <source paper="boxmuller1958" item="generation of random normal deviates">Coefficients are those of the customary minimax
/// polynomials of the C library (Sun Microsystems, 1993).</source>
public static class NormalPairs
{
    private const double Ln2 = 0.69314718055994530942, HalfPi = 1.57079632679489661923, Cell = 1.0 / (1L << 52);
    private const ulong Exponent52 = 0x4330000000000000, Fraction = 0x000FFFFFFFFFFFFF;
    private const ulong RootHalf = 0x3FE6A09E667F3BCD;
    private const double L1 = 0.6666666666666735130, L2 = 0.3999999999940941908, L3 = 0.2857142874366239149,
        L4 = 0.2222219843214978396, L5 = 0.1818357216161805012, L6 = 0.1531383769920937332, L7 = 0.1479819860511658591;
    private const double S1 = -1.66666666666666324348e-1, S2 = 8.33333333332248946124e-3, S3 = -1.98412698298579493134e-4,
        S4 = 2.75573137070700676789e-6, S5 = -2.50507602534068634195e-8, S6 = 1.58969099521155010221e-10;
    private const double C1 = 4.16666666666666019037e-2, C2 = -1.38888888888741095749e-3, C3 = 2.48015872894767294178e-5,
        C4 = -2.75573143513906633035e-7, C5 = 2.08757232129817482790e-9, C6 = -1.13596475577881948265e-11;

    /// <summary>Bits to normals, sixteen at a time where there are so many.</summary>
    /// <param name="bits">Independent random bits, an even number of them.</param>
    /// <param name="output">As many entries; entries 2k and 2k + 1 come from bits 2k and 2k + 1.</param>
    /// <exception cref="ArgumentException">An odd number of bits, or another number of outputs.</exception>
    public static void Fill(ReadOnlySpan<ulong> bits, Span<double> output)
    {
        RequirePairs(bits, output);
        var done = 0;
        Span<ulong> first = stackalloc ulong[8], second = stackalloc ulong[8];
        for (; done + 16 <= bits.Length; done += 16)
        {
            for (var lane = 0; lane < 8; lane++) (first[lane], second[lane]) = (bits[done + (2 * lane)], bits[done + (2 * lane) + 1]);
            var (x, y) = Of(Vector512.Create<ulong>(first), Vector512.Create<ulong>(second));
            for (var lane = 0; lane < 8; lane++) (output[done + (2 * lane)], output[done + (2 * lane) + 1]) = (x[lane], y[lane]);
        }

        FillReference(bits[done..], output[done..]);
    }

    /// <summary>Bits to normals, one pair at a time: the plain form of <see cref="Fill"/>.</summary>
    /// <param name="bits">Independent random bits, an even number of them.</param>
    /// <param name="output">As many entries.</param>
    /// <exception cref="ArgumentException">An odd number of bits, or another number of outputs.</exception>
    public static void FillReference(ReadOnlySpan<ulong> bits, Span<double> output)
    {
        RequirePairs(bits, output);
        for (var i = 0; i < bits.Length; i += 2) (output[i], output[i + 1]) = OfReference(bits[i], bits[i + 1]);
    }

    /// <summary>Normals straight from counters, eight blocks at a time, without a store in between: the fastest way to draw many.</summary>
    /// <param name="firstBlock">Number of the first block, below 2³² − number of blocks: the lower half of the counter.</param>
    /// <param name="upperCounter">The upper half of the counter.</param>
    /// <param name="key">The key.</param>
    /// <param name="output">A multiple of 16 entries: of each eight blocks first the first normals, then the second ones.</param>
    /// <exception cref="ArgumentException">Not a multiple of 16.</exception>
    public static void FillBlocks(uint firstBlock, ulong upperCounter, ulong key, Span<double> output)
    {
        if (output.Length % 16 != 0)
            throw new ArgumentException($"The output had {output.Length} entries; eight blocks give 16, so it must be a multiple of that. Use a longer span.", nameof(output));
        var lanes = Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7) + Vector512.Create((ulong)firstBlock);
        for (var i = 0; i < output.Length; i += 16)
        {
            var (first, second) = Philox4x32.EightBlocks(lanes, 0, upperCounter, key);
            var (x, y) = Of(first, second);
            x.CopyTo(output[i..]);
            y.CopyTo(output[(i + 8)..]);
            lanes += Vector512.Create(8UL);
        }
    }

    /// <summary>One pair: radius √(−2 ln u) from the first number, angle from the second, whose upper two bits choose one of four quadrants.</summary>
    internal static (double, double) OfReference(ulong first, ulong second)
    {
        unchecked
        {
            var uniform = (BitConverter.UInt64BitsToDouble((first >> 12) | Exponent52) - (1L << 52) + 0.5) * Cell;
            var raw = BitConverter.DoubleToUInt64Bits(uniform) - RootHalf;
            var exponent = (double)((long)raw >> 52);
            var f = BitConverter.UInt64BitsToDouble((raw & Fraction) + RootHalf) - 1;
            var s = f / (2 + f);
            var z = s * s;
            var series = Math.FusedMultiplyAdd(L7, z, L6);
            series = Math.FusedMultiplyAdd(series, z, L5);
            series = Math.FusedMultiplyAdd(series, z, L4);
            series = Math.FusedMultiplyAdd(series, z, L3);
            series = Math.FusedMultiplyAdd(series, z, L2);
            series = Math.FusedMultiplyAdd(series, z, L1) * z;
            var half = f * f * 0.5;
            var logarithm = Math.FusedMultiplyAdd(exponent, Ln2, f - (half - (s * (half + series))));
            var radius = Math.Sqrt(-2 * logarithm);

            var t = (BitConverter.UInt64BitsToDouble(((second << 2) >> 12) | Exponent52) - (1L << 52) + 0.5) * Cell;
            var angle = (t - 0.5) * HalfPi;
            var square = angle * angle;
            var sine = Math.FusedMultiplyAdd(S6, square, S5);
            sine = Math.FusedMultiplyAdd(sine, square, S4);
            sine = Math.FusedMultiplyAdd(sine, square, S3);
            sine = Math.FusedMultiplyAdd(sine, square, S2);
            sine = Math.FusedMultiplyAdd(sine, square, S1);
            sine = Math.FusedMultiplyAdd(sine * square, angle, angle);
            var cosine = Math.FusedMultiplyAdd(C6, square, C5);
            cosine = Math.FusedMultiplyAdd(cosine, square, C4);
            cosine = Math.FusedMultiplyAdd(cosine, square, C3);
            cosine = Math.FusedMultiplyAdd(cosine, square, C2);
            cosine = Math.FusedMultiplyAdd(cosine, square, C1);
            cosine = Math.FusedMultiplyAdd(cosine * square, square, Math.FusedMultiplyAdd(square, -0.5, 1));
            var (x, y) = (second >> 62 & 1) == 0 ? (cosine, sine) : (sine, cosine);
            return (second >> 63) == 0 ? (radius * x, radius * y) : (-(radius * x), -(radius * y));
        }
    }

    /// <summary>Eight pairs side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector512<double>, Vector512<double>) Of(Vector512<ulong> first, Vector512<ulong> second)
    {
        unchecked
        {
            var raw = Uniform(first).AsUInt64() - Vector512.Create(RootHalf);
            // An arithmetic shift of 64 bits; the exponent is between −53 and 0, so its conversion is exact in any way.
            var exponent = Vector512.ConvertToDouble(raw.AsInt64() >> 52);
            var f = ((raw & Vector512.Create(Fraction)) + Vector512.Create(RootHalf)).AsDouble() - Vector512<double>.One;
            var s = f / (Vector512.Create(2.0) + f);
            var z = s * s;
            var series = Fused(Vector512.Create(L7), z, L6);
            series = Fused(Fused(Fused(Fused(series, z, L5), z, L4), z, L3), z, L2);
            series = Fused(series, z, L1) * z;
            var half = f * f * Vector512.Create(0.5);
            var logarithm = Vector512.FusedMultiplyAdd(exponent, Vector512.Create(Ln2), f - (half - (s * (half + series))));
            var radius = Vector512.Sqrt(Vector512.Create(-2.0) * logarithm);

            var angle = (Uniform(second << 2) - Vector512.Create(0.5)) * Vector512.Create(HalfPi);
            var square = angle * angle;
            var sine = Fused(Fused(Vector512.Create(S6), square, S5), square, S4);
            sine = Fused(Fused(Fused(sine, square, S3), square, S2), square, S1);
            sine = Vector512.FusedMultiplyAdd(sine * square, angle, angle);
            var cosine = Fused(Fused(Vector512.Create(C6), square, C5), square, C4);
            cosine = Fused(Fused(Fused(cosine, square, C3), square, C2), square, C1);
            cosine = Vector512.FusedMultiplyAdd(
                cosine * square, square, Vector512.FusedMultiplyAdd(square, Vector512.Create(-0.5), Vector512<double>.One));
            var swapped = Vector512.Equals(second & Vector512.Create(1UL << 62), Vector512<ulong>.Zero).AsDouble();
            var sign = (second & Vector512.Create(1UL << 63)).AsDouble();
            return (
                (radius * Vector512.ConditionalSelect(swapped, cosine, sine)) ^ sign,
                (radius * Vector512.ConditionalSelect(swapped, sine, cosine)) ^ sign);
        }
    }

    /// <summary>The middle of one of 2⁵² cells of (0, 1): under the exponent of 2⁵², 52 bits are an integer above 2⁵².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Uniform(Vector512<ulong> bits) =>
        (((bits >>> 12) | Vector512.Create(Exponent52)).AsDouble() - Vector512.Create((double)(1L << 52)) + Vector512.Create(0.5))
            * Vector512.Create(Cell);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fused(Vector512<double> x, Vector512<double> y, double z) =>
        Vector512.FusedMultiplyAdd(x, y, Vector512.Create(z));

    private static void RequirePairs(ReadOnlySpan<ulong> bits, Span<double> output)
    {
        if (bits.Length % 2 == 0 && bits.Length == output.Length) return;
        throw new ArgumentException(
            $"There were {bits.Length} random numbers for {output.Length} normals; there must be as many of both, and an even number. "
            + "Use one more and drop it.", nameof(bits));
    }
}
