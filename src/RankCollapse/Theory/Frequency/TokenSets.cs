using RankCollapse.Measures;

namespace RankCollapse.Theory.Frequency;

/// <summary>Sets of tokens chosen by a score, and how much two choices have in common.</summary>
/// <source paper="lee2025" item="eq. 8 and 9"/>
public static class TokenSets
{
    /// <summary>The tokens with the largest scores, largest first; among equals the earlier token.</summary>
    /// <param name="scores">One finite number per token.</param>
    /// <param name="count">How many, from 0 to the number of tokens.</param>
    /// <returns>Token numbers.</returns>
    /// <exception cref="ArgumentException">A score is not finite, or there are not so many tokens.</exception>
    public static int[] Highest(ReadOnlySpan<double> scores, int count) => Ordered(scores, count, sign: -1);

    /// <summary>The tokens with the smallest scores, smallest first; among equals the earlier token.</summary>
    /// <param name="scores">One finite number per token.</param>
    /// <param name="count">How many, from 0 to the number of tokens.</param>
    /// <returns>Token numbers.</returns>
    /// <exception cref="ArgumentException">A score is not finite, or there are not so many tokens.</exception>
    public static int[] Lowest(ReadOnlySpan<double> scores, int count) => Ordered(scores, count, sign: 1);

    /// <summary>⌊n·share⌋, the size of a set.</summary>
    /// <remarks>A share such as 0.7 is not exactly representable; what is within 1e-9 of a whole number counts as it.</remarks>
    /// <param name="tokens">n, at least 0.</param>
    /// <param name="share">τ in [0, 1]: of the tokens that are <em>kept</em>. The paper's text calls τ both the kept and the dropped share; its operation counts fix this reading.</param>
    /// <returns>From 0 to n.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static int Size(int tokens, double share) =>
        (int)Math.Floor((Guard.AtLeast(tokens, 0, nameof(tokens), "It is a number of tokens.") * Guard.Within(share, 0, 1, nameof(share), "It is the kept share.")) + 1e-9);

    /// <summary>|S₁ ∩ S₂| / |S₁ ∪ S₂|.</summary>
    /// <param name="first">S₁, distinct tokens.</param>
    /// <param name="second">S₂, distinct tokens.</param>
    /// <returns>In [0, 1]; 1 exactly for equal sets.</returns>
    /// <exception cref="ArgumentException">Both sets are empty.</exception>
    public static double IntersectionOverUnion(IEnumerable<int> first, IEnumerable<int> second)
    {
        var (one, two) = (first.ToHashSet(), second.ToHashSet());
        if (one.Count + two.Count == 0) throw new ArgumentException("Both sets were empty; their overlap is 0/0. Choose at least one token.", nameof(first));
        var common = one.Count(two.Contains);
        return (double)common / (one.Count + two.Count - common);
    }

    /// <summary>k/(2n − k): intersection over union of two sets of k out of n tokens that have as much in common as chance gives, k²/n.</summary>
    /// <param name="tokens">n, at least 1.</param>
    /// <param name="size">k, from 1 to n.</param>
    /// <returns>In (0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double ChanceLevel(int tokens, int size)
    {
        Guard.AtLeast(tokens, 1, nameof(tokens), "It is a number of tokens.");
        Guard.Within(size, 1, tokens, nameof(size), "It is the size of both sets.");
        return (double)size / ((2 * tokens) - size);
    }

    private static int[] Ordered(ReadOnlySpan<double> scores, int count, int sign)
    {
        Guard.Finite(scores, nameof(scores));
        Guard.Within(count, 0, scores.Length, nameof(count), "It is a number of tokens.");
        var values = scores.ToArray();
        return [.. Enumerable.Range(0, values.Length).OrderBy(k => sign * values[k]).Take(count)];
    }
}
