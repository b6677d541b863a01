using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Hopfield;

/// <summary>What the residual does with depth without a skip path: ln ε falls like 3^L for α' = 0, like a parabola of curvature ln α' in between, like a line for α' = 1.</summary>
/// <source paper="masumura2025" item="in place of the published decay">Derived here, for generic weights that all layers share. The paper, per summaries,
/// has an upper bound whose slow branch it calls linear.</source>
public static class DepthLaw
{
    /// <summary>ln α', the second difference of ln ε in the long run.</summary>
    /// <param name="memoryRetention">α', inside (0, 1].</param>
    /// <returns>At most 0.</returns>
    public static double Curvature(double memoryRetention) =>
        Math.Log(Guard.Within(memoryRetention, double.Epsilon, 1, nameof(memoryRetention), "α' = 0 has no parabola: the residual triples its exponent with each layer."));

    /// <summary>α'^(L²/2), how far the remembered pattern has faded after L layers, up to a factor c^L.</summary>
    /// <param name="memoryRetention">α', in [0, 1].</param>
    /// <param name="layers">L, at least 0.</param>
    /// <returns>In [0, 1].</returns>
    public static double Fading(double memoryRetention, int layers) => Math.Pow(
        Guard.Within(memoryRetention, 0, 1, nameof(memoryRetention), "It is α'."), 0.5 * layers * layers);

    /// <summary>The depth at which <see cref="Fading"/> reaches a relative resolution, √(2 ln η / ln α'): deeper, tokens are equal to a computer.</summary>
    /// <param name="memoryRetention">α', inside (0, 1).</param>
    /// <param name="resolution">η, inside (0, 1): 2^−24 in single, 2^−53 in double precision.</param>
    /// <returns>Layers, above 0; not rounded.</returns>
    public static double DepthAtResolution(double memoryRetention, double resolution)
    {
        Guard.Within(memoryRetention, double.Epsilon, Math.BitDecrement(1), nameof(memoryRetention), "α' = 1 never fades.");
        Guard.Within(resolution, double.Epsilon, Math.BitDecrement(1), nameof(resolution), "Use 2^−24 for single precision.");
        return Math.Sqrt(2 * Math.Log(resolution) / Math.Log(memoryRetention));
    }

    /// <summary>ln|λ₂| of a pattern that is applied again and again: the slope of ln ε for α' = 1 with W = I.</summary>
    /// <param name="attention">A row-stochastic matrix, shape [tokens, tokens].</param>
    /// <returns>At most 0.</returns>
    /// <exception cref="ArgumentException">Not row-stochastic, or a single token.</exception>
    public static double FrozenSlope(Matrix<double> attention)
    {
        Guard.RowStochastic(attention, nameof(attention));
        Guard.AtLeast(attention.RowCount, 2, "tokens", "A single token has no second eigenvalue.");
        return Math.Log(attention.Evd().EigenValues.Select(v => v.Magnitude).OrderDescending().ElementAt(1));
    }

    /// <summary>Twice the quadratic coefficient of a parabola through ln ε by least squares: the curvature of a curve that is not smooth.</summary>
    /// <param name="logResiduals">ln ε at depth 0, 1, …, at least 3, finite.</param>
    /// <returns>Per layer squared.</returns>
    /// <exception cref="ArgumentException">Fewer than 3 numbers, or one that is not finite.</exception>
    public static double FittedCurvature(IReadOnlyList<double> logResiduals)
    {
        ArgumentNullException.ThrowIfNull(logResiduals);
        Guard.Finite([.. logResiduals], nameof(logResiduals));
        Guard.AtLeast(logResiduals.Count, 3, "depths", "A parabola has three coefficients.");
        var x = Enumerable.Range(0, logResiduals.Count).Select(l => (double)l).ToArray();
        return 2 * MathNet.Numerics.Fit.Polynomial(x, [.. logResiduals], 2)[2];
    }

    /// <summary>How far a skip path lets the distance of two tokens be from α times what it was: 4(1 − α)·tanh(δ/2)·‖W‖₂·ρ.</summary>
    /// <param name="featureRetention">α, in [0, 1].</param>
    /// <param name="scoreDifference">δ, the largest own score in absolute value.</param>
    /// <param name="valueNorm">‖W‖₂.</param>
    /// <param name="radius">ρ, the largest distance of a token from the mean token.</param>
    /// <returns>A length.</returns>
    /// <source paper="masumura2025" item="on the convex skip path">Derived here: skips dominate, the ratio of residuals tends to α for every α'.</source>
    public static double SkipDeviation(double featureRetention, double scoreDifference, double valueNorm, double radius)
    {
        Guard.Within(featureRetention, 0, 1, nameof(featureRetention), "It is α.");
        Guard.Within(valueNorm, 0, double.MaxValue, nameof(valueNorm), "It is a norm.");
        Guard.Within(radius, 0, double.MaxValue, nameof(radius), "It is a distance.");
        return 2 * (1 - featureRetention) * MemoryBound.RowDistance(scoreDifference) * valueNorm * radius;
    }
}
