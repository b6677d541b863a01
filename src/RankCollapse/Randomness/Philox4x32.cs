using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RankCollapse.Randomness;

/// <summary>
/// Philox4x32-10: a function from a 128-bit counter and a 64-bit key to 128 random bits. It has no state, so that any draw
/// of any stream can be computed by itself, in any order, on any thread.
/// </summary>
/// <source paper="salmon2011" item="Philox4x32-10">Checked against the published known-answer vectors.</source>
public static class Philox4x32
{
    private const uint MultiplierA = 0xD2511F53, MultiplierB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9, WeylB = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>Ten rounds on one counter.</summary>
    /// <param name="counter">Four 32-bit words, the least significant first.</param>
    /// <param name="key">Two 32-bit words.</param>
    /// <returns>Four 32-bit words, each uniform.</returns>
    public static (uint, uint, uint, uint) Block((uint, uint, uint, uint) counter, (uint, uint) key)
    {
        unchecked
        {
            var (c0, c1, c2, c3) = counter;
            var (k0, k1) = key;
            for (var round = 0; round < Rounds; round++)
            {
                var productA = (ulong)MultiplierA * c0;
                var productB = (ulong)MultiplierB * c2;
                (c0, c1, c2, c3) = (
                    (uint)(productB >> 32) ^ c1 ^ k0, (uint)productB,
                    (uint)(productA >> 32) ^ c3 ^ k1, (uint)productA);
                k0 += WeylA;
                k1 += WeylB;
            }

            return (c0, c1, c2, c3);
        }
    }

    /// <summary>Consecutive blocks as 64-bit numbers, two to a block, eight or four blocks at a time where the processor can.</summary>
    /// <param name="firstBlock">Number of the first block: the lower half of the counter.</param>
    /// <param name="upperCounter">The upper half of the counter, the same for all blocks.</param>
    /// <param name="key">The key; the lower 32 bits are its first word.</param>
    /// <param name="output">Filled entirely; an even number of entries.</param>
    /// <exception cref="ArgumentException">An odd number of entries.</exception>
    public static void Fill(ulong firstBlock, ulong upperCounter, ulong key, Span<ulong> output)
    {
        RequireEven(output);
        var done = 0;
        if (Avx512F.IsSupported)
        {
            for (; done + 16 <= output.Length; done += 16)
                EightBlocks(unchecked(firstBlock + (ulong)(done / 2)), upperCounter, key, output.Slice(done, 16));
        }

        if (Avx2.IsSupported)
        {
            for (; done + 8 <= output.Length; done += 8)
                FourBlocks(unchecked(firstBlock + (ulong)(done / 2)), upperCounter, key, output.Slice(done, 8));
        }

        FillReference(unchecked(firstBlock + (ulong)(done / 2)), upperCounter, key, output[done..]);
    }

    /// <summary>Consecutive blocks, one at a time: the plain form of <see cref="Fill"/>.</summary>
    /// <param name="firstBlock">Number of the first block: the lower half of the counter.</param>
    /// <param name="upperCounter">The upper half of the counter, the same for all blocks.</param>
    /// <param name="key">The key; the lower 32 bits are its first word.</param>
    /// <param name="output">Filled entirely; an even number of entries.</param>
    /// <exception cref="ArgumentException">An odd number of entries.</exception>
    public static void FillReference(ulong firstBlock, ulong upperCounter, ulong key, Span<ulong> output)
    {
        RequireEven(output);
        for (var i = 0; i < output.Length; i += 2)
        {
            var block = unchecked(firstBlock + (ulong)(i / 2));
            var (w0, w1, w2, w3) = Block(
                ((uint)block, (uint)(block >> 32), (uint)upperCounter, (uint)(upperCounter >> 32)), ((uint)key, (uint)(key >> 32)));
            output[i] = w0 | ((ulong)w1 << 32);
            output[i + 1] = w2 | ((ulong)w3 << 32);
        }
    }

    /// <summary>Four counters side by side, each 32-bit word in the lower half of a 64-bit lane so that products fit.</summary>
    private static void FourBlocks(ulong firstBlock, ulong upperCounter, ulong key, Span<ulong> output)
    {
        unchecked
        {
            var low = Vector256.Create(0xFFFFFFFFUL);
            var block = Vector256.Create(firstBlock, firstBlock + 1, firstBlock + 2, firstBlock + 3);
            var (c0, c1) = (block & low, block >>> 32);
            var (c2, c3) = (Vector256.Create(upperCounter & 0xFFFFFFFF), Vector256.Create(upperCounter >> 32));
            var (a, b) = (Vector256.Create((ulong)MultiplierA).AsUInt32(), Vector256.Create((ulong)MultiplierB).AsUInt32());
            var (k0, k1) = ((uint)key, (uint)(key >> 32));
            for (var round = 0; round < Rounds; round++)
            {
                var productA = Avx2.Multiply(a, c0.AsUInt32());
                var productB = Avx2.Multiply(b, c2.AsUInt32());
                c0 = (productB >>> 32) ^ c1 ^ Vector256.Create((ulong)k0);
                c1 = productB & low;
                c2 = (productA >>> 32) ^ c3 ^ Vector256.Create((ulong)k1);
                c3 = productA & low;
                k0 += WeylA;
                k1 += WeylB;
            }

            var first = c0 | (c1 << 32);
            var second = c2 | (c3 << 32);
            for (var lane = 0; lane < 4; lane++)
            {
                output[2 * lane] = first[lane];
                output[(2 * lane) + 1] = second[lane];
            }
        }
    }

    /// <summary>The same with eight counters.</summary>
    private static void EightBlocks(ulong firstBlock, ulong upperCounter, ulong key, Span<ulong> output)
    {
        unchecked
        {
            var low = Vector512.Create(0xFFFFFFFFUL);
            var block = Vector512.Create(firstBlock) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
            var (c0, c1) = (block & low, block >>> 32);
            var (c2, c3) = (Vector512.Create(upperCounter & 0xFFFFFFFF), Vector512.Create(upperCounter >> 32));
            var (a, b) = (Vector512.Create((ulong)MultiplierA).AsUInt32(), Vector512.Create((ulong)MultiplierB).AsUInt32());
            var (k0, k1) = ((uint)key, (uint)(key >> 32));
            for (var round = 0; round < Rounds; round++)
            {
                var productA = Avx512F.Multiply(a, c0.AsUInt32());
                var productB = Avx512F.Multiply(b, c2.AsUInt32());
                c0 = (productB >>> 32) ^ c1 ^ Vector512.Create((ulong)k0);
                c1 = productB & low;
                c2 = (productA >>> 32) ^ c3 ^ Vector512.Create((ulong)k1);
                c3 = productA & low;
                k0 += WeylA;
                k1 += WeylB;
            }

            var first = c0 | (c1 << 32);
            var second = c2 | (c3 << 32);
            Avx512F.PermuteVar8x64x2(first, Vector512.Create(0UL, 8, 1, 9, 2, 10, 3, 11), second).CopyTo(output);
            Avx512F.PermuteVar8x64x2(first, Vector512.Create(4UL, 12, 5, 13, 6, 14, 7, 15), second).CopyTo(output[8..]);
        }
    }

    private static void RequireEven(Span<ulong> output)
    {
        if (output.Length % 2 == 0) return;
        throw new ArgumentException(
            $"The output had {output.Length} entries; a block gives 2, so the number must be even. Use a span one longer.", nameof(output));
    }
}
