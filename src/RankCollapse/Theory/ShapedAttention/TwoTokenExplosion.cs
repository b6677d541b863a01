using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// Explosion of the covariance SDE of two tokens, decided exactly. Half the squared distance of the tokens, w = (V₁₁ + V₂₂ − 2V₁₂)/2,
/// obeys an equation of its own, dw = a·w³ dt + √(b²w⁴ + 2ς²w²) dB, and V explodes if and only if w does. Immutable.
/// </summary>
/// <remarks>
/// With a = γ²/(4τ₀²) and b = γ²/(τ₀√H): paths can explode exactly when γ² &lt; H/2, whatever the temperature. Noise stabilises, so heads,
/// which divide it, do not. The probability of ever exploding is P(|t| &lt; w₀·√(ν·b²/(2ς²))) for a Student variable t of ν = H/(2γ²) − 1
/// degrees of freedom, by the scale function (b²w² + 2ς²)^(−a/b²).
/// </remarks>
/// <source paper="noci2023" item="stability">Derived here; not known to be in the paper.</source>
public sealed class TwoTokenExplosion
{
    private readonly CovarianceSde sde;

    /// <summary>The law for an equation.</summary>
    /// <param name="sde">Shaped attention without an MLP, of positive branch strength.</param>
    /// <exception cref="ArgumentException">An equation with an MLP, or without noise.</exception>
    public TwoTokenExplosion(CovarianceSde sde)
    {
        ArgumentNullException.ThrowIfNull(sde);
        if (sde.Activation is not null || sde.LinearVariance == 0)
        {
            throw new ArgumentException(
                $"The {sde.Name} has an MLP or no noise; the distance of two tokens has an equation of its own for attention alone. "
                + "Use CovarianceSde.ShapedAttention with a branch strength above 0.", nameof(sde));
        }

        this.sde = sde;
    }

    /// <summary>ν = 2a/b² − 1; above 0 paths can explode, and infinite without scores, where they cannot.</summary>
    public double DegreesOfFreedom => (sde.AttentionDrift / (2 * sde.AttentionNoise * sde.AttentionNoise)) - 1;

    /// <summary>Whether some paths explode.</summary>
    public bool CanExplode => sde.AttentionNoise > 0 && DegreesOfFreedom > 0;

    /// <summary>The probability that V ever explodes.</summary>
    /// <param name="start">V₀, shape [2, 2], positive definite.</param>
    /// <returns>In [0, 1).</returns>
    /// <exception cref="ArgumentException">Not two tokens, or not positive definite.</exception>
    public double Probability(Matrix<double> start)
    {
        _ = TokenCovariance.Factor(start);
        if (start.RowCount != 2)
            throw new ArgumentException($"The covariance had {start.RowCount} tokens; the law is for 2. Use SimulateAdaptively for more.", nameof(start));
        if (!CanExplode) return 0;
        var distance = (start[0, 0] + start[1, 1] - (2 * start[0, 1])) / 2;
        var ratio = sde.AttentionNoise * sde.AttentionNoise / (2 * sde.LinearVariance);
        return (2 * StudentT.CDF(0, 1, DegreesOfFreedom, distance * Math.Sqrt(DegreesOfFreedom * ratio))) - 1;
    }
}
