using MathNet.Numerics;
using RankCollapse.Measures;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>What is known in closed form when scores are switched off (τ₀ = ∞): V is a matrix geometric Brownian motion. Immutable.</summary>
/// <source paper="noci2023" item="covariance SDE of shaped attention">Infinite temperature; all derived here.</source>
public sealed class LinearCovarianceLaw
{
    /// <summary>The law for a number of tokens.</summary>
    /// <param name="tokens">m, at least 1.</param>
    /// <param name="linearVariance">ς², finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter outside its range.</exception>
    public LinearCovarianceLaw(int tokens, double linearVariance)
    {
        Tokens = Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length.");
        LinearVariance = Guard.Positive(linearVariance, nameof(linearVariance), "It is γ²(2 − γ²); at γ = 0 nothing moves.");
    }

    /// <summary>m.</summary>
    public int Tokens { get; }

    /// <summary>ς².</summary>
    public double LinearVariance { get; }

    /// <summary>The normal law of ln det V_t − ln det V₀: mean −ς²·m(m + 1)t/2, variance 2mς²t.</summary>
    /// <param name="time">t, at least 0.</param>
    /// <returns>Nats, and nats squared.</returns>
    public (double Mean, double Variance) LogDeterminant(double time) =>
        (-LinearVariance * Tokens * (Tokens + 1) / 2.0 * time, 2 * Tokens * LinearVariance * time);

    /// <summary>
    /// Rates at which the logarithms of the eigenvalues of V fall, largest eigenvalue first: −ς²·k, k = 1 … m. Their differences
    /// drive every correlation to ±1, so shaping delays collapse and does not abolish it.
    /// </summary>
    public IReadOnlyList<double> LyapunovExponents => [.. Enumerable.Range(1, Tokens).Select(k => -LinearVariance * k)];

    /// <summary>E[V₁₁V₂₂] and E[V₁₂²] of any two tokens.</summary>
    /// <param name="first">V₁₁ at time 0.</param>
    /// <param name="second">V₂₂ at time 0.</param>
    /// <param name="shared">V₁₂ at time 0.</param>
    /// <param name="time">t, at least 0.</param>
    /// <returns>From V₁₁V₂₂ + 2V₁₂² growing like exp(2ς²t) and V₁₁V₂₂ − V₁₂² falling like exp(−ς²t).</returns>
    public (double Product, double Square) SecondMoments(double first, double second, double shared, double time)
    {
        var growing = ((first * second) + (2 * shared * shared)) * Math.Exp(2 * LinearVariance * time);
        var falling = ((first * second) - (shared * shared)) * Math.Exp(-LinearVariance * time);
        return ((growing + (2 * falling)) / 3, (growing - falling) / 3);
    }

    /// <summary>Mean and variance of ln det V_d − ln det V₀ for a network of finite width without skip path (γ = 1), exactly.</summary>
    /// <param name="tokens">m, from 1 to the width.</param>
    /// <param name="width">n.</param>
    /// <param name="layers">d, at least 0.</param>
    /// <returns>Mean d·Σ(ψ((n − i + 1)/2) + ln(2/n)), variance d·Σψ′((n − i + 1)/2), i = 1 … m.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size outside its range.</exception>
    public static (double Mean, double Variance) LogDeterminantAtWidth(int tokens, int width, int layers)
    {
        Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length.");
        Guard.AtLeast(width, tokens, nameof(width), "With fewer neurons than tokens the determinant is 0.");
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth of the network.");
        double[] shapes = [.. Enumerable.Range(0, tokens).Select(i => (width - i) / 2.0)];
        return (layers * shapes.Sum(a => SpecialFunctions.DiGamma(a) + Math.Log(2.0 / width)), layers * shapes.Sum(TriGamma));
    }

    /// <summary>ψ′ by its recurrence up to 12 and the asymptotic series from there, to about 1e-14.</summary>
    private static double TriGamma(double x)
    {
        var sum = 0.0;
        for (; x < 12; x++) sum += 1 / (x * x);
        var inverse = 1 / (x * x);
        return sum + (1 / x) + (inverse / 2)
            + (inverse / x * ((1.0 / 6) - (inverse * ((1.0 / 30) - (inverse * ((1.0 / 42) - (inverse * ((1.0 / 30) - (inverse * 5 / 66)))))))));
    }
}
