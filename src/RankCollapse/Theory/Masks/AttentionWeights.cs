using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.Masks;

/// <summary>The weights of one single-head attention layer and its temperature. Immutable; matrices are copied.</summary>
/// <source paper="wu2024" item="eq. 2">W_Q, W_K, W_V and √d_QK. Scores are X·W_Q·(X·W_K)ᵀ / temperature.</source>
public sealed class AttentionWeights
{
    private readonly Matrix<double> query, key, value;

    /// <summary>Weights with the customary temperature √d_QK, d_QK being the number of columns of the query weights.</summary>
    /// <param name="query">W_Q, shape [width, key width], finite.</param>
    /// <param name="key">W_K, shape [width, key width], finite.</param>
    /// <param name="value">W_V, shape [width, width], finite.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public AttentionWeights(Matrix<double> query, Matrix<double> key, Matrix<double> value)
        : this(query, key, value, query is null ? 1 : Math.Sqrt(query.ColumnCount))
    {
    }

    private AttentionWeights(Matrix<double> query, Matrix<double> key, Matrix<double> value, double temperature)
    {
        Guard.Finite(query, nameof(query), "[width, key width]");
        Guard.Finite(key, nameof(key), "[width, key width]");
        Guard.Finite(value, nameof(value), "[width, width]");
        var width = query.RowCount;
        if (key.RowCount != width || key.ColumnCount != query.ColumnCount || value.RowCount != width || value.ColumnCount != width)
        {
            throw new ArgumentException(
                $"The query weights had shape [{width}, {query.ColumnCount}], the key weights [{key.RowCount}, {key.ColumnCount}] and the "
                + $"value weights [{value.RowCount}, {value.ColumnCount}]; they must be [width, key width], [width, key width] and "
                + "[width, width]. Tokens are rows here: transpose weights that act from the left.");
        }

        (this.query, this.key, this.value) = (query.Clone(), key.Clone(), value.Clone());
        Temperature = Guard.Positive(temperature, nameof(temperature), "Use a large temperature for attention that is almost uniform.");
    }

    /// <summary>Width d of the tokens.</summary>
    public int Width => query.RowCount;

    /// <summary>What scores are divided by, √d_QK in the paper; dimensionless, above 0. A free scalar, not necessarily a root.</summary>
    public double Temperature { get; }

    /// <summary>A copy of W_Q, shape [width, key width].</summary>
    public Matrix<double> Query => query.Clone();

    /// <summary>A copy of W_K, shape [width, key width].</summary>
    public Matrix<double> Key => key.Clone();

    /// <summary>A copy of W_V, shape [width, width].</summary>
    public Matrix<double> Value => value.Clone();

    internal Matrix<double> QueryUnsafe => query;

    internal Matrix<double> KeyUnsafe => key;

    internal Matrix<double> ValueUnsafe => value;

    /// <summary>W_Q = W_K = W_V = I, temperature √width.</summary>
    /// <param name="width">d, at least 1.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A width below 1.</exception>
    public static AttentionWeights Identity(int width)
    {
        var identity = IdentityMatrix(width);
        return new AttentionWeights(identity, identity, identity);
    }

    /// <summary>W_Q = W_K = 0 and W_V = I: every token averages over what its mask allows.</summary>
    /// <param name="width">d, at least 1.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A width below 1.</exception>
    public static AttentionWeights Averaging(int width)
    {
        var identity = IdentityMatrix(width);
        return new AttentionWeights(0 * identity, 0 * identity, identity);
    }

    /// <summary>Independent normal W_Q and W_K, and W_V = I, temperature √width.</summary>
    /// <param name="width">d, at least 1.</param>
    /// <param name="standardDeviation">Of each entry of W_Q and W_K, at least 0; 1/√width keeps lengths.</param>
    /// <param name="random">The stream to draw from: W_Q first, then W_K, each row by row.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A width below 1 or a negative deviation.</exception>
    public static AttentionWeights Normal(int width, double standardDeviation, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var identity = IdentityMatrix(width);
        var query = random.NormalMatrix(width, width, standardDeviation);
        return new AttentionWeights(query, random.NormalMatrix(width, width, standardDeviation), identity);
    }

    /// <summary>The same weights at another temperature: below 1 attention is more focused, far above 1 nearly uniform.</summary>
    /// <param name="temperature">What scores are divided by, finite and above 0.</param>
    /// <returns>New weights.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not finite or not above 0.</exception>
    public AttentionWeights AtTemperature(double temperature) => new(query, key, value, temperature);

    /// <summary>The same weights with another W_V.</summary>
    /// <param name="newValue">Shape [width, width], finite.</param>
    /// <returns>New weights.</returns>
    /// <exception cref="ArgumentException">The shape does not fit, or an entry is not finite.</exception>
    public AttentionWeights WithValue(Matrix<double> newValue) => new(query, key, newValue, Temperature);

    /// <summary>K, a bound of all absolute scores between these tokens: max‖X_i·W_Q‖ · max‖X_j·W_K‖ / temperature.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <returns>Dimensionless, at least 0.</returns>
    /// <exception cref="ArgumentException">Another width, or an entry is not finite.</exception>
    /// <source paper="wu2024" item="assumption A2">Derived here: the paper gives no explicit constant.</source>
    public double ScoreBound(Matrix<double> x)
    {
        RequireWidth(x);
        return LongestRow(x * query) * LongestRow(x * key) / Temperature;
    }

    internal void RequireWidth(Matrix<double> x)
    {
        Guard.Finite(x, nameof(x));
        if (x.ColumnCount == Width) return;
        throw new ArgumentException(
            $"The tokens had width {x.ColumnCount}; the weights need width {Width}. Rows are tokens, columns are features.", nameof(x));
    }

    private static double LongestRow(Matrix<double> x) => x.RowNorms(2).Maximum();

    private static Matrix<double> IdentityMatrix(int width) =>
        Matrix<double>.Build.DenseIdentity(Guard.AtLeast(width, 1, nameof(width), "Give the width of the tokens."));
}
