using System.Runtime.Intrinsics;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>
/// Normal numbers in pairs, from an exponential and an angle, sixteen at a time. Drawing weights is most of the cost of a narrow layer, and
/// this has no branch: three times as fast as the inverse distribution function, which needs one for its tails.
/// </summary>
/// <source paper="box1958" item="a note on the generation of random normal deviates">Finite: at most about 8.6 in absolute value.</source>
internal static class PolarNormals
{
    private const int Chunk = 16;
    private const double Cell = 1.0 / (1L << 52);

    /// <summary>Fills from the stream: eight numbers give radii, the next eight angles. A last, partial chunk takes sixteen as well.</summary>
    public static void Fill(RandomStream random, Span<double> output)
    {
        Span<ulong> bits = stackalloc ulong[Chunk];
        Span<double> last = stackalloc double[Chunk];
        for (; output.Length >= Chunk; output = output[Chunk..])
        {
            random.FillBits(bits);
            Pairs(bits, output);
        }

        if (output.IsEmpty) return;
        random.FillBits(bits);
        Pairs(bits, last);
        last[..output.Length].CopyTo(output);
    }

    /// <summary>One pair after the other.</summary>
    public static void FillReference(RandomStream random, Span<double> output)
    {
        for (var first = 0; first < output.Length; first += Chunk)
        {
            ulong[] bits = [.. Enumerable.Range(0, Chunk).Select(_ => random.NextBits())];
            for (var i = first; i < Math.Min(first + Chunk, output.Length); i++)
            {
                var pair = (i - first) % 8;
                var radius = Math.Sqrt(-2 * Math.Log(((bits[pair] >> 12) + 0.5) * Cell));
                var (sine, cosine) = Math.SinCos(2 * Math.PI * ((bits[pair + 8] >> 12) + 0.5) * Cell);
                output[i] = radius * (i - first < 8 ? sine : cosine);
            }
        }
    }

    private static void Pairs(ReadOnlySpan<ulong> bits, Span<double> output)
    {
        var radius = Vector512.Sqrt(Vector512.Log(Uniform(bits)) * Vector512.Create(-2.0));
        var (sine, cosine) = Vector512.SinCos(Uniform(bits[8..]) * Vector512.Create(2 * Math.PI));
        (radius * sine).CopyTo(output);
        (radius * cosine).CopyTo(output[8..]);
    }

    /// <summary>Middles of 2⁵² cells, by way of the exponent of 2⁵²: exact, and never 0 or 1.</summary>
    private static Vector512<double> Uniform(ReadOnlySpan<ulong> bits)
    {
        var whole = ((Vector512.Create(bits[..8]) >>> 12) | Vector512.Create(0x4330000000000000UL)).AsDouble() - Vector512.Create((double)(1L << 52));
        return (whole + Vector512.Create(0.5)) * Vector512.Create(Cell);
    }
}
