using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>
/// What one plain layer with batch normalization does to the eigenvalues λ_1, …, λ_n of HᵀH (sum 1) in the mean: p_i = E[λ_i·w_i²/Σ_k λ_k·w_k²], w
/// standard normal. Immutable.
/// </summary>
/// <remarks>
/// In the right-singular basis of H the next HᵀH is a mean of d independent rank-one matrices of this mean; its mean squared deviation is
/// (1 − Σ p²)/d exactly (derived here), and at most 1/d.
/// </remarks>
/// <source paper="daneshmand2021" item="definition of p">The numerator's index is misprinted as n there.</source>
public sealed class OrthogonalizationStep
{
    private readonly double[] before;
    private readonly Lazy<double[]> mean;

    /// <summary>The step from given eigenvalues.</summary>
    /// <param name="eigenvalues">λ, at least one, each at least 0, of sum 1 within 1e-9.</param>
    /// <exception cref="ArgumentException">None, a negative one, or another sum.</exception>
    public OrthogonalizationStep(ReadOnlySpan<double> eigenvalues)
    {
        Guard.Finite(eigenvalues, nameof(eigenvalues));
        before = eigenvalues.ToArray();
        if (before.Min() < 0 || Math.Abs(before.Sum() - 1) > 1e-9)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The eigenvalues had the sum {before.Sum()} and the minimum {before.Min()}; they must be at least 0 and sum to 1. ")
                + "Take them from OrthogonalityGap.Shares.", nameof(eigenvalues));
        }

        mean = new Lazy<double[]>(Quadrature);
    }

    /// <summary>n.</summary>
    public int Samples => before.Length;

    /// <summary>p_i in the order of the eigenvalues, of sum 1, to about 1e-13.</summary>
    /// <remarks>∫ λ_i/(1 + 2tλ_i)·Π_k(1 + 2tλ_k)^(−1/2) dt over t from 0; for two samples σ_i/(σ_1 + σ_2).</remarks>
    public IReadOnlyList<double> Mean => mean.Value;

    /// <summary>(1 − Σ p²)/d, the mean squared Frobenius deviation of the next HᵀH from its mean.</summary>
    /// <param name="width">d, at least 1.</param>
    /// <returns>At most 1/d.</returns>
    /// <exception cref="ArgumentOutOfRangeException">d is below 1.</exception>
    /// <source paper="daneshmand2021" item="concentration">The paper has at most 1/d; the exact value is derived here.</source>
    public double SquaredDeviation(int width) => (1 - Mean.Sum(p => p * p)) / Guard.AtLeast(width, 1, nameof(width), "Give the number of features.");

    /// <summary>(1/n − p_n)/(1/n − λ_n), by which the Lyapunov function shrinks in the mean as d → ∞, λ_n the smallest.</summary>
    /// <returns>In [0, 1]; NaN when all eigenvalues are 1/n.</returns>
    public double Contraction
    {
        get
        {
            var smallest = Array.IndexOf(before, before.Min());
            return ((1.0 / Samples) - Mean[smallest]) / ((1.0 / Samples) - before[smallest]);
        }
    }

    /// <summary>The paper's bound of <see cref="Contraction"/>, 1 − 2n/(n + 2)·λ_n.</summary>
    /// <source paper="daneshmand2021" item="contraction lemma"/>
    public double ContractionBound => 1 - (2.0 * Samples / (Samples + 2) * before.Min());

    /// <summary>p by drawing normal numbers.</summary>
    /// <param name="draws">At least 2.</param>
    /// <param name="random">n draws each.</param>
    /// <returns>p with a standard error of at most ½/√draws.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 draws.</exception>
    public double[] MeanReference(int draws, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Guard.AtLeast(draws, 2, nameof(draws), "A hundred thousand give three digits.");
        var (sums, parts) = (new double[Samples], new double[Samples]);
        for (var draw = 0; draw < draws; draw++)
        {
            for (var i = 0; i < Samples; i++)
            {
                var normal = random.NextNormal();
                parts[i] = before[i] * normal * normal;
            }

            var total = parts.Sum();
            for (var i = 0; i < Samples; i++) sums[i] += parts[i] / total / draws;
        }

        return sums;
    }

    private double[] Quadrature()
    {
        // In u = ln t singularities are at a distance of π from the axis: the trapezoid rule has an error of e^(−2π²/step).
        const double step = 0.25;
        var p = new double[Samples];
        for (var u = -45.0; u <= 90; u += step)
        {
            var t = Math.Exp(u);
            var logs = before.Sum(value => Math.Log(1 + (2 * t * value)));
            var common = step * t * Math.Exp(-0.5 * logs);
            for (var i = 0; i < Samples; i++) p[i] += common * before[i] / (1 + (2 * t * before[i]));
        }

        return p;
    }
}
