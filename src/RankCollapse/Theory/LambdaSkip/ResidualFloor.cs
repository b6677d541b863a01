using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Bound B, for row-stochastic mixing such as attention: what a skip path saves in one layer Y → LN(M·Y·C_V + λ·Y) with rows of one
/// length. The residual shrinks by no more than a factor that knows neither the number of tokens nor a threshold on the input.
/// </summary>
/// <source paper="joseph2025" item="the layer with skip strength λ">The bound is derived here: it needs neither the number of
/// tokens nor a threshold on the input, which the paper's sufficient condition does.</source>
public static class ResidualFloor
{
    /// <summary>q = |λ|/(|λ| + σ) − τ·σ/(|λ| − σ), a lower bound of mu(Y′)/mu(Y) for row-stochastic M and |λ| above σ.</summary>
    /// <param name="skipStrength">λ, finite and not 0.</param>
    /// <param name="mixingNorm">τ = ‖P·M·P‖₂, see <see cref="MixingNorm"/>; at least 0.</param>
    /// <param name="valueNorm">σ = ‖C_V‖₂, above 0; 1 for orthogonal value weights.</param>
    /// <returns>In [0, 1): 0 where the bound says nothing, as for |λ| of at most σ.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    /// <source paper="joseph2025" item="none">Derived here.</source>
    public static double PerLayer(double skipStrength, double mixingNorm, double valueNorm = 1)
    {
        var strength = Guard.Positive(Math.Abs(skipStrength), nameof(skipStrength), "Without a skip path there is no floor.");
        CheckNorms(mixingNorm, valueNorm);
        if (strength <= valueNorm) return 0;
        return Math.Max(0, (strength / (strength + valueNorm)) - (mixingNorm * valueNorm / (strength - valueNorm)));
    }

    /// <summary>The least |λ| at which <see cref="PerLayer"/> leaves a share of mu after K layers, share^(1/K) in each.</summary>
    /// <remarks>The larger root of (1 − s)·λ² − (1 + τ)·σ·λ + (s − τ)·σ² = 0 with s = share^(1/K).</remarks>
    /// <param name="share">Of mu, above 0 and below 1.</param>
    /// <param name="layers">K, at least 1.</param>
    /// <param name="mixingNorm">τ, the largest in all layers; at least 0.</param>
    /// <param name="valueNorm">σ, above 0.</param>
    /// <returns>At least σ; it is σ, which itself does not do, only for τ = 0 and a share per layer of at most ½.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    /// <source paper="joseph2025" item="none">Derived here.</source>
    public static double LeastSkip(double share, int layers, double mixingNorm, double valueNorm = 1)
    {
        CheckNorms(mixingNorm, valueNorm);
        Guard.Positive(share, nameof(share), "It is the share of mu that should be left.");
        Guard.Within(share, 0, Math.BitDecrement(1), nameof(share), "A bound never leaves all of mu.");
        Guard.AtLeast(layers, 1, nameof(layers), "Give the depth.");
        // 1 − s through the logarithm: s itself rounds to 1 for deep stacks.
        var loss = -Exponentials.MinusOne(Math.Log(share) / layers);
        var half = (1 + mixingNorm) / 2;
        return valueNorm * (half + Math.Sqrt((half * half) - (loss * (1 - loss - mixingNorm)))) / loss;
    }

    /// <summary>τ = ‖P·M·P‖₂ with P = I − (1/N)·1·1ᵀ: how much of the tokens' differences mixing passes on at most.</summary>
    /// <param name="mixing">Row-stochastic M, shape [tokens, tokens].</param>
    /// <returns>Dimensionless, at least 0; 0 for the uniform average.</returns>
    /// <exception cref="ArgumentException">Not row-stochastic.</exception>
    public static double MixingNorm(Matrix<double> mixing)
    {
        Guard.RowStochastic(mixing, nameof(mixing));
        var centred = CentredTokens.From(mixing).Centred.Transpose();
        return Ranks.SingularValues(CentredTokens.From(centred).Centred)[0];
    }

    private static void CheckNorms(double mixingNorm, double valueNorm)
    {
        Guard.Positive(valueNorm, nameof(valueNorm), "Give the spectral norm of the value weights.");
        Guard.Within(mixingNorm, 0, double.MaxValue, nameof(mixingNorm), "Give the norm of the centred attention matrix.");
    }
}
