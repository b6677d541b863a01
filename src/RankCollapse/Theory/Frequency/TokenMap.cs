using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Frequency;

/// <summary>A reduction of n tokens to fewer as a matrix M with rows that sum to 1, and what it can do to ‖HC‖. Immutable.</summary>
/// <remarks>Picking tokens and averaging disjoint clusters never enlarge ‖HC[M·X]‖_F; a general M does, by at most (largest column sum)^½. Whether
/// the output of the <em>next attention</em> shrinks is another question: <see cref="SinkExample"/>.</remarks>
/// <source paper="lee2025" item="proposition 3.1, first step of the proof">Stated there for every row-normalised M; the restriction, the bound and the counterexample are derived here.</source>
public sealed class TokenMap
{
    private readonly Matrix<double> matrix;

    /// <summary>A reduction.</summary>
    /// <param name="matrix">M, shape [kept, tokens], entries at least 0, rows that sum to 1 within 1e-9.</param>
    /// <exception cref="ArgumentException">A negative or non-finite entry, or a row that does not sum to 1.</exception>
    public TokenMap(Matrix<double> matrix)
    {
        Guard.Finite(matrix, nameof(matrix), "[kept, tokens]");
        for (var i = 0; i < matrix.RowCount; i++)
        {
            if (matrix.Row(i).Minimum() < 0 || Math.Abs(matrix.Row(i).Sum() - 1) > 1e-9)
            {
                throw new ArgumentException(FormattableString.Invariant($"Row {i} summed to {matrix.Row(i).Sum()} and had the least entry {matrix.Row(i).Minimum()}; ")
                    + "rows must be non-negative and sum to 1. Divide each row by its sum.", nameof(matrix));
            }
        }

        this.matrix = matrix.Clone();
    }

    /// <summary>A copy of M, shape [kept, tokens].</summary>
    public Matrix<double> Matrix => matrix.Clone();

    /// <summary>Picks tokens.</summary>
    /// <param name="tokens">n, at least 1.</param>
    /// <param name="kept">Numbers of the kept tokens.</param>
    /// <returns>A matrix of zeros and ones.</returns>
    /// <exception cref="ArgumentException">An unknown token.</exception>
    public static TokenMap Keeping(int tokens, params int[] kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return Averaging(tokens, [.. kept.Select(k => new[] { k })]);
    }

    /// <summary>Averages clusters.</summary>
    /// <param name="tokens">n, at least 1.</param>
    /// <param name="clusters">Numbers of the tokens of each cluster; a token in two clusters makes them overlap.</param>
    /// <returns>A row for each cluster, with 1/size at its tokens.</returns>
    /// <exception cref="ArgumentException">An empty cluster or an unknown token.</exception>
    public static TokenMap Averaging(int tokens, params int[][] clusters)
    {
        Guard.AtLeast(tokens, 1, nameof(tokens), "It is the length of the sequence.");
        ArgumentNullException.ThrowIfNull(clusters);
        var matrix = Matrix<double>.Build.Dense(Guard.AtLeast(clusters.Length, 1, nameof(clusters), "Keep at least one token."), tokens);
        foreach (var (cluster, row) in clusters.Select((c, r) => (c, r)))
        {
            if (cluster.Length == 0 || cluster.Any(k => k < 0 || k >= tokens))
                throw new ArgumentException($"Cluster {row} was [{string.Join(", ", cluster)}]; it must name at least one token from 0 to {tokens - 1}.", nameof(clusters));
            foreach (var k in cluster) matrix[row, k] += 1.0 / cluster.Length;
        }

        return new TokenMap(matrix);
    }

    /// <summary>(max_k Σ_j M_jk)^½: ‖HC[M·X]‖_F is at most this times ‖HC[X]‖_F; 1 for picking and at most 1 for disjoint clusters.</summary>
    public double GainBound => Math.Sqrt(matrix.ColumnSums().Maximum());

    /// <summary>M·X.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite.</param>
    /// <returns>Shape [kept, width].</returns>
    /// <exception cref="ArgumentException">Another number of tokens, or an entry is not finite.</exception>
    public Matrix<double> Apply(Matrix<double> x)
    {
        Guard.Finite(x, nameof(x));
        if (x.RowCount != matrix.ColumnCount)
            throw new ArgumentException($"There were {x.RowCount} tokens; the reduction is for {matrix.ColumnCount}. Build it for the sequence length.", nameof(x));
        return matrix * x;
    }

    /// <summary>‖HC[M·X]‖_F / ‖HC[X]‖_F.</summary>
    /// <param name="x">Tokens, shape [tokens, width], not all equal.</param>
    /// <returns>In [0, <see cref="GainBound"/>].</returns>
    /// <exception cref="ArgumentException">Another number of tokens, or all are equal.</exception>
    public double Gain(Matrix<double> x)
    {
        var before = TokenResidual.Absolute(x);
        if (before == 0) throw new ArgumentException("All tokens were equal, so ‖HC‖ is 0 and has no ratio. Give tokens that differ.", nameof(x));
        return TokenResidual.Absolute(Apply(x)) / before;
    }
}
