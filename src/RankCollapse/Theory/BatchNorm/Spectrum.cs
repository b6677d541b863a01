using RankCollapse.Measures;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>What one M = H·Hᵀ/N shows: its eigenvalues, and Σ_i ((M²)_ii)², which eigenvalues alone do not give. Immutable.</summary>
/// <remarks>
/// Eigenvalues are scaled to the sum d, as batch normalization makes them; for a network without it this is the same as dividing H by
/// its Frobenius norm.
/// </remarks>
public sealed class Spectrum
{
    private readonly double[] eigenvalues;

    internal Spectrum(int width, double[] falling, double squaredDiagonal)
    {
        Width = width;
        eigenvalues = falling;
        SquaredDiagonal = squaredDiagonal;
    }

    /// <summary>d, the number of features and the sum of all eigenvalues.</summary>
    public int Width { get; }

    /// <summary>The largest min(d, N) eigenvalues in falling order; all others are exactly 0. Those below about 1e-15·d are rounding.</summary>
    public IReadOnlyList<double> Eigenvalues => eigenvalues;

    /// <summary>S = ‖M‖_F² = Σ λ², in [d, d²]: d for M = I, d² for rank one.</summary>
    public double SquaredNorm => eigenvalues.Sum(value => value * value);

    /// <summary>r = d²/S, in [1, d].</summary>
    /// <source paper="daneshmand2020" item="lower bound r(H)"/>
    public double SoftBound => (double)Width * Width / SquaredNorm;

    /// <summary>r − 1 without cancellation, twice Σ_(i&lt;j) λ_i·λ_j over Σ λ²: for collapse below rounding.</summary>
    public double SoftBoundExcess
    {
        get
        {
            var (pairs, sum) = (0.0, 0.0);
            for (var k = eigenvalues.Length - 1; k >= 0; k--)
            {
                var value = Math.Max(eigenvalues[k], 0);
                pairs += value * sum;
                sum += value;
            }

            return 2 * pairs / SquaredNorm;
        }
    }

    /// <summary>Tr M³ = Σ λ³.</summary>
    public double CubeTrace => eigenvalues.Sum(value => value * value * value);

    /// <summary>Σ_i ((M²)_ii)², at most Tr M³ by Cauchy and Schwarz.</summary>
    public double SquaredDiagonal { get; }

    /// <summary>The left side of the stationarity identity divided by d²: [4·(Tr M³ − Σ((M²)_ii)²) + S]/d².</summary>
    /// <source paper="daneshmand2020" item="stationarity, derived here">Its mean is 1 in any stationary law as γ → 0.</source>
    public double StationarityRatio => ((4 * (CubeTrace - SquaredDiagonal)) + SquaredNorm) / ((double)Width * Width);

    /// <summary>rank_τ: number of eigenvalues of at least τ; at τ = 0, those above rounding.</summary>
    /// <param name="threshold">τ in [0, 1).</param>
    /// <returns>An integer in [1, d].</returns>
    /// <exception cref="ArgumentOutOfRangeException">τ is outside [0, 1).</exception>
    /// <source paper="daneshmand2020" item="definition of rank_tau">As remembered; it reproduces the published figure at τ = 1/2.</source>
    public int SoftRank(double threshold)
    {
        CheckThreshold(threshold);
        // An eigenvalue that equals τ up to the rounding of the decomposition counts, as the definition has "at least".
        var least = threshold == 0 ? Width * 2.3e-16 * eigenvalues[0] : threshold - (1e-12 * Width);
        return eigenvalues.Count(value => value >= least);
    }

    /// <summary>(1 − τ)²·r, the lower bound of <see cref="SoftRank"/>.</summary>
    /// <param name="threshold">τ in [0, 1).</param>
    /// <returns>At most the soft rank: eigenvalues below τ sum to at most τ·d, and Cauchy–Schwarz does the rest.</returns>
    /// <exception cref="ArgumentOutOfRangeException">τ is outside [0, 1).</exception>
    /// <source paper="daneshmand2020" item="soft-rank lemma">Needs the trace d. For other matrices replace τ by τ·Tr(M)/d.</source>
    public double SoftRankBound(double threshold)
    {
        CheckThreshold(threshold);
        return (1 - threshold) * (1 - threshold) * SoftBound;
    }

    /// <summary>The orthogonality gap V of n samples, √(1/r − 1/n).</summary>
    /// <param name="samples">n, at least the number of eigenvalues that are not 0.</param>
    /// <returns>In [0, √(1 − 1/n)].</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1.</exception>
    /// <source paper="daneshmand2021" item="orthogonality gap">The relation to r is derived here.</source>
    public double OrthogonalityGap(int samples)
    {
        Guard.AtLeast(samples, 1, nameof(samples), "Give the size of the batch.");
        var mean = 1.0 / samples;
        // Summed as squares of differences, so that a gap near 0 keeps its digits; missing eigenvalues are zeros.
        var squares = eigenvalues.Sum(value => Math.Pow((value / Width) - mean, 2)) + (Math.Max(0, samples - eigenvalues.Length) * mean * mean);
        return eigenvalues.Length > samples ? Math.Sqrt(Math.Max(0, (1 / SoftBound) - mean)) : Math.Sqrt(squares);
    }

    private static void CheckThreshold(double threshold)
    {
        if (threshold >= 0 && threshold < 1) return;
        throw new ArgumentOutOfRangeException(
            nameof(threshold), FormattableString.Invariant($"threshold was {threshold}; τ must be in [0, 1). Use 0.5 to reproduce the published scaling."));
    }
}
