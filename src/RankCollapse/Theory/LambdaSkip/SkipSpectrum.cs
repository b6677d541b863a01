using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// The role of the sign of λ, without LN: for a fixed symmetric doubly stochastic M with eigenvalues 1, ν₂, …, ν_N the relative
/// diversity mu/(√N·‖mean‖) is multiplied per layer by max_i |λ + ν_i|/|λ + 1| in the long run. Immutable.
/// </summary>
/// <remarks>Every λ ≥ 0 gives a factor below 1; one below <see cref="Threshold"/> a factor above 1. A condition on |λ| cannot see that.</remarks>
/// <source paper="joseph2025" item="figure 2">The paper reports that negative λ keeps mu higher, as reviews say; this explanation is derived here.</source>
public sealed class SkipSpectrum
{
    private readonly double[] eigenvalues;

    /// <summary>The spectrum of a mixing matrix.</summary>
    /// <param name="mixing">M, symmetric and row-stochastic within 1e-9, at least 2 tokens.</param>
    /// <exception cref="ArgumentException">Not symmetric, not row-stochastic, or 1 token.</exception>
    public SkipSpectrum(Matrix<double> mixing)
    {
        Guard.RowStochastic(mixing, nameof(mixing));
        var difference = (mixing - mixing.Transpose()).Enumerate().Max(Math.Abs);
        if (difference > 1e-9 || mixing.RowCount < 2)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"M had {mixing.RowCount} tokens and differed from its transpose by {difference:G3}; it must be symmetric, with at least 2. ")
                + "Symmetrise it, or run the layers.", nameof(mixing));
        }

        // P·M·P has the other eigenvalues and a zero in place of the 1.
        var n = mixing.RowCount;
        var rest = (mixing - (1.0 / n)).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).ToList();
        rest.Remove(rest.MinBy(Math.Abs));
        eigenvalues = [.. rest.Order()];
    }

    /// <summary>ν₂, …, ν_N in rising order, each in [−1, 1].</summary>
    public ReadOnlySpan<double> Eigenvalues => eigenvalues;

    /// <summary>−(1 + ν_min)/2: diversity grows exactly for λ below it, λ = −1 apart.</summary>
    public double Threshold => -(1 + eigenvalues[0]) / 2;

    /// <summary>max_i |λ + ν_i|/|λ + 1|.</summary>
    /// <param name="skipStrength">λ, finite, not −1.</param>
    /// <returns>At least 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is −1, where the mean vanishes, or not finite.</exception>
    public double Rate(double skipStrength)
    {
        if (!double.IsFinite(skipStrength) || skipStrength == -1)
        {
            throw new ArgumentOutOfRangeException(nameof(skipStrength), FormattableString.Invariant(
                $"skipStrength was {skipStrength:R}; it must be finite and not −1, where the mean vanishes. Move it a little."));
        }

        return Math.Max(Math.Abs(skipStrength + eigenvalues[0]), Math.Abs(skipStrength + eigenvalues[^1])) / Math.Abs(skipStrength + 1);
    }
}
