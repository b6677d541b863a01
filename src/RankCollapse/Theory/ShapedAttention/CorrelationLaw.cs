using RankCollapse.Measures;
using RankCollapse.Theory.Stochastic;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// The law of the correlation of two tokens where it obeys an equation of its own: a shaped ReLU MLP, or a block whose scores are
/// switched off. Solved as a Fokker-Planck equation in ϑ = artanh ρ, without sampling. Immutable.
/// </summary>
/// <source paper="noci2023" item="correlation SDE">For the MLP due to Li, Nica, Roy, arXiv 2206.02768:
/// dρ = (ν(ρ) − ρ(1 − ρ²)/2) dt + (1 − ρ²) dB. In ϑ the noise is constant, dϑ = (κ·ν(ρ)/(1 − ρ²) + ς²ρ/2) dt + ς dB: derived here.</source>
public sealed class CorrelationLaw
{
    private const double HalfWidth = 14;
    private readonly Func<double, double> nu;

    /// <summary>The law that belongs to an equation.</summary>
    /// <param name="sde">Without scores (infinite temperature or no attention), and with a shaped ReLU or no MLP.</param>
    /// <exception cref="ArgumentException">The correlation has no equation of its own there.</exception>
    public CorrelationLaw(CovarianceSde sde)
        : this(sde, sde?.Activation is ShapedRelu relu ? relu.Nu : _ => 0)
    {
        if (sde!.Activation is SmoothActivation)
            throw new ArgumentException("A smooth activation drives variances and correlations together. Use Simulate.", nameof(sde));
    }

    private CorrelationLaw(CovarianceSde sde, Func<double, double> nu)
    {
        ArgumentNullException.ThrowIfNull(sde);
        if (sde.AttentionDrift != 0 || sde.AttentionNoise != 0)
        {
            throw new ArgumentException(
                $"The {sde.Name} has scores at a finite temperature, which couple correlations to variances. "
                + "Use temperature double.PositiveInfinity, or Simulate.", nameof(sde));
        }

        LinearVariance = Guard.Positive(sde.LinearVariance, nameof(sde), "Without noise nothing spreads; integrate the drift instead.");
        Weight = sde.Activation is null ? 0 : sde.ActivationWeight;
        this.nu = nu;
    }

    /// <summary>ς².</summary>
    public double LinearVariance { get; }

    /// <summary>κ: the weight of ν.</summary>
    public double Weight { get; }

    /// <summary>The same law with the drift of a network of finite width in place of its limit.</summary>
    /// <param name="sde">A shaped ReLU MLP.</param>
    /// <param name="width">n, at least 1.</param>
    /// <returns>The law; the noise is that of the limit.</returns>
    /// <exception cref="ArgumentException">No shaped ReLU.</exception>
    public static CorrelationLaw AtWidth(CovarianceSde sde, int width)
    {
        ArgumentNullException.ThrowIfNull(sde);
        return sde.Activation is ShapedRelu relu
            ? new CorrelationLaw(sde, rho => relu.NuAtWidth(rho, width))
            : throw new ArgumentException($"The {sde.Name} has no shaped ReLU, whose drift could depend on the width. Use the constructor.", nameof(sde));
    }

    /// <summary>The equation of ρ itself, in the sense of Itô.</summary>
    public ItoSde Equation => new(
        rho => (Weight * nu(Math.Clamp(rho, -1, 1))) - (LinearVariance / 2 * rho * (1 - (rho * rho))),
        rho => Math.Sqrt(LinearVariance) * (1 - (rho * rho)),
        rho => -2 * Math.Sqrt(LinearVariance) * rho);

    /// <summary>The density of ϑ = artanh ρ at a time.</summary>
    /// <param name="correlation">ρ at time 0, in (−1, 1).</param>
    /// <param name="time">t, above 0.</param>
    /// <param name="cells">Number of finite volumes, at least 100.</param>
    /// <returns>A density on a grid of ϑ. Take <see cref="Math.Tanh"/> of its quantiles.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter outside its range.</exception>
    public GridDensity Angle(double correlation, double time, int cells = 2801)
    {
        if (!(correlation > -1 && correlation < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(correlation), FormattableString.Invariant(
                $"correlation was {correlation}; it must be inside (−1, 1). At the ends nothing moves any more."));
        }

        Guard.Positive(time, nameof(time), "At time 0 the correlation is its start.");
        var start = Math.Atanh(correlation);
        var solver = new FokkerPlanck(Drift, LinearVariance / 2, start - HalfWidth, start + HalfWidth, Guard.AtLeast(cells, 100, nameof(cells), "Use about 2801."));
        return solver.Evolve(start, time);
    }

    /// <summary>Quantiles of ρ at a time.</summary>
    /// <param name="correlation">ρ at time 0, in (−1, 1).</param>
    /// <param name="time">t, above 0.</param>
    /// <param name="levels">Probabilities in (0, 1).</param>
    /// <returns>One correlation for each level; error about 1e-4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter outside its range.</exception>
    public double[] Quantiles(double correlation, double time, params IEnumerable<double> levels)
    {
        var density = Angle(correlation, time);
        return [.. levels.Select(level => Math.Tanh(density.Quantile(level)))];
    }

    private double Drift(double angle)
    {
        var rho = Math.Tanh(angle);
        // ν is proportional to (1 − ρ)^(3/2) near 1, where the quotient tends to 0 while both parts lose their digits; near −1 the
        // quotient grows like cosh²ϑ: a mass this far from the start is below 1e-30, and the cap keeps the fluxes finite.
        var rest = 1 / Math.Pow(Math.Cosh(angle), 2);
        var pull = Weight == 0 || angle > 12 ? 0 : Math.Min(Weight * nu(rho) / Math.Max(rest, 1e-300), 1e6);
        return pull + (LinearVariance / 2 * rho);
    }
}
