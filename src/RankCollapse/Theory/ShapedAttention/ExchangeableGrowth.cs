using RankCollapse.Measures;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// The drift of attention where all variances are q and all correlations ρ: it only stretches V, at a rate that grows with q², so
/// that without noise the norm explodes at a finite time. Immutable.
/// </summary>
/// <source paper="noci2023" item="drift">Exchangeable covariances; derived here.</source>
public sealed class ExchangeableGrowth
{
    /// <summary>The noise-free flow from an exchangeable covariance.</summary>
    /// <param name="sde">Shaped attention without an MLP.</param>
    /// <param name="tokens">m, at least 2; a single token is not moved.</param>
    /// <param name="correlation">ρ in (−1/(m − 1), 1).</param>
    /// <param name="variance">q₀, finite and above 0.</param>
    /// <exception cref="ArgumentException">A parameter outside its range, or an equation with an MLP.</exception>
    public ExchangeableGrowth(CovarianceSde sde, int tokens, double correlation, double variance = 1)
    {
        ArgumentNullException.ThrowIfNull(sde);
        if (sde.Activation is not null)
            throw new ArgumentException($"The {sde.Name} has an MLP, whose drift changes the correlation. Use CovarianceSde.ShapedAttention.", nameof(sde));
        Guard.AtLeast(tokens, 2, nameof(tokens), "A single token is not moved by attention.");
        _ = TokenCovariance.Exchangeable(tokens, correlation, variance);
        Variance = variance;
        Coefficient = sde.AttentionDrift * (tokens - 1) * (1 - correlation) * (1 - correlation) / (tokens * (double)tokens);
    }

    /// <summary>q₀.</summary>
    public double Variance { get; }

    /// <summary>c in b(V) = c·q²·V: γ²(m − 1)(1 − ρ)²/(τ₀²m²).</summary>
    public double Coefficient { get; }

    /// <summary>t* = 1/(2c·q₀²), where the noise-free norm becomes infinite; infinite when attention is switched off.</summary>
    public double BlowUpTime => 1 / (2 * Coefficient * Variance * Variance);

    /// <summary>q of the noise-free flow, q₀/√(1 − t/t*).</summary>
    /// <param name="time">t in [0, t*).</param>
    /// <returns>At least q₀.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is not below t*.</exception>
    public double At(double time)
    {
        if (time >= 0 && time < BlowUpTime) return Variance / Math.Sqrt(1 - (time / BlowUpTime));
        throw new ArgumentOutOfRangeException(nameof(time), FormattableString.Invariant(
            $"time was {time}; it must be in [0, {BlowUpTime:0.####}), for the norm is infinite from then on. Ask for an earlier time."));
    }
}
