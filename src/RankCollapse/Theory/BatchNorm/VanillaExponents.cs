using MathNet.Numerics;
using RankCollapse.Measures;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>
/// Lyapunov exponents of a linear network without normalisation: σ_i grows like e^(μ_i·layers), so that the numerical rank falls one step
/// after the other. Immutable.
/// </summary>
public sealed class VanillaExponents
{
    private readonly double[] exponents;

    private VanillaExponents(double[] exponents) => this.exponents = exponents;

    /// <summary>μ_1, μ_2, …, in nats per layer, falling.</summary>
    public IReadOnlyList<double> Values => exponents;

    /// <summary>d.</summary>
    public int Width => exponents.Length;

    /// <summary>μ_1 − μ_2 in nats per layer: σ_2/σ_1 falls by e to this in each layer, and r − 1 by its square.</summary>
    public double Gap => exponents[0] - exponents[1];

    /// <summary>Plain layers W·H with normal entries: μ_i = ½·[ln(2σ²) + ψ((d − i + 1)/2)].</summary>
    /// <param name="width">d, at least 2.</param>
    /// <param name="variance">σ² of an entry, above 0. It moves all exponents alike; 1/d keeps the size of H.</param>
    /// <returns>The exponents; the gap is about 1/(2d).</returns>
    /// <exception cref="ArgumentOutOfRangeException">d below 2, or σ² not above 0.</exception>
    /// <source paper="newman1986" item="the distribution of Lyapunov exponents">Remembered, and verified by simulation.</source>
    public static VanillaExponents Plain(int width, double variance)
    {
        Guard.AtLeast(width, 2, nameof(width), "One feature has no rank to lose.");
        Guard.Positive(variance, nameof(variance), "Use 1/d to keep the size of H.");
        return new([.. Enumerable.Range(1, width).Select(i => 0.5 * (Math.Log(2 * variance) + SpecialFunctions.DiGamma((width - i + 1) / 2.0)))]);
    }

    /// <summary>Residual layers H + γ·W·H as γ → 0: μ_i = γ²·(d − 2i)/2, with the gap γ² for every width.</summary>
    /// <param name="width">d, at least 2.</param>
    /// <param name="strength">γ, above 0 and finite; γ²·d far below 1.</param>
    /// <returns>The exponents to order γ².</returns>
    /// <exception cref="ArgumentOutOfRangeException">d below 2, or γ not above 0 and finite.</exception>
    /// <source paper="daneshmand2020" item="vanilla collapse">Derived here.</source>
    public static VanillaExponents Residual(int width, double strength)
    {
        Guard.AtLeast(width, 2, nameof(width), "One feature has no rank to lose.");
        Guard.Positive(strength, nameof(strength), "For plain layers use VanillaExponents.Plain.");
        return new([.. Enumerable.Range(1, width).Select(i => strength * strength * (width - (2 * i)) / 2)]);
    }

    /// <summary>Singular values that are still above the customary tolerance after so many layers.</summary>
    /// <param name="layers">L, at least 0.</param>
    /// <param name="samples">N, at least 1: the tolerance is σ_max·max(d, N)·ε.</param>
    /// <param name="machineEpsilon">ε: 2.2e-16 in double, 1.2e-7 in single precision.</param>
    /// <returns>#{i : (μ_1 − μ_i)·L &lt; ln 1/(max(d, N)·ε)}, from 1 to d.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside of its range.</exception>
    /// <source paper="daneshmand2020" item="rank against depth">Derived here; the numerical rank depends on precision and depth, r does not.</source>
    public int NumericalRank(int layers, int samples, double machineEpsilon = 2.220446049250313e-16)
    {
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth.");
        Guard.AtLeast(samples, 1, nameof(samples), "Give the size of the batch.");
        Guard.Within(machineEpsilon, 1e-300, 0.1, nameof(machineEpsilon), "2.2e-16 is double precision.");
        var limit = -Math.Log(Math.Max(Width, samples) * machineEpsilon);
        return Math.Max(1, exponents.Count(value => (exponents[0] - value) * layers < limit));
    }

    /// <summary>The depth at which the numerical rank reaches one.</summary>
    /// <param name="samples">N, at least 1.</param>
    /// <param name="machineEpsilon">ε.</param>
    /// <returns>ln 1/(max(d, N)·ε) over the gap.</returns>
    public double CollapseDepth(int samples, double machineEpsilon = 2.220446049250313e-16)
    {
        Guard.AtLeast(samples, 1, nameof(samples), "Give the size of the batch.");
        Guard.Within(machineEpsilon, 1e-300, 0.1, nameof(machineEpsilon), "2.2e-16 is double precision.");
        return -Math.Log(Math.Max(Width, samples) * machineEpsilon) / Gap;
    }
}
