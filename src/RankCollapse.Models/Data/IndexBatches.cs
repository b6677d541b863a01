using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>Orders in which a training loop visits the elements of a set.</summary>
public static class IndexBatches
{
    /// <summary>A uniformly random order of all elements, cut into batches; each element appears exactly once.</summary>
    /// <param name="count">Number of elements, at least 1.</param>
    /// <param name="size">Elements per batch, at least 1; the last batch is smaller when the size does not divide the count.</param>
    /// <param name="random">Where the order comes from: give each epoch a stream of its own, e.g. <c>random.Stream(epoch)</c>.</param>
    /// <returns>Arrays of element numbers, owned by the caller.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count or size below 1.</exception>
    public static IReadOnlyList<int[]> Shuffled(int count, int size, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.AtLeast(count, 1, "A set has at least one element.", nameof(count));
        var order = Permutation(count, random);
        return Cut(order, size);
    }

    /// <summary>All elements in their own order, cut into batches: for evaluation.</summary>
    /// <param name="count">Number of elements, at least 1.</param>
    /// <param name="size">Elements per batch, at least 1.</param>
    /// <returns>Arrays of element numbers, owned by the caller.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count or size below 1.</exception>
    public static IReadOnlyList<int[]> InOrder(int count, int size)
    {
        Require.AtLeast(count, 1, "A set has at least one element.", nameof(count));
        return Cut([.. Enumerable.Range(0, count)], size);
    }

    /// <summary>A uniformly random order of 0, …, count − 1 (Fisher and Yates).</summary>
    internal static int[] Permutation(int count, RandomStream random)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            var j = random.NextInteger(i + 1);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }

    /// <summary>Different numbers from 0, …, limit − 1, each ordered choice equally likely; cheap when few of many are wanted.</summary>
    internal static int[] Distinct(int count, int limit, RandomStream random)
    {
        // A whole permutation once more than half of all numbers are wanted, so that refusals stay rare.
        if (2 * count > limit) return Permutation(limit, random)[..count];
        var chosen = new int[count];
        var seen = new HashSet<int>(count);
        for (var i = 0; i < count; i++)
        {
            do chosen[i] = random.NextInteger(limit);
            while (!seen.Add(chosen[i]));
        }

        return chosen;
    }

    private static List<int[]> Cut(int[] order, int size)
    {
        Require.AtLeast(size, 1, "A batch has at least one element.", nameof(size));
        var batches = new List<int[]>((order.Length + size - 1) / size);
        for (var from = 0; from < order.Length; from += size) batches.Add(order[from..Math.Min(from + size, order.Length)]);
        return batches;
    }
}
