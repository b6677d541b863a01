using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Measures;

/// <summary>Five ways to count the directions of a matrix, from a hard count to smooth ones.</summary>
/// <remarks>
/// The numerical rank depends on precision and on a threshold; the stable rank sees only the largest direction; the
/// effective rank weighs all of them; the soft rank counts eigenvalues above a threshold of fixed size.
/// </remarks>
public static class Ranks
{
    private const double MachineEpsilon = 2.220446049250313e-16;

    /// <summary>Singular values in falling order, by a dense decomposition.</summary>
    /// <param name="x">Any matrix, shape [rows, columns], finite entries.</param>
    /// <returns>min(rows, columns) values of at least 0; those below about 1e-16 times the largest are rounding.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    public static double[] SingularValues(Matrix<double> x)
    {
        Guard.Finite(x, nameof(x), "[rows, columns]");
        // The scale is taken out by a power of two, so that entries near 1e-200 are decomposed as well as those near 1.
        var scale = x.Enumerate().Max(Math.Abs);
        if (scale == 0) return new double[Math.Min(x.RowCount, x.ColumnCount)];
        scale = Math.ScaleB(1, Math.Max(-1000, Math.ILogB(scale)));
        return [.. (x / scale).Svd(computeVectors: false).S.Select(value => value * scale).OrderDescending()];
    }

    /// <summary>Number of singular values above σ_max · max(rows, columns) · 2.2e-16, the customary default tolerance.</summary>
    /// <param name="x">Any matrix, shape [rows, columns], finite entries.</param>
    /// <returns>An integer in [0, min(rows, columns)].</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    public static int Numerical(Matrix<double> x)
    {
        Guard.Finite(x, nameof(x), "[rows, columns]");
        return Numerical(x, Math.Max(x.RowCount, x.ColumnCount) * MachineEpsilon);
    }

    /// <summary>Number of singular values above a share of the largest one.</summary>
    /// <param name="x">Any matrix, shape [rows, columns], finite entries.</param>
    /// <param name="relativeTolerance">Threshold divided by the largest singular value, in [0, 1].</param>
    /// <returns>An integer in [0, min(rows, columns)]; 0 for a zero matrix.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or the tolerance is outside its range.</exception>
    public static int Numerical(Matrix<double> x, double relativeTolerance)
    {
        Guard.Within(relativeTolerance, 0, 1, nameof(relativeTolerance), "It is a share of the largest singular value; 1e-12 is usual.");
        var values = SingularValues(x);
        return values.Count(value => value > relativeTolerance * values[0]);
    }

    /// <summary>Soft rank: number of eigenvalues of M = H·Hᵀ/N that are at least τ; at τ = 0, those above zero.</summary>
    /// <param name="h">Representation H, shape [features, samples], finite entries; N is the number of samples.</param>
    /// <param name="threshold">τ in [0, 1), an eigenvalue of M; meaningful as it stands when the diagonal of M is 1.</param>
    /// <returns>An integer in [0, min(features, samples)].</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or τ is outside its range.</exception>
    /// <source paper="daneshmand2020" item="definition of rank_tau">At τ = 0 "above zero" means the numerical rank.</source>
    public static int Soft(Matrix<double> h, double threshold)
    {
        Guard.Finite(h, nameof(h), "[features, samples]");
        if (!(threshold >= 0 && threshold < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(threshold), $"threshold was {threshold}; it must be in [0, 1). Use 0.5 to reproduce the published scaling.");
        }

        if (threshold == 0) return Numerical(h);
        // An eigenvalue that equals τ up to the rounding of the decomposition counts, as the definition has "at least".
        return SingularValues(h).Count(value => value * value / h.ColumnCount >= threshold * (1 - 1e-12));
    }

    /// <summary>The scale-free bound r = Tr(M)² / ‖M‖_F² of the soft rank, M = H·Hᵀ/N.</summary>
    /// <remarks>When the diagonal of M is 1, <c>Soft(h, τ) ≥ (1 − τ)² · SoftBound(h)</c>; otherwise replace τ by τ·Tr(M)/features.</remarks>
    /// <param name="h">Representation H, shape [features, samples], finite entries, not all zero.</param>
    /// <returns>Dimensionless, in [1, min(features, samples)]; equal to the rank when all non-zero eigenvalues are equal.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or all entries are zero.</exception>
    /// <source paper="daneshmand2020" item="lower bound r(H)">Computed from singular values; <see cref="SoftBoundReference"/> is the printed form.</source>
    public static double SoftBound(Matrix<double> h) => SoftBound(SingularValues(h));

