using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Theorem D: without LN and without a skip path the selective model is cubic in the tokens, so that its norm goes doubly
/// exponentially, ‖Y⁽ᴷ⁾‖_F ≤ ‖W‖₂^(−½)·(‖W‖₂^½·‖Y⁽⁰⁾‖_F)^(3^K): to zero if the bracket is below 1. Immutable.
/// </summary>
/// <remarks>A collapse of the norm, not of the directions: show mu/‖Y‖_F beside it. Everything is in logarithms, as norms leave the range of
/// doubles within a few layers. For large tokens the norm can grow doubly exponentially instead.</remarks>
/// <source paper="joseph2025" item="theorem A.10">The existence of a doubly exponential bound is reported in reviews; this one is derived here.</source>
public sealed class NormCollapse
{
    /// <summary>The constants for a model and its first tokens.</summary>
    /// <param name="mixing">α and W, not zero.</param>
    /// <param name="start">Y⁽⁰⁾, shape [tokens, width], finite, not zero.</param>
    /// <exception cref="ArgumentException">W or Y is zero.</exception>
    public NormCollapse(QuadraticSelectiveMixing mixing, Matrix<double> start)
    {
        ArgumentNullException.ThrowIfNull(mixing);
        Guard.Finite(start, nameof(start));
        var (weight, norm) = (mixing.WeightsUnsafe.L2Norm(), ScaledNorm.Of(start));
        if (!(weight > 0 && norm > 0))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"‖W‖₂ was {weight:R} and ‖Y‖_F {norm:R}; both must be above 0. A zero layer gives zero at once."));
        }

        LogWeightNorm = Math.Log(weight);
        LogScale = (LogWeightNorm / 2) + Math.Log(norm);
    }

    /// <summary>ln ‖W‖₂.</summary>
    public double LogWeightNorm { get; }

    /// <summary>ln of ‖W‖₂^½·‖Y⁽⁰⁾‖_F; below 0 collapse is certain.</summary>
    public double LogScale { get; }

    /// <summary>ln of the upper bound of ‖Y⁽ᴷ⁾‖_F.</summary>
    /// <param name="layers">K, at least 0.</param>
    /// <returns>In nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 0 layers.</exception>
    public double LogBound(int layers)
    {
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth.");
        return (Math.Pow(3, layers) * LogScale) - (LogWeightNorm / 2);
    }

    /// <summary>One token of width one, exactly: ln y_K = 3^K·ln(w^½·y₀) − ½ ln w.</summary>
    /// <param name="weight">w, finite and above 0.</param>
    /// <param name="start">y₀, finite and above 0.</param>
    /// <param name="layers">K, at least 0.</param>
    /// <returns>ln y_K in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double LogSingleToken(double weight, double start, int layers)
    {
        Guard.Positive(weight, nameof(weight), "The sign of w only changes the sign of y.");
        Guard.Positive(start, nameof(start), "The sign of y₀ is the sign of y.");
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth.");
        return (Math.Pow(3, layers) * ((Math.Log(weight) / 2) + Math.Log(start))) - (Math.Log(weight) / 2);
    }
}
