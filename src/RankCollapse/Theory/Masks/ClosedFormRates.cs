using MathNet.Numerics;

namespace RankCollapse.Theory.Masks;

/// <summary>Second eigenvalues of uniform attention that have a formula: the exact factor per layer at which mu shrinks.</summary>
/// <source paper="wu2024" item="theorem 1">None of these is in the paper; derived here.</source>
public static class ClosedFormRates
{
    /// <summary>Complete mask: 0, for A* has rank one and the collapse is cubic.</summary>
    public static double Complete => 0;

    /// <summary>Causal mask: the eigenvalues are 1, 1/2, …, 1/N, so the rate is 1/2 whatever the length.</summary>
    /// <param name="tokens">N, at least 2.</param>
    /// <returns>1/2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 tokens.</exception>
    public static double Causal(int tokens) => TwoOrMore(tokens) > 0 ? 0.5 : 0;

    /// <summary>Uni-directional window of half-width 1: eigenvalues 1 and 1/2, the latter one Jordan block of size N − 1.</summary>
    /// <remarks>mu behaves like t^(N−2)·2^(−t): a plateau of about 2N layers, then 1/2 per layer.</remarks>
    /// <param name="tokens">N, at least 2.</param>
    /// <returns>1/2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 tokens.</exception>
    public static double UnidirectionalWindow(int tokens) => TwoOrMore(tokens) > 0 ? 0.5 : 0;

    /// <summary>Ring window: the largest |1 + 2·Σ_{m=1..b} cos(2πkm/N)| / (2b + 1) over k = 1, …, N − 1.</summary>
    /// <param name="tokens">N, at least 2.</param>
    /// <param name="halfWidth">b, at least 1; from 2b + 1 ≥ N on, the ring is complete and the rate is 0.</param>
    /// <returns>In [0, 1); (1 + 2·cos(2π/N))/3 for b = 1 and N of at least 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 tokens or a half-width below 1.</exception>
    public static double RingWindow(int tokens, int halfWidth = 1)
    {
        TwoOrMore(tokens);
        Measures.Guard.AtLeast(halfWidth, 1, nameof(halfWidth), "Use 1 for the nearest neighbours.");
        if ((2 * halfWidth) + 1 >= tokens) return 0;
        return Enumerable.Range(1, tokens - 1).Max(k => Math.Abs(
            1 + (2 * Enumerable.Range(1, halfWidth).Sum(m => Math.Cos(2 * Math.PI * k * m / tokens))))) / ((2 * halfWidth) + 1);
    }

    /// <summary>
    /// Sliding window of half-width 1: (1 + 2·cos θ)/3 with the smallest θ in (0, π/(N − 1)) that solves
    /// tan((N − 1)·θ/2) · tan(θ/2) = 3.
    /// </summary>
    /// <remarks>
    /// Inside, an eigenvector of A* is a sine; the antisymmetric one about the middle is the slowest, and the two tokens at the
    /// ends, which average over two tokens instead of three, give the condition on θ.
    /// </remarks>
    /// <param name="tokens">N, at least 2.</param>
    /// <returns>In [0, 1); 0 for N = 2, 1/2 for N = 3, near 1 − π²/(3N²) for large N.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 tokens.</exception>
    public static double SlidingWindow(int tokens)
    {
        TwoOrMore(tokens);
        // The product of tangents rises from 0 to infinity on the interval; bisection to the last bit needs no derivative.
        double low = 0, high = Math.PI / (tokens - 1);
        for (var step = 0; step < 200 && high > low; step++)
        {
            var middle = low + ((high - low) / 2);
            var half = middle / 2;
            // tan·tan < 3 without the pole: sin·sin < 3·cos·cos, valid while both cosines are positive.
            if (Math.Sin((tokens - 1) * half) * Math.Sin(half) < 3 * Math.Cos((tokens - 1) * half) * Math.Cos(half)) low = middle;
            else high = middle;
        }

        return Math.Max(0, (1 + (2 * Math.Cos(low))) / 3);
    }

    /// <summary>Leading order of the sliding window of half-width 1 for long sequences, 1 − π²/(3N²).</summary>
    /// <param name="tokens">N, at least 2; the error is of order N⁻³.</param>
    /// <returns>Below 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 tokens.</exception>
    public static double SlidingWindowForLongSequences(int tokens) => 1 - (Math.PI * Math.PI / (3.0 * TwoOrMore(tokens) * tokens));

    /// <summary>
    /// Weight of the first token in the last one after t layers of a uniform uni-directional window of half-width 1,
    /// P[Bin(t, 1/2) ≥ N − 1]: a token moves towards the front with probability 1/2 in each layer.
    /// </summary>
    /// <param name="tokens">N, at least 2.</param>
    /// <param name="layers">t, at least 0.</param>
    /// <returns>In [0, 1]; 0 for t below N − 1, relative accuracy about 1e-12.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 tokens or fewer than 0 layers.</exception>
    public static double UnidirectionalWindowWeight(int tokens, int layers)
    {
        CheckLayers(tokens, layers);
        return BinomialSum(layers, tokens - 1, layers);
    }

    /// <summary>One minus that weight, P[Bin(t, 1/2) ≤ N − 2], summed by itself so that small values keep their digits.</summary>
    /// <param name="tokens">N, at least 2.</param>
    /// <param name="layers">t, at least 0.</param>
    /// <returns>In [0, 1], relative accuracy about 1e-12.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 tokens or fewer than 0 layers.</exception>
    public static double UnidirectionalWindowDeficit(int tokens, int layers)
    {
        CheckLayers(tokens, layers);
        return BinomialSum(layers, 0, Math.Min(tokens - 2, layers));
    }

    private static double BinomialSum(int trials, int from, int to)
    {
        var sum = 0.0;
        for (var k = from; k <= to; k++) sum += Math.Exp(SpecialFunctions.BinomialLn(trials, k) - (trials * Math.Log(2)));
        return Math.Min(1, sum);
    }

    private static void CheckLayers(int tokens, int layers)
    {
        TwoOrMore(tokens);
        Measures.Guard.AtLeast(layers, 0, nameof(layers), "Count layers from 0.");
    }

    private static int TwoOrMore(int tokens) =>
        Measures.Guard.AtLeast(tokens, 2, nameof(tokens), "A single token agrees with itself; there is no rate.");
}
