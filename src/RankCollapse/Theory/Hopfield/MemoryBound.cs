using RankCollapse.Measures;

namespace RankCollapse.Theory.Hopfield;

/// <summary>
/// A rigorous recursion for the radius of the tokens with explicit constants: ρ' = Σ_k ‖W_k‖·min(1, 2 tanh(δ_k/2))·ρ and
/// δ = α'δ + (1 − α')‖M‖ρ². Immutable.
/// </summary>
/// <remarks>After layer l all tokens lie within ρ_l of a common point, so half their largest distance is at most ρ_l. Without memory it is
/// the doubly exponential law with a constant free of dimensions. No skip path.</remarks>
/// <source paper="masumura2025" item="in place of the published bound">Derived here; the paper's constants are not available.</source>
public sealed class MemoryBound
{
    private readonly IReadOnlyList<(double ScoreNorm, double ValueNorm)> heads;

    /// <summary>A bound for one head.</summary>
    /// <param name="scoreNorm">‖M‖₂, at least 0.</param>
    /// <param name="valueNorm">‖W‖₂, at least 0.</param>
    /// <param name="memory">α' and the scores before the first layer.</param>
    public MemoryBound(double scoreNorm, double valueNorm, ScoreMemory memory) : this([(scoreNorm, valueNorm)], memory)
    {
    }

    /// <summary>A bound for several heads.</summary>
    /// <param name="heads">M and W of each, at least one.</param>
    /// <param name="memory">α' and the scores before the first layer.</param>
    public MemoryBound(IReadOnlyList<HopfieldHead> heads, ScoreMemory memory) : this([.. heads.Select(h => (h.ScoreNorm, h.ValueNorm))], memory)
    {
    }

    private MemoryBound(IReadOnlyList<(double ScoreNorm, double ValueNorm)> heads, ScoreMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        Guard.AtLeast(heads.Count, 1, "heads", "Give the norms of each head.");
        foreach (var (score, value) in heads)
        {
            Guard.Within(score, 0, double.MaxValue, "scoreNorm", "It is the spectral norm of M.");
            Guard.Within(value, 0, double.MaxValue, "valueNorm", "It is the spectral norm of W.");
        }

        (this.heads, Memory) = (heads, memory);
    }

    /// <summary>α' and the scores before the first layer.</summary>
    public ScoreMemory Memory { get; }

    /// <summary>ρ before the first layer and after each.</summary>
    /// <param name="radius">ρ₀, the largest distance of a token from the mean token, at least 0.</param>
    /// <param name="layers">At least 0.</param>
    /// <returns>Shape [layers + 1].</returns>
    public double[] Radii(double radius, int layers)
    {
        Guard.Within(radius, 0, double.MaxValue, nameof(radius), "It is a distance.");
        Guard.AtLeast(layers, 0, nameof(layers), "It is the depth.");
        var radii = new double[layers + 1];
        radii[0] = radius;
        var spread = new double[heads.Count];
        for (var layer = 0; layer < layers; layer++)
        {
            var (square, factor) = (radii[layer] * radii[layer], 0.0);
            for (var k = 0; k < spread.Length; k++)
            {
                var fresh = heads[k].ScoreNorm * square;
                spread[k] = layer == 0 && Memory.Start == MemoryStart.FirstScores
                    ? fresh
                    : (Memory.Retention * spread[k]) + ((1 - Memory.Retention) * fresh);
                factor += heads[k].ValueNorm * Math.Min(1, RowDistance(spread[k]));
            }

            radii[layer + 1] = factor * radii[layer];
        }

        return radii;
    }

    /// <summary>2 tanh(δ/2): how far in ℓ₁ two softmax rows can be apart whose scores differ by at most δ (up to a constant).</summary>
    /// <param name="scoreDifference">δ, at least 0.</param>
    /// <returns>In [0, 2]; attained by two tokens, see <see cref="SharpRows"/>.</returns>
    /// <source paper="masumura2025" item="in place of the published bound, part a">Derived here.</source>
    public static double RowDistance(double scoreDifference) =>
        2 * Math.Tanh(Guard.Within(scoreDifference, 0, double.MaxValue, nameof(scoreDifference), "It is the largest absolute score difference.") / 2);

    /// <summary>Two attention rows that attain <see cref="RowDistance"/>: shared scores (−δ/2, δ/2) of two tokens, and the same with own scores (δ, −δ).</summary>
    /// <param name="scoreDifference">δ, at least 0.</param>
    /// <returns>The row of the shared scores and the row with the own scores added.</returns>
    public static (double[] Shared, double[] Own) SharpRows(double scoreDifference)
    {
        Guard.Within(scoreDifference, 0, double.MaxValue, nameof(scoreDifference), "It is the largest absolute score difference.");
        double[] Row(double first, double second) => [1 / (1 + Math.Exp(second - first)), 1 / (1 + Math.Exp(first - second))];
        var half = scoreDifference / 2;
        return (Row(-half, half), Row(half, -half));
    }

    /// <summary>ln of K^((3^L − 1)/2)·ρ₀^(3^L) with K = ‖M‖‖W‖, one head without memory: at least the last of <see cref="Radii"/>.</summary>
    /// <param name="radius">ρ₀, above 0.</param>
    /// <param name="layers">L, at least 0.</param>
    /// <returns>A natural logarithm.</returns>
    /// <exception cref="InvalidOperationException">Several heads, or a memory.</exception>
    public double LogDoublyExponential(double radius, int layers)
    {
        Guard.Positive(radius, nameof(radius), "It is the first radius.");
        if (heads.Count != 1 || Memory.Retention != 0)
            throw new InvalidOperationException($"The closed form is for one head without memory; there were {heads.Count} heads and {Memory}. Use Radii.");
        var power = Math.Pow(3, layers);
        return ((power - 1) / 2 * Math.Log(heads[0].ScoreNorm * heads[0].ValueNorm)) + (power * Math.Log(radius));
    }
}
