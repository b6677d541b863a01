using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// A singular value decomposition A = U·diag(σ)·Wᵀ of a tall matrix by way of its QR factors, and the least-squares solutions it gives.
/// </summary>
internal sealed class ThinSvd
{
    private const double MachineEpsilon = 2.220446049250313e-16;
    private readonly Matrix<double> left;
    private readonly Matrix<double> right;
    private readonly Matrix<double>? orthogonal;
    private readonly double cutoff;

    public ThinSvd(Matrix<double> matrix)
    {
        var small = matrix;
        if (matrix.RowCount > matrix.ColumnCount)
        {
            var qr = matrix.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
            (orthogonal, small) = (qr.Q, qr.R);
        }

        var svd = small.Svd();
        (Values, left, right) = (svd.S.ToArray(), svd.U, svd.VT);
        cutoff = Math.Max(matrix.RowCount, matrix.ColumnCount) * MachineEpsilon * Values.Max();
        Rank = Values.Count(value => value > cutoff);
    }

    /// <summary>σ in falling order.</summary>
    public double[] Values { get; }

    /// <summary>How many are above rounding, max(rows, columns)·2.2e-16 of the largest.</summary>
    public int Rank { get; }

    /// <summary>The least-squares solution of least norm; singular values below rounding are left out.</summary>
    public Vector<double> Solve(Vector<double> target) => Filtered(target, sigma => 1 / sigma);

    /// <summary>The minimiser of ‖A·x − y‖² + μ‖x‖².</summary>
    public Vector<double> Solve(Vector<double> target, double ridge) => Filtered(target, sigma => sigma / ((sigma * sigma) + ridge));

    /// <summary>A⁺, shape [columns, rows].</summary>
    public Matrix<double> Pseudoinverse()
    {
        var scaled = right.Transpose().SubMatrix(0, right.ColumnCount, 0, Rank);
        for (var k = 0; k < Rank; k++) scaled.SetColumn(k, scaled.Column(k) / Values[k]);
        var inverse = scaled.TransposeAndMultiply(left.SubMatrix(0, left.RowCount, 0, Rank));
        return orthogonal is null ? inverse : inverse.TransposeAndMultiply(orthogonal);
    }

    /// <summary>Lengths of the rows of A⁺ when A has full column rank, without forming A⁺; rows that no measurement reaches count as +∞.</summary>
    public double[] RowNorms()
    {
        if (Rank < right.ColumnCount) return [.. Enumerable.Repeat(double.PositiveInfinity, right.ColumnCount)];
        return [.. Enumerable.Range(0, right.ColumnCount).Select(m => Math.Sqrt(Enumerable.Range(0, Rank).Sum(k => Math.Pow(right[k, m] / Values[k], 2))))];
    }

    /// <summary>The right singular vector of the smallest singular value, length 1.</summary>
    public Vector<double> Weakest() => right.Row(right.RowCount - 1);

    /// <summary>An orthonormal basis of the directions below rounding, shape [columns, columns − rank].</summary>
    public Matrix<double>? Kernel() => Rank == right.ColumnCount ? null
        : right.SubMatrix(Rank, right.RowCount - Rank, 0, right.ColumnCount).Transpose();

    private Vector<double> Filtered(Vector<double> target, Func<double, double> filter)
    {
        var seen = left.TransposeThisAndMultiply(orthogonal is null ? target : orthogonal.TransposeThisAndMultiply(target));
        var weights = Vector<double>.Build.Dense(right.RowCount, k => k < Rank ? filter(Values[k]) * seen[k] : 0);
        return right.TransposeThisAndMultiply(weights);
    }

    /// <summary>σ_max/σ_min of a list in falling order; +∞ once the smallest is below rounding, where the number would mean nothing.</summary>
    public static double Condition(IReadOnlyList<double> values, int rows) =>
        values[^1] > Math.Max(rows, values.Count) * MachineEpsilon * values[0] ? values[0] / values[^1] : double.PositiveInfinity;
}
