using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Theorem E: full attention with unit-row LN, orthogonal values and no skip path collapses exponentially once all cosines are at
/// least 0: mu² after K layers is at most (N − 1)(1 − c₀)·Π_k (1 − N·ε_k²). Immutable.
/// </summary>
/// <remarks>In truth full softmax attention collapses much faster near consensus, mu(M·Y)/mu(Y) being of order mu²; the bound knows only
/// the smallest weight. A causal mask has ε = 0, for which it says nothing.</remarks>
/// <source paper="joseph2025" item="theorem 4.2">Cited there from Wu et al. 2024 and Dong et al. 2021; this self-contained form is derived here.</source>
public sealed class OrthogonalValueCollapse
{
    private readonly int tokens;

    /// <summary>The constants of the first tokens.</summary>
    /// <param name="start">Y⁽⁰⁾, shape [tokens, width], at least 2 rows of length 1, all cosines at least 0.</param>
    /// <exception cref="ArgumentException">A hypothesis fails.</exception>
    public OrthogonalValueCollapse(Matrix<double> start)
    {
        UnitRows.Require(start, nameof(start));
        tokens = start.RowCount;
        LeastCosine = TokenCosineSimilarity.Of(start).Minimum;
        if (LeastCosine >= 0) return;
        throw new ArgumentException(FormattableString.Invariant(
            $"The least cosine was {LeastCosine:G4}; all must be at least 0. Start with tokens in one orthant: add a common mean."), nameof(start));
    }

    /// <summary>c₀, the least cosine of two first tokens, in [0, 1].</summary>
    public double LeastCosine { get; }

    /// <summary>mu² after the layers at most.</summary>
    /// <param name="attention">M⁽⁰⁾, M⁽¹⁾, …, row-stochastic, shape [tokens, tokens].</param>
    /// <returns>(N − 1)(1 − c₀)·Π_k (1 − N·ε_k²), ε_k the least entry of M⁽ᵏ⁾.</returns>
    /// <exception cref="ArgumentException">A matrix is not row-stochastic or of another size.</exception>
    public double Bound(IEnumerable<Matrix<double>> attention)
    {
        ArgumentNullException.ThrowIfNull(attention);
        var bound = (tokens - 1) * Math.Max(0, 1 - LeastCosine);
        foreach (var matrix in attention)
        {
            Guard.RowStochastic(matrix, nameof(attention));
            if (matrix.RowCount != tokens)
            {
                throw new ArgumentException(
                    $"An attention matrix was for {matrix.RowCount} tokens; there are {tokens}. Pass the matrices of one run.", nameof(attention));
            }

            bound *= 1 - (tokens * Math.Pow(matrix.Enumerate().Min(), 2));
        }

        return bound;
    }
}
