using RankCollapse.Randomness;

namespace RankCollapse.Tests.Randomness;

public class Philox4x32Tests
{
    /// <summary>The known-answer vectors published with Random123.</summary>
    [Theory]
    [InlineData("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Block_agrees_with_the_published_vectors(string counter, string key, string expected)
    {
        var (c, k, e) = (Words(counter), Words(key), Words(expected));
        Assert.Equal((e[0], e[1], e[2], e[3]), Philox4x32.Block((c[0], c[1], c[2], c[3]), (k[0], k[1])));
    }

    [Theory]
    [InlineData(0UL, 64)]
    [InlineData(1UL, 10)]
    [InlineData(0xFFFFFFFEUL, 24)]
    [InlineData(ulong.MaxValue - 2, 16)]
    public void Fast_fill_equals_the_reference_across_word_boundaries(ulong firstBlock, int count)
    {
        var (fast, plain) = (new ulong[count], new ulong[count]);
        Philox4x32.Fill(firstBlock, 0x123456789ABCDEF0, 0xFEDCBA9876543210, fast);
        Philox4x32.FillReference(firstBlock, 0x123456789ABCDEF0, 0xFEDCBA9876543210, plain);
        Assert.Equal(plain, fast);
        Assert.Equal(count, fast.Distinct().Count());
    }

    [Fact]
    public void An_odd_length_is_refused_by_name() => Assert.StartsWith(
        "The output had 3 entries; a block gives 2, so the number must be even. Use a span one longer.",
        Assert.Throws<ArgumentException>(() => Philox4x32.Fill(0, 0, 0, new ulong[3])).Message);

    private static uint[] Words(string text) => [.. text.Split(' ').Select(word => Convert.ToUInt32(word, 16))];
}
