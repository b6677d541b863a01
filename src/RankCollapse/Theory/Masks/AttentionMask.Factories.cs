namespace RankCollapse.Theory.Masks;

/// <content>The masks of the literature. In every formula i attends to j.</content>
public sealed partial class AttentionMask
{
    /// <summary>Every token attends to every token.</summary>
    /// <param name="tokens">Sequence length N, at least 1.</param>
    /// <returns>The mask; radius 1, all tokens are centers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 token.</exception>
    public static AttentionMask Complete(int tokens) => Build("complete", tokens, (_, _) => true);

    /// <summary>A token attends to itself and all earlier ones, j ≤ i.</summary>
    /// <param name="tokens">Sequence length N, at least 1.</param>
    /// <returns>The mask; radius 1, the first token is the only center.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 token.</exception>
    public static AttentionMask Causal(int tokens) => Build("causal", tokens, (i, j) => j <= i);

    /// <summary>A token attends to those at distance at most b on both sides, |i − j| ≤ b; a path for b = 1.</summary>
    /// <param name="tokens">Sequence length N, at least 1.</param>
    /// <param name="halfWidth">b, at least 1.</param>
    /// <returns>The mask; radius ⌈⌊N/2⌋/b⌉, diameter ⌈(N − 1)/b⌉.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 token or a half-width below 1.</exception>
    public static AttentionMask SlidingWindow(int tokens, int halfWidth = 1) =>
        Build(Windowed("sliding window", halfWidth), tokens, (i, j) => Math.Abs(i - j) <= halfWidth);

    /// <summary>A token attends to itself and the b tokens before it, 0 ≤ i − j ≤ b.</summary>
    /// <param name="tokens">Sequence length N, at least 1.</param>
    /// <param name="halfWidth">b, at least 1.</param>
    /// <returns>The mask; radius ⌈(N − 1)/b⌉, the first token is the only center.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 token or a half-width below 1.</exception>
    public static AttentionMask UnidirectionalWindow(int tokens, int halfWidth = 1) =>
        Build(Windowed("uni-directional window", halfWidth), tokens, (i, j) => i - j >= 0 && i - j <= halfWidth);

    /// <summary>A sliding window on a circle: cyclic distance at most b.</summary>
    /// <param name="tokens">Sequence length N, at least 1.</param>
    /// <param name="halfWidth">b, at least 1.</param>
    /// <returns>The mask; radius and diameter ⌈⌊N/2⌋/b⌉.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 token or a half-width below 1.</exception>
    public static AttentionMask RingWindow(int tokens, int halfWidth = 1) => Build(
        Windowed("ring window", halfWidth), tokens, (i, j) => Math.Min(Math.Abs(i - j), tokens - Math.Abs(i - j)) <= halfWidth);

    /// <summary>A uni-directional window, and everybody attends to the first token as well: an attention sink.</summary>
    /// <param name="tokens">Sequence length N, at least 1.</param>
    /// <param name="halfWidth">b, at least 1.</param>
    /// <returns>The mask; radius 1, the first token is the only center.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 token or a half-width below 1.</exception>
    public static AttentionMask SinkWithUnidirectionalWindow(int tokens, int halfWidth = 1) => Build(
        Windowed("attention sink + uni-directional window", halfWidth), tokens,
        (i, j) => j == 0 || (i - j >= 0 && i - j <= halfWidth));

    /// <summary>A sliding window, and the first token attends to all and is attended to by all.</summary>
    /// <param name="tokens">Sequence length N, at least 1.</param>
    /// <param name="halfWidth">b, at least 1.</param>
    /// <returns>The mask; radius 1, diameter at most 2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 token or a half-width below 1.</exception>
    public static AttentionMask GlobalTokenWithWindow(int tokens, int halfWidth = 1) => Build(
        Windowed("global token + sliding window", halfWidth), tokens, (i, j) => i == 0 || j == 0 || Math.Abs(i - j) <= halfWidth);

    /// <summary>Tokens attend within their block only.</summary>
    /// <param name="blockSizes">Sizes of consecutive blocks, each at least 1; their sum is the sequence length.</param>
    /// <returns>The mask; one closed class per block, no center when there are two or more.</returns>
    /// <exception cref="ArgumentException">No blocks, or a block below size 1.</exception>
    public static AttentionMask BlockDiagonal(params ReadOnlySpan<int> blockSizes)
    {
        if (blockSizes.IsEmpty)
            throw new ArgumentException("No block sizes were given; at least 1 is needed. Give e.g. 4, 4.", nameof(blockSizes));
        var blockOf = new List<int>();
        for (var block = 0; block < blockSizes.Length; block++)
        {
            Measures.Guard.AtLeast(blockSizes[block], 1, nameof(blockSizes), "Leave empty blocks out.");
            blockOf.AddRange(Enumerable.Repeat(block, blockSizes[block]));
        }

        return Build($"block diagonal ({string.Join(" + ", blockSizes.ToArray())})", blockOf.Count, (i, j) => blockOf[i] == blockOf[j]);
    }

    /// <summary>Even offsets only, up to twice b on both sides: |i − j| ≤ 2b and i − j even.</summary>
    /// <param name="tokens">Sequence length N, at least 1.</param>
    /// <param name="halfWidth">b, at least 1.</param>
    /// <returns>The mask; even and odd tokens never meet, so it has no center for N of at least 2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 token or a half-width below 1.</exception>
    public static AttentionMask Dilated(int tokens, int halfWidth = 1) => Build(
        Windowed("dilated window", halfWidth), tokens, (i, j) => (i - j) % 2 == 0 && Math.Abs(i - j) <= 2 * halfWidth);

    /// <summary>A token attends to itself only.</summary>
    /// <param name="tokens">Sequence length N, at least 1.</param>
    /// <returns>The mask; every token is a closed class.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 token.</exception>
    public static AttentionMask Identity(int tokens) => Build("identity", tokens, (i, j) => i == j);

    private static string Windowed(string name, int halfWidth)
    {
        Measures.Guard.AtLeast(halfWidth, 1, nameof(halfWidth), "Use Identity for no neighbours at all.");
        return halfWidth == 1 ? name : $"{name} (half-width {halfWidth})";
    }
}
