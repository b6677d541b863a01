using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// What a skip path saves in one layer Y → LN(M·Y·C_V + λ·Y) with rows of length 1: the residual shrinks by no more than a factor.
/// </summary>
/// <source paper="joseph2025" item="the layer with skip strength λ">The bound is derived here: it needs neither the number of
/// tokens nor a threshold on the input, which the paper's sufficient condition does.</source>
public static class ResidualFloor
{
    /// <summary>q = λ/(λ + σ) − τ·σ/(λ − σ), a lower bound of mu(Y′)/mu(Y) for row-stochastic M and λ above σ.</summary>
    /// <param name="skipStrength">λ, finite and above 0.</param>
    /// <param name="mixingNorm">τ = ‖P·M·P‖₂, see <see cref="MixingNorm"/>; at least 0.</param>
    /// <param name="valueNorm">σ = ‖C_V‖₂, above 0; 1 for orthogonal value weights.</param>
    /// <returns>In [0, 1): 0 where the bound says nothing, as for λ of at most σ.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    /// <source paper="joseph2025" item="none">Derived here.</source>
    public static double PerLayer(double skipStrength, double mixingNorm, double valueNorm = 1)
    {
        Guard.Positive(skipStrength, nameof(skipStrength), "Without a skip path there is no floor.");
        Guard.Positive(valueNorm, nameof(valueNorm), "Give the spectral norm of the value weights.");
        Guard.Within(mixingNorm, 0, double.MaxValue, nameof(mixingNorm), "Give the norm of the centred attention matrix.");
        if (skipStrength <= valueNorm) return 0;
        return Math.Max(0, (skipStrength / (skipStrength + valueNorm)) - (mixingNorm * valueNorm / (skipStrength - valueNorm)));
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
}
