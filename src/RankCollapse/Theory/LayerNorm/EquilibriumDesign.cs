using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// Value weights that make given tokens an exact equilibrium, for any mask whose attention matrix is invertible:
/// W_V = X⁺·A⁻¹·diag(c)·X.
/// </summary>
/// <source paper="wu2024" item="appendix F.4, open question on masks without direction">Answer derived here. Uniform complete attention
/// is out, as A is singular there: it collapses in one layer.</source>
public static class EquilibriumDesign
{
    /// <summary>The value weights.</summary>
    /// <param name="mixing">A(X) at the wanted tokens, row-stochastic and invertible, shape [tokens, tokens].</param>
    /// <param name="tokens">X, linearly independent rows of length 1, shape [tokens, width] with width at least tokens.</param>
    /// <param name="lengths">c, one length above 0 per token: what LayerNorm divides by. Any will do; they decide stability.</param>
    /// <returns>W_V, shape [width, width], of rank tokens.</returns>
    /// <exception cref="ArgumentException">A singular A, dependent or wrongly sized tokens, or lengths that do not fit.</exception>
    public static Matrix<double> Value(Matrix<double> mixing, Matrix<double> tokens, ReadOnlySpan<double> lengths)
    {
        Guard.RowStochastic(mixing, nameof(mixing));
        Guard.Finite(tokens, nameof(tokens));
        Guard.Finite(lengths, nameof(lengths));
        if (tokens.RowCount != mixing.RowCount || lengths.Length != mixing.RowCount)
        {
            throw new ArgumentException(
                $"There were {tokens.RowCount} tokens and {lengths.Length} lengths for attention between {mixing.RowCount}; all must agree. Give one length per token.");
        }

        foreach (var length in lengths) Guard.Positive(length, nameof(lengths), "LayerNorm divides by it.");
        if (mixing.ConditionNumber() > 1e12)
        {
            throw new ArgumentException(
                "The attention matrix was singular; tokens cannot be told apart after it. Use query and key weights that make attention uneven.", nameof(mixing));
        }

        if (tokens.ColumnCount < tokens.RowCount || tokens.ConditionNumber() > 1e12)
        {
            throw new ArgumentException(
                $"The {tokens.RowCount} tokens of width {tokens.ColumnCount} were linearly dependent; the design needs independent ones. Move a token or widen them.", nameof(tokens));
        }

        var unit = SphereProjection.OfReference(tokens);
        var scaled = Matrix<double>.Build.DenseOfDiagonalVector(Vector<double>.Build.Dense(lengths.ToArray())) * unit;
        return unit.PseudoInverse() * mixing.Solve(scaled);
    }
}
