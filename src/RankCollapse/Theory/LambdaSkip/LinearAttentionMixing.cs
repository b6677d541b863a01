using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Causal linear attention as a mixing matrix: M_ij = φ(q_i)·φ(k_j)/Σ_{l ≤ i} φ(q_i)·φ(k_l) with φ = elu + 1. Immutable.
/// </summary>
/// <remarks>φ is positive, so rows are positive up to the diagonal and sum to 1. The sum over l is a recurrence in i, which is why
/// this attention can be computed token by token: <see cref="OutputsReference"/>.</remarks>
/// <source paper="joseph2025" item="linear transformer">The feature map is the one of the authors' training code.</source>
public sealed class LinearAttentionMixing : TokenMixing
{
    private readonly Matrix<double> query, key;

    /// <summary>Linear attention from its weights.</summary>
    /// <param name="query">W_Q, shape [width, key width], finite.</param>
    /// <param name="key">W_K, shape [width, key width], finite.</param>
    /// <exception cref="ArgumentException">The shapes differ, or an entry is not finite.</exception>
    public LinearAttentionMixing(Matrix<double> query, Matrix<double> key)
    {
        Guard.Finite(query, nameof(query), "[width, key width]");
        Guard.Finite(key, nameof(key), "[width, key width]");
        if (query.RowCount != key.RowCount || query.ColumnCount != key.ColumnCount)
        {
            throw new ArgumentException(
                $"The query weights had shape [{query.RowCount}, {query.ColumnCount}] and the key weights [{key.RowCount}, {key.ColumnCount}]; "
                + "both must be [width, key width]. Tokens are rows here: transpose weights that act from the left.", nameof(key));
        }

        (this.query, this.key) = (query.Clone(), key.Clone());
    }

    /// <inheritdoc/>
    public override string Name => "linear attention";

    /// <inheritdoc/>
    public override bool IsRowStochastic => true;

    /// <summary>φ(z) = elu(z) + 1: z + 1 above 0, e^z below; positive and continuous with slope 1 at 0.</summary>
    /// <param name="z">Any finite number.</param>
    /// <returns>At least 0; 0 only where e^z underflows.</returns>
    public static double Feature(double z) => z > 0 ? z + 1 : Math.Exp(z);

    /// <summary>Outputs M(Y)·V token by token, with a state of shape [key width, value width] and a running normaliser.</summary>
    /// <param name="tokens">Y, shape [tokens, width], finite entries.</param>
    /// <param name="values">V = Y·C_V, shape [tokens, value width], finite entries.</param>
    /// <returns>Shape [tokens, value width], equal to the mixing matrix times the values up to rounding.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public Matrix<double> OutputsReference(Matrix<double> tokens, Matrix<double> values)
    {
        Guard.Finite(tokens, nameof(tokens));
        RequireWidth(tokens, query.RowCount);
        SelectiveScan.RequireTokens(values, tokens.RowCount, nameof(values));
        var (queries, keys) = ((tokens * query).Map(Feature), (tokens * key).Map(Feature));
        var state = Matrix<double>.Build.Dense(query.ColumnCount, values.ColumnCount);
        var normaliser = Vector<double>.Build.Dense(query.ColumnCount);
        var outputs = Matrix<double>.Build.Dense(tokens.RowCount, values.ColumnCount);
        for (var i = 0; i < tokens.RowCount; i++)
        {
            state += keys.Row(i).OuterProduct(values.Row(i));
            normaliser += keys.Row(i);
            outputs.SetRow(i, queries.Row(i) * state / queries.Row(i).DotProduct(normaliser));
        }

        return outputs;
    }

    /// <inheritdoc/>
    protected override Matrix<double> Compute(Matrix<double> tokens)
    {
        RequireWidth(tokens, query.RowCount);
        var weights = (tokens * query).Map(Feature).TransposeAndMultiply((tokens * key).Map(Feature)).LowerTriangle();
        var sums = weights.RowSums();
        for (var i = 0; i < sums.Count; i++)
        {
            if (sums[i] > 0) continue;
            throw new ArgumentException(
                $"All weights of row {i} underflowed to 0; linear attention divides by their sum. Scale the query and key weights down.",
                nameof(tokens));
        }

        weights.MapIndexedInplace((i, _, weight) => weight / sums[i]);
        return weights;
    }
}
