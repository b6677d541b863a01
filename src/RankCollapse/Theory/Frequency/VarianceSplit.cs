using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Frequency;

/// <summary>‖HC[X]‖_F² split over disjoint clusters of tokens: what averaging each cluster loses, and what it leaves. Immutable.</summary>
/// <remarks>Analysis of variance: total = within + between, the latter weighted by cluster sizes.</remarks>
/// <source paper="lee2025" item="proposition 3.1, first step of the proof, for merging">Derived here; it holds for disjoint clusters only.</source>
public sealed record VarianceSplit
{
    private VarianceSplit(double total, double within, double between) => (Total, Within, Between) = (total, within, between);

    /// <summary>Σ_i ‖x_i − x̄‖².</summary>
    public double Total { get; }

    /// <summary>Σ_c Σ_{i in c} ‖x_i − x̄_c‖²: lost when each cluster becomes its mean.</summary>
    public double Within { get; }

    /// <summary>Σ_c |c|·‖x̄_c − x̄‖²: what is left, at least ‖HC‖_F² of the cluster means.</summary>
    public double Between { get; }

    /// <summary>Splits the variance.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite.</param>
    /// <param name="cluster">The cluster of each token, any numbers.</param>
    /// <returns>The three sums.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or another number of tokens.</exception>
    public static VarianceSplit Of(Matrix<double> x, IReadOnlyList<int> cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var total = CentredTokens.From(x);
        if (cluster.Count != x.RowCount)
            throw new ArgumentException($"There were {cluster.Count} cluster numbers for {x.RowCount} tokens; give one for each.", nameof(cluster));
        double within = 0, between = 0;
        foreach (var members in Enumerable.Range(0, cluster.Count).GroupBy(i => cluster[i]))
        {
            var rows = Matrix<double>.Build.DenseOfRows(members.Select(i => total.CentredUnsafe.Row(i)));
            var split = CentredTokens.From(rows);
            within += split.Residual * split.Residual;
            between += rows.RowCount * Math.Pow(ScaledNorm.Of(split.Mean), 2);
        }

        return new VarianceSplit(total.Residual * total.Residual, within, between);
    }

    /// <summary>Σ ‖x − x̄‖² / n of the numbers: variance per token, which dropping tokens can raise.</summary>
    /// <param name="numbers">At least one finite number.</param>
    /// <returns>At least 0.</returns>
    /// <exception cref="ArgumentException">No numbers, or one that is not finite.</exception>
    public static double PerToken(ReadOnlySpan<double> numbers)
    {
        Guard.Finite(numbers, nameof(numbers));
        return Math.Pow(TokenResidual.Absolute(Matrix<double>.Build.DenseOfColumnMajor(numbers.Length, 1, numbers.ToArray())), 2) / numbers.Length;
    }
}
