using System.Runtime.Intrinsics;
using RankCollapse.Randomness;
using RankCollapse.Theory.Stochastic;

namespace RankCollapse.Tests.Randomness;

public class NormalPairsTests
{
    private static readonly RandomStream Stream = new RandomSource(4).Stream("pairs");

    [Fact]
    public void The_vector_form_equals_the_scalar_form_bit_for_bit()
    {
        var bits = Bits(40_002);
        // The ends of both intervals, where rounding is most delicate.
        (bits[0], bits[1], bits[2], bits[3], bits[4], bits[5]) = (0, 0, ulong.MaxValue, ulong.MaxValue, 1UL << 62, (1UL << 62) - 1);
        var (fast, plain) = (new double[bits.Length], new double[bits.Length]);
        NormalPairs.Fill(bits, fast);
        NormalPairs.FillReference(bits, plain);
        Assert.Equal(plain, fast);
        Assert.All(fast, value => Assert.True(double.IsFinite(value) && Math.Abs(value) < 8.6));
    }

    [Fact]
    public void A_pair_is_the_polar_formula_of_the_mathematical_library()
    {
        var bits = Bits(20_000);
        for (var k = 0; k < bits.Length; k += 2)
        {
            var (x, y) = NormalPairs.OfReference(bits[k], bits[k + 1]);
            var radius = Math.Sqrt(-2 * Math.Log(((bits[k] >> 12) + 0.5) / (1L << 52)));
            var angle = ((((bits[k + 1] << 2 >> 12) + 0.5) / (1L << 52)) - 0.5) * Math.PI / 2;
            var (cosine, sine) = (bits[k + 1] >> 62 & 1) == 0 ? (Math.Cos(angle), Math.Sin(angle)) : (Math.Sin(angle), Math.Cos(angle));
            var sign = bits[k + 1] >> 63 == 0 ? 1 : -1;
            Close.To(sign * radius * cosine, x, 4e-15);
            Close.To(sign * radius * sine, y, 4e-15);
        }
    }

    [Fact]
    public void Both_of_a_pair_are_standard_normal_and_they_are_independent()
    {
        var normals = new double[400_000];
        NormalPairs.Fill(Bits(normals.Length), normals);
        double[] first = [.. normals.Where((_, k) => k % 2 == 0)];
        double[] second = [.. normals.Where((_, k) => k % 2 == 1)];
        foreach (var half in new[] { first, second, [.. first.Zip(second, (x, y) => (x + y) / Math.Sqrt(2))] })
        {
            var distance = KolmogorovSmirnov.Distance(new EmpiricalLaw(half), x => MathNet.Numerics.Distributions.Normal.CDF(0, 1, x));
            Assert.True(distance < KolmogorovSmirnov.CriticalValue(half.Length, 1e-6), $"KS {distance}");
        }

        // Standard error of a mean of products is 1/√200000; 5 of them.
        Close.To(0, first.Zip(second, (x, y) => x * y).Average(), 5 / Math.Sqrt(first.Length));
        Close.To(0, first.Zip(second, (x, y) => ((x * x) - 1) * ((y * y) - 1)).Average(), 10 / Math.Sqrt(first.Length));
    }

    [Fact]
    public void Eight_blocks_side_by_side_equal_one_block_at_a_time()
    {
        var low = Vector512.Create(0UL, 1, 2, 0xFFFFFFFF, 77, 1UL << 31, 12345, 6);
        var (first, second) = Philox4x32.EightBlocks(low, 9, (5UL << 32) + 3, 0xABCDEF0123456789);
        for (var lane = 0; lane < 8; lane++)
        {
            var expected = new ulong[2];
            Philox4x32.FillReference(low[lane] + (9UL << 32), (5UL << 32) + 3, 0xABCDEF0123456789, expected);
            Assert.Equal((expected[0], expected[1]), (first[lane], second[lane]));
        }
    }

    [Fact]
    public void Normals_from_counters_are_those_of_the_bits_in_another_order()
    {
        var (bits, plain, fast) = (new ulong[48], new double[48], new double[48]);
        Philox4x32.FillReference(5, 2, 99, bits);
        NormalPairs.FillReference(bits, plain);
        NormalPairs.FillBlocks(5, 2, 99, fast);
        for (var k = 0; k < 48; k++) Assert.Equal(plain[k], fast[(k / 16 * 16) + (k % 2 * 8) + (k % 16 / 2)]);
        Assert.Contains("had 8 entries", Assert.Throws<ArgumentException>(() => NormalPairs.FillBlocks(0, 0, 0, new double[8])).Message);
    }

    [Fact]
    public void An_odd_number_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => NormalPairs.Fill(new ulong[3], new double[3]));
        Assert.StartsWith("There were 3 random numbers for 3 normals; there must be as many of both, and an even number.", error.Message);
    }

    private static ulong[] Bits(int count)
    {
        var bits = new ulong[count];
        Philox4x32.Fill(0, 1, Stream.Key, bits);
        return bits;
    }
}
