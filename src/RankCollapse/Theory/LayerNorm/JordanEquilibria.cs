using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// Equilibria of every rank for one and the same layer: causal mask, uniform attention, W_V = I + wJ with ones on the diagonal and
/// w above it. 2^k of them of rank k, k = 1 … N. Immutable.
/// </summary>
/// <remarks>
/// m = N − k + 1 copies of ±e_d come first; then each token solves X_(i+1)(I − W_V) = X_i (times m for the first), which fixes all its
/// coordinates but the last, and the last one has a free sign. Needs w above m; w ≥ N serves all ranks.
/// Never read the rank off singular values: the smallest is about w^(1 − N).
/// </remarks>
/// <source paper="wu2024" item="theorem 3">As in its proof; for width above N and for blocks smaller than N derived here.</source>
public sealed class JordanEquilibria
{
    /// <summary>The layer.</summary>
    /// <param name="tokens">N, at least 1.</param>
    /// <param name="width">d, at least 1; ranks up to min(N, d) exist.</param>
    /// <param name="shear">w, finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number below its range.</exception>
    public JordanEquilibria(int tokens, int width, double shear)
    {
        Tokens = Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length.");
        Width = Guard.AtLeast(width, 1, nameof(width), "Use as many features as tokens for all ranks.");
        Shear = Guard.Positive(shear, nameof(shear), "Use a number of at least N for all ranks.");
    }

    /// <summary>N.</summary>
    public int Tokens { get; }

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>w.</summary>
    public double Shear { get; }

    /// <summary>W_V, shape [width, width].</summary>
    public Matrix<double> Value => ValueOf(Width, Shear);

    /// <summary>The layer that has these equilibria.</summary>
    public NormalisedMap Map => NormalisedMap.Uniform(AttentionMask.Causal(Tokens), Value);

    /// <summary>One equilibrium.</summary>
    /// <param name="signs">k numbers ±1, k the rank: of the copies of ±e_d, then of the last coordinate of each later token.</param>
    /// <returns>Shape [tokens, width], rows of length 1.</returns>
    /// <exception cref="ArgumentException">No signs, too many, a number other than ±1, or w too small for that rank.</exception>
    public Matrix<double> OfSigns(params ReadOnlySpan<int> signs)
    {
        var rank = signs.Length;
        if (rank < 1 || rank > Math.Min(Tokens, Width))
            throw new ArgumentException($"There were {rank} signs; one per rank is needed, 1 to {Math.Min(Tokens, Width)}. The rank cannot exceed tokens or width.", nameof(signs));
        foreach (var sign in signs)
        {
            if (sign is not (1 or -1))
                throw new ArgumentException($"A sign was {sign}; it must be 1 or -1.", nameof(signs));
        }

        var copies = Tokens - rank + 1;
        if (rank > 1 && Shear <= copies)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The shear was {Shear}; rank {rank} of {Tokens} tokens starts with {copies} copies of one token and needs a shear above {copies}. ")
                + "Use a larger shear or a higher rank.", nameof(signs));
        }

        var x = Matrix<double>.Build.Dense(Tokens, Width);
        for (var i = 0; i < copies; i++) x[i, Width - 1] = signs[0];
        for (var i = copies; i < Tokens; i++)
        {
            // The sum of all earlier rows times W_V is scale·X_(i−1), and only for the first token after the copies is it not 1.
            var scale = i == copies ? copies : 1;
            var rest = 1.0;
            for (var j = 0; j + 1 < Width; j++)
            {
                // Adding 0 turns a negative zero into a plain one.
                x[i, j] = (-scale * x[i - 1, j + 1] / Shear) + 0.0;
                rest -= x[i, j] * x[i, j];
            }

            x[i, Width - 1] = signs[i - copies + 1] * Math.Sqrt(rest);
        }

        return x;
    }

    /// <summary>All sign patterns of a rank.</summary>
    /// <param name="rank">k, 1 to min(tokens, width), at most 20.</param>
    /// <returns>2^k patterns.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rank is outside its range.</exception>
    public static IEnumerable<int[]> SignPatterns(int rank)
    {
        Guard.AtLeast(rank, 1, nameof(rank), "Rank 1 is the smallest.");
        Guard.Within(rank, 1, 20, nameof(rank), "There are 2^rank patterns.");
        return Enumerable.Range(0, 1 << rank).Select(bits =>
            Enumerable.Range(0, rank).Select(k => ((bits >> k) & 1) == 0 ? 1 : -1).ToArray());
    }

    /// <summary>The pattern +, −, +, −, … that the paper displays.</summary>
    /// <param name="rank">k, at least 1.</param>
    /// <returns>k signs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A rank below 1.</exception>
    public static int[] Alternating(int rank) =>
        [.. Enumerable.Range(0, Guard.AtLeast(rank, 1, nameof(rank), "Rank 1 is the smallest.")).Select(k => k % 2 == 0 ? 1 : -1)];

    /// <summary>N/(N − (N − 1)/w²), an upper bound of the stable rank at full rank: nearly one-dimensional although of full rank.</summary>
    /// <source paper="wu2024" item="appendix F.2">As printed; at most 1 + δ once w ≥ √(1/δ + 1).</source>
    public double StableRankBound => Tokens / (Tokens - ((Tokens - 1) / (Shear * Shear)));

    internal static Matrix<double> ValueOf(int width, double shear) =>
        Matrix<double>.Build.Dense(width, width, (i, j) => i == j ? 1 : j == i + 1 ? shear : 0);
}
