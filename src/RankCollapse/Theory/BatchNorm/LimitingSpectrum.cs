using RankCollapse.Measures;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>
/// The eigenvalues that survive from full rank: about 2·√d of them, λ = √d·x with x of density √((2 − x)/x)/π on (0, 2), the law of Marchenko
/// and Pastur at ratio 1 and scale ½. Immutable.
/// </summary>
/// <source paper="daneshmand2020" item="main theorem and width scaling">Derived here to leading order in large d, not proved; needs n of at least 2·√d.</source>
public sealed class LimitingSpectrum
{
    private readonly double root;

    /// <summary>The law for a width.</summary>
    /// <param name="width">d, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">d is below 2.</exception>
    public LimitingSpectrum(int width)
    {
        Width = Guard.AtLeast(width, 2, nameof(width), "One feature has no rank to lose.");
        root = Math.Sqrt(width);
    }

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>2·√d, eigenvalues of order one and also the largest of them.</summary>
    public double ActiveCount => 2 * root;

    /// <summary>2·√d, where the spectrum ends.</summary>
    public double LargestEigenvalue => 2 * root;

    /// <summary>Mean ½, second moment ½ and third moment ⅝ of x = λ/√d; they give Tr M = d, S = d^(3/2) and Tr M³ = 5/4·d².</summary>
    public static (double First, double Second, double Third) Moments => (0.5, 0.5, 0.625);

    /// <summary>Density of x = λ/√d.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>√((2 − x)/x)/π inside (0, 2), 0 outside; infinite at 0.</returns>
    public static double Density(double x) => x > 0 && x < 2 ? Math.Sqrt((2 - x) / x) / Math.PI : 0;

    /// <summary>Share of active eigenvalues up to x = λ/√d.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>[√(x(2 − x)) + arccos(1 − x)]/π, in [0, 1].</returns>
    public static double Distribution(double x)
    {
        if (x <= 0) return 0;
        return x >= 2 ? 1 : (Math.Sqrt(x * (2 - x)) + Math.Acos(1 - x)) / Math.PI;
    }

    /// <summary>The x below which a given share of active eigenvalues lies.</summary>
    /// <param name="share">In [0, 1].</param>
    /// <returns>In [0, 2]; by bisection, to rounding.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside of [0, 1].</exception>
    public static double Quantile(double share)
    {
        Guard.Within(share, 0, 1, nameof(share), "It is a share of the eigenvalues.");
        var (low, high) = (0.0, 2.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Distribution(middle) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>E rank_τ ≃ 2·√d·(1 − F(τ/√d)).</summary>
    /// <param name="threshold">τ, at least 0; an eigenvalue of M.</param>
    /// <returns>In [0, 2·√d]; at d = 64 and τ = ½ it is 12.4, and a chain has about 11.</returns>
    /// <exception cref="ArgumentOutOfRangeException">τ is negative.</exception>
    public double SoftRank(double threshold)
    {
        Guard.Within(threshold, 0, double.MaxValue, nameof(threshold), "It is an eigenvalue of M.");
        return ActiveCount * (1 - Distribution(threshold / root));
    }

    /// <summary>The k-th largest eigenvalue that the law expects, the quantile at (k − ½)/(2·√d) from above.</summary>
    /// <param name="rank">k, from 1.</param>
    /// <returns>√d·x; 0 beyond 2·√d.</returns>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1.</exception>
    public double Eigenvalue(int rank)
    {
        Guard.AtLeast(rank, 1, nameof(rank), "Eigenvalues are counted from the largest.");
        return root * Quantile(Math.Max(0, 1 - ((rank - 0.5) / ActiveCount)));
    }
}
