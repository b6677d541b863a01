using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Masks;

public class AttentionMaskTests
{
    [Fact]
    public void Masks_look_as_they_are_defined()
    {
        Assert.Equal("1111/1111/1111/1111", Picture(AttentionMask.Complete(4)));
        Assert.Equal("1000/1100/1110/1111", Picture(AttentionMask.Causal(4)));
        Assert.Equal("11000/11100/01110/00111/00011", Picture(AttentionMask.SlidingWindow(5)));
        Assert.Equal("1000/1100/0110/0011", Picture(AttentionMask.UnidirectionalWindow(4)));
        Assert.Equal("1000/1100/1110/0111", Picture(AttentionMask.UnidirectionalWindow(4, halfWidth: 2)));
        Assert.Equal("11001/11100/01110/00111/10011", Picture(AttentionMask.RingWindow(5)));
        Assert.Equal("1000/1100/1110/1011", Picture(AttentionMask.SinkWithUnidirectionalWindow(4)));
        Assert.Equal("11111/11100/11110/10111/10011", Picture(AttentionMask.GlobalTokenWithWindow(5)));
        Assert.Equal("100/011/011", Picture(AttentionMask.BlockDiagonal(1, 2)));
        Assert.Equal("10100/01010/10101/01010/00101", Picture(AttentionMask.Dilated(5)));
        Assert.Equal("10/01", Picture(AttentionMask.Identity(2)));
    }

    [Fact]
    public void A_mask_does_not_change_with_the_matrix_it_was_made_from()
    {
        var allowed = new[,] { { true, false }, { true, true } };
        var mask = AttentionMask.Custom("mine", allowed);
        allowed[0, 1] = true;
        mask.ToMatrix()[0, 1] = true;
        Assert.Equal("10/11", Picture(mask));
        Assert.Equal("mine: 2 tokens, 3 pairs", mask.ToString());
    }

    [Fact]
    public void Masks_are_edited_by_making_new_ones()
    {
        var causal = AttentionMask.Causal(3);
        Assert.Equal("101/110/111", Picture(causal.Allowing(0, 2)));
        Assert.Equal("100/110/011", Picture(causal.Forbidding(2, 0)));
        Assert.Equal("111/111/111", Picture(causal.Allowing(0, 2).Or(AttentionMask.SlidingWindow(3))));
        Assert.Equal("causal + [0, 2]", causal.Allowing(0, 2).Name);
        Assert.Equal("GPT", causal.Named("GPT").Name);
    }

    [Fact]
    public void Degrees_self_loops_and_symmetry_are_read_off()
    {
        var causal = AttentionMask.Causal(4);
        Assert.Equal((4, 10, 3), (causal.MaximumDegree, causal.EdgeCount, causal.Degree(2)));
        Assert.True(causal.HasAllSelfLoops);
        Assert.False(causal.IsSymmetric);
        Assert.True(AttentionMask.RingWindow(7).IsSymmetric);
        Assert.False(AttentionMask.Complete(2).Forbidding(1, 1).HasAllSelfLoops);
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith(
            "Row 1 allows no token; every token must attend to at least one, or its softmax is empty. "
            + "Allow [1, 1], a token's attention to itself.",
            Assert.Throws<ArgumentException>(() => AttentionMask.Custom("mine", new[,] { { true, false }, { false, false } })).Message);
        Assert.StartsWith(
            "Row 0 allows no token;",
            Assert.Throws<ArgumentException>(() => AttentionMask.Identity(2).Forbidding(0, 0)).Message);
        Assert.StartsWith(
            "The mask had shape [2, 3]; it must be square with at least 1 token. Give one row and one column for every token.",
            Assert.Throws<ArgumentException>(() => AttentionMask.Custom("mine", new bool[2, 3])).Message);
        Assert.StartsWith(
            "The mask had no name; give at least 1 character. It labels curves and messages.",
            Assert.Throws<ArgumentException>(() => AttentionMask.Causal(2).Named(" ")).Message);
        Assert.StartsWith(
            "tokens was 0; it must be at least 1. Give the sequence length.",
            Assert.Throws<ArgumentOutOfRangeException>(() => AttentionMask.Causal(0)).Message);
        Assert.StartsWith(
            "halfWidth was 0; it must be at least 1. Use Identity for no neighbours at all.",
            Assert.Throws<ArgumentOutOfRangeException>(() => AttentionMask.SlidingWindow(3, 0)).Message);
        Assert.StartsWith(
            "No block sizes were given; at least 1 is needed. Give e.g. 4, 4.",
            Assert.Throws<ArgumentException>(() => AttentionMask.BlockDiagonal()).Message);
        Assert.StartsWith(
            "blockSizes was 0; it must be at least 1. Leave empty blocks out.",
            Assert.Throws<ArgumentOutOfRangeException>(() => AttentionMask.BlockDiagonal(2, 0)).Message);
        Assert.StartsWith(
            "The other mask had 2 tokens; it must have 3, as this one. Build both for one sequence length.",
            Assert.Throws<ArgumentException>(() => AttentionMask.Causal(3).Or(AttentionMask.Causal(2))).Message);
    }

    private static string Picture(AttentionMask mask) => string.Join('/', Enumerable.Range(0, mask.Tokens).Select(
        i => string.Concat(Enumerable.Range(0, mask.Tokens).Select(j => mask[i, j] ? '1' : '0'))));
}
