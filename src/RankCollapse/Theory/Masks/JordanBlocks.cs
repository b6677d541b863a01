namespace RankCollapse.Theory.Masks;

/// <summary>
/// Sizes of Jordan blocks of a uniform attention matrix with rational eigenvalue 1/k, by ranks modulo the prime 2⁶¹ − 1:
/// no rounding, so that a defective matrix is no difficulty. A rank modulo a prime can only be too small, and for matrices
/// of entries 1/degree it would take a minor divisible by that one prime.
/// </summary>
internal static class JordanBlocks
{
    private const ulong Prime = (1UL << 61) - 1;

    /// <summary>Largest block of the eigenvalue 1/<paramref name="inverse"/>: where the ranks of (A* − λI)^q stop falling.</summary>
    public static int Largest(AttentionMask mask, int inverse) => Index(mask, Invert((ulong)inverse));

    /// <summary>Largest block of the eigenvalue 0.</summary>
    public static int LargestOfZero(AttentionMask mask) => Index(mask, 0);

    private static int Index(AttentionMask mask, ulong eigenvalue)
    {
        var n = mask.Tokens;
        var shifted = new ulong[n, n];
        for (var i = 0; i < n; i++)
        {
            var weight = Invert((ulong)mask.Degree(i));
            for (var j = 0; j < n; j++) shifted[i, j] = mask[i, j] ? weight : 0;
            shifted[i, i] = Subtract(shifted[i, i], eigenvalue);
        }

        var power = shifted;
        var rank = Rank(power);
        for (var size = 1; ; size++)
        {
            power = Product(power, shifted);
            var next = Rank(power);
            if (next == rank) return size;
            rank = next;
        }
    }

    private static int Rank(ulong[,] matrix)
    {
        var a = (ulong[,])matrix.Clone();
        var n = a.GetLength(0);
        var rank = 0;
        for (var column = 0; column < n && rank < n; column++)
        {
            var pivot = Enumerable.Range(rank, n - rank).FirstOrDefault(i => a[i, column] != 0, -1);
            if (pivot < 0) continue;
            for (var j = column; j < n; j++) (a[rank, j], a[pivot, j]) = (a[pivot, j], a[rank, j]);
            var inverse = Invert(a[rank, column]);
            for (var i = rank + 1; i < n; i++)
            {
                if (a[i, column] == 0) continue;
                var factor = Multiply(a[i, column], inverse);
                for (var j = column; j < n; j++) a[i, j] = Subtract(a[i, j], Multiply(factor, a[rank, j]));
            }

            rank++;
        }

        return rank;
    }

    private static ulong[,] Product(ulong[,] left, ulong[,] right)
    {
        var n = left.GetLength(0);
        var product = new ulong[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < n; k++)
            {
                if (left[i, k] == 0) continue;
                for (var j = 0; j < n; j++)
                {
                    if (right[k, j] != 0) product[i, j] = (product[i, j] + Multiply(left[i, k], right[k, j])) % Prime;
                }
            }
        }

        return product;
    }

    private static ulong Subtract(ulong a, ulong b) => a >= b ? a - b : a + Prime - b;

    private static ulong Multiply(ulong a, ulong b) => (ulong)((UInt128)a * b % Prime);

    /// <summary>a^(p − 2), the inverse by Fermat.</summary>
    private static ulong Invert(ulong a)
    {
        var result = 1UL;
        for (var exponent = Prime - 2; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1) result = Multiply(result, a);
            a = Multiply(a, a);
        }

        return result;
    }
}