    /// <summary>The bound r from singular values that are known already.</summary>
    /// <param name="singularValues">Of H or of H/√N, in any order, finite, at least 0, not all zero.</param>
    /// <returns>Dimensionless, at least 1.</returns>
    /// <exception cref="ArgumentException">A value is negative or not finite, or all are zero.</exception>
    public static double SoftBound(ReadOnlySpan<double> singularValues) =>
        1 / Shares(singularValues, power: 2).Sum(share => share * share);

    /// <summary>The bound r in its printed form, from the Gram matrix M = H·Hᵀ/N.</summary>
    /// <param name="h">Representation H, shape [features, samples], finite entries, not all zero.</param>
    /// <returns>The same number as <see cref="SoftBound(Matrix{double})"/>, with half the digits for small eigenvalues.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    public static double SoftBoundReference(Matrix<double> h)
    {
        Guard.Finite(h, nameof(h), "[features, samples]");
        var gram = h.TransposeAndMultiply(h) / h.ColumnCount;
        return Math.Pow(gram.Trace(), 2) / Math.Pow(gram.FrobeniusNorm(), 2);
    }

    /// <summary>Stable rank ‖X‖_F² / ‖X‖₂²: the squared singular values in units of the largest.</summary>
    /// <param name="x">Any matrix, shape [rows, columns], finite entries, not all zero.</param>
    /// <returns>Dimensionless, in [1, min(rows, columns)].</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or all entries are zero.</exception>
    /// <source paper="wu2024" item="appendix F.2, SRank"/>
    public static double Stable(Matrix<double> x) => Stable(SingularValues(x));

    /// <summary>Stable rank from singular values that are known already.</summary>
    /// <param name="singularValues">In any order, finite, at least 0, not all zero.</param>
    /// <returns>Dimensionless, at least 1.</returns>
    /// <exception cref="ArgumentException">A value is negative or not finite, or all are zero.</exception>
    public static double Stable(ReadOnlySpan<double> singularValues) => 1 / Shares(singularValues, power: 2).Max();

    /// <summary>Effective rank exp(−Σ p_i ln p_i), p_i = σ_i / Σσ: the exponential of the entropy of the singular values.</summary>
    /// <param name="x">Any matrix, shape [rows, columns], finite entries, not all zero.</param>
    /// <returns>Dimensionless, in [1, min(rows, columns)].</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or all entries are zero.</exception>
    /// <source paper="roy2007" item="effective rank">p from the singular values themselves, not from their squares.</source>
    public static double Effective(Matrix<double> x) => Effective(SingularValues(x));

    /// <summary>Effective rank from singular values that are known already.</summary>
    /// <param name="singularValues">In any order, finite, at least 0, not all zero.</param>
    /// <returns>Dimensionless, at least 1.</returns>
    /// <exception cref="ArgumentException">A value is negative or not finite, or all are zero.</exception>
    public static double Effective(ReadOnlySpan<double> singularValues) =>
        Math.Exp(-Shares(singularValues, power: 1).Where(share => share > 0).Sum(share => share * Math.Log(share)));

    /// <summary>Powers of the values divided by their sum; dividing by the largest first keeps squares in range.</summary>
    private static double[] Shares(ReadOnlySpan<double> singularValues, int power)
    {
        Guard.Finite(singularValues, nameof(singularValues));
        var largest = 0.0;
        foreach (var value in singularValues)
        {
            if (value < 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"A singular value was {value}; singular values are at least 0. Did you pass eigenvalues?"),
                    nameof(singularValues));
            }

            largest = Math.Max(largest, value);
        }

        if (largest == 0)
        {
            throw new ArgumentException(
                "All singular values were 0; this rank divides by the size of the matrix. Use the numerical rank, which is 0 there.",
                nameof(singularValues));
        }

        double[] powers = [.. singularValues.ToArray().Select(value => Math.Pow(value / largest, power))];
        var sum = powers.Sum();
        return [.. powers.Select(value => value / sum)];
    }
}
