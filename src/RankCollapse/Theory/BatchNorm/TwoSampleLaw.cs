using MathNet.Numerics;
using RankCollapse.Measures;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>
/// Two samples, any width, γ → 0: the d rows are unit vectors in a plane, and in the long run their angles are independent and uniform.
/// Immutable.
/// </summary>
/// <remarks>
/// With ρ = |Σ e^(2iφ_k)|/d the eigenvalues of M are d/2·(1 ± ρ) and r = 2/(1 + ρ²). The characteristic function of the sum is J₀(t)^d and
/// ∫ t·K₀(a·t)·J₀(b·t) dt = 1/(a² + b²), so that E r = 2·∫ s·K₀(s)·J₀(s/d)^d ds: one integral for every d. For three samples or more
/// uniformity fails: see <see cref="UniformRowsSquaredGap"/>.
/// </remarks>
/// <source paper="daneshmand2020" item="two samples">Derived here; exact as γ → 0.</source>
public sealed class TwoSampleLaw
{
    /// <summary>The law for a width.</summary>
    /// <param name="width">d, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">d is below 2.</exception>
    public TwoSampleLaw(int width) => Width = Guard.AtLeast(width, 2, nameof(width), "One feature has no rank to lose.");

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>E S = d(d + 1)/2.</summary>
    public double MeanSquaredNorm => Width * (Width + 1) / 2.0;

    /// <summary>E V² = 1/(2d), V the orthogonality gap.</summary>
    public double MeanSquaredGap => 0.5 / Width;

    /// <summary>E r, to about 1e-12.</summary>
    /// <returns>In [√2, 2).</returns>
    public double MeanSoftBound
    {
        get
        {
            // s = e^u takes the logarithm of K₀ at 0 apart; the trapezoid rule then converges like an exponential.
            const double step = 0.02;
            var sum = 0.0;
            for (var u = -20.0; u < 4; u += step)
            {
                var s = Math.Exp(u);
                sum += s * s * SpecialFunctions.BesselK(0, s) * Math.Pow(SpecialFunctions.BesselJ(0, s / Width), Width);
            }

            return 2 * step * sum;
        }
    }

    /// <summary>E r as a mean of 2/(1 + ρ²) over a grid of phases, which is exact but for terms beyond the grid.</summary>
    /// <param name="nodes">Nodes per phase, at least 8; the cost is nodes^(d − 1).</param>
    /// <returns>The same number as <see cref="MeanSoftBound"/>.</returns>
    /// <exception cref="InvalidOperationException">d above 5.</exception>
    public double MeanSoftBoundReference(int nodes = 96)
    {
        Guard.AtLeast(nodes, 8, nameof(nodes), "96 gives ten digits.");
        if (Width > 5)
            throw new InvalidOperationException($"The width was {Width}; the reference visits nodes^(d − 1) phases and stops at 5. Use MeanSoftBound.");
        // The first phase can be taken as 0: only differences matter.
        return Average(Width - 1, 1, 0, nodes);
    }

    /// <summary>E V² if n samples had rows that are uniform on the sphere: (n − 1)/(n·d).</summary>
    /// <remarks>The chain has (n + 2)/4 times this to leading order: equal at n = 2, so that uniformity fails for every n of at least 3.</remarks>
    /// <param name="width">d, at least 2.</param>
    /// <param name="samples">n, at least 1.</param>
    /// <returns>In [0, 1).</returns>
    /// <exception cref="ArgumentOutOfRangeException">d below 2 or n below 1.</exception>
    public static double UniformRowsSquaredGap(int width, int samples)
    {
        Guard.AtLeast(width, 2, nameof(width), "One feature has no rank to lose.");
        Guard.AtLeast(samples, 1, nameof(samples), "Give the size of the batch.");
        return (samples - 1.0) / ((double)samples * width);
    }

    private double Average(int left, double real, double imaginary, int nodes)
    {
        if (left == 0) return 2 / (1 + (((real * real) + (imaginary * imaginary)) / (Width * (double)Width)));
        var sum = 0.0;
        for (var k = 0; k < nodes; k++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * k / nodes);
            sum += Average(left - 1, real + cosine, imaginary + sine, nodes);
        }

        return sum / nodes;
    }
}
