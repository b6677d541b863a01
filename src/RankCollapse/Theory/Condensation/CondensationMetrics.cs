using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Condensation;

/// <summary>How condensed weights are: directions of rows and columns, and what a heat map of their cosines shows.</summary>
public static class CondensationMetrics
{
    /// <summary>|cos| of each column of a matrix with a direction.</summary>
    /// <param name="weights">Shape [width, columns], no column of zeros.</param>
    /// <param name="direction">Shape [width], not zero.</param>
    /// <returns>Shape [columns], each in [0, 1]; all 1 when the matrix has condensed.</returns>
    /// <exception cref="ArgumentException">A zero column or direction, or shapes that do not fit.</exception>
    /// <source paper="chen2025" item="Definition 1">The sign is either, so absolute values are given.</source>
    public static double[] ColumnAlignment(Matrix<double> weights, Vector<double> direction)
    {
        Guard.Finite(weights, nameof(weights), "[width, columns]");
        ArgumentNullException.ThrowIfNull(direction);
        if (direction.Count != weights.RowCount)
            throw new ArgumentException($"The direction had {direction.Count} entries for columns of {weights.RowCount}; there must be as many. Transpose the matrix for its rows.", nameof(direction));
        var unit = direction / Length(direction, "The direction");
        return [.. weights.EnumerateColumns().Select((column, k) => Math.Min(1, Math.Abs(unit * column) / Length(column, $"Column {k}")))];
    }

    /// <summary>Mean of the absolute cosines of all pairs of rows: 1 for a matrix of rank one, about (2/(π·columns))^½ for a random one.</summary>
    /// <param name="weights">Shape [rows, columns], at least 2 rows, none zero.</param>
    /// <returns>In [0, 1].</returns>
    public static double MeanRowCosine(Matrix<double> weights) => TokenCosineSimilarity.Of(weights).MeanAbsolute;

    /// <summary>Cosines of all pairs of rows, in the order of the entries of the leading eigenvector: blocks of one direction show as squares.</summary>
    /// <param name="weights">Shape [rows, columns], no zero row.</param>
    /// <returns>The matrix, shape [rows, rows], and the row that stands at each place.</returns>
    /// <source paper="chen2025" item="Fig. 1a">The eigenvector's sign is arbitrary, so the order may be reversed; here its largest entry is positive.</source>
    public static (Matrix<double> Cosines, int[] Order) OrderedRowCosines(Matrix<double> weights)
    {
        var cosines = TokenCosineSimilarity.Matrix(weights);
        var leading = cosines.Evd(Symmetricity.Symmetric).EigenVectors.Column(cosines.RowCount - 1);
        if (leading[leading.AbsoluteMaximumIndex()] < 0) leading = -leading;
        int[] order = [.. Enumerable.Range(0, leading.Count).OrderBy(i => leading[i])];
        return (Matrix<double>.Build.Dense(order.Length, order.Length, (i, j) => cosines[order[i], order[j]]), order);
    }

    /// <summary>‖later − earlier‖/‖earlier‖: how much a matrix has moved.</summary>
    /// <param name="earlier">Not zero.</param>
    /// <param name="later">The same shape.</param>
    /// <returns>At least 0.</returns>
    /// <source paper="chen2025" item="Fig. 1b">The paper does not define its relative change; this is our choice.</source>
    public static double RelativeChange(Matrix<double> earlier, Matrix<double> later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        return (later - earlier).FrobeniusNorm() / Guard.Positive(earlier.FrobeniusNorm(), nameof(earlier), "A change is measured against what was there.");
    }

    /// <summary>Mean |cos| between left singular vectors of two times, pair by pair.</summary>
    /// <param name="earlier">A square or tall matrix.</param>
    /// <param name="later">The same shape.</param>
    /// <returns>In [0, 1].</returns>
    /// <source paper="chen2025" item="Fig. 2b">With absolute cosines, as signs of singular vectors are arbitrary.</source>
    public static double SingularVectorStability(Matrix<double> earlier, Matrix<double> later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        Matrix<double> first = earlier.Svd().U, second = later.Svd().U;
        return Enumerable.Range(0, Math.Min(earlier.RowCount, earlier.ColumnCount)).Average(k => Math.Abs(first.Column(k) * second.Column(k)));
    }

    private static double Length(Vector<double> v, string what)
    {
        var length = v.L2Norm();
        return length > 0 ? length : throw new ArgumentException($"{what} was zero; a cosine needs a direction. Drop it, or measure norms instead.");
    }
}
