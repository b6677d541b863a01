using MathNet.Numerics.Distributions;
using RankCollapse.Measures;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>The variance of a single token: attention has nothing to do, and V is a geometric Brownian motion of constant mean. Immutable.</summary>
/// <source paper="noci2023" item="covariance SDE of shaped attention">One token; derived here.</source>
public sealed class SingleTokenLaw
{
    /// <summary>V_t = V₀·exp(√(2ς²)·B_t − ς²·t).</summary>
    /// <param name="linearVariance">ς², finite and above 0: <see cref="CovarianceSde.LinearVariance"/>.</param>
    /// <param name="start">V₀, finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above 0.</exception>
    public SingleTokenLaw(double linearVariance, double start = 1)
    {
        LinearVariance = Guard.Positive(linearVariance, nameof(linearVariance), "It is γ²(2 − γ²); at γ = 0 nothing moves.");
        Start = Guard.Positive(start, nameof(start), "It is the variance of the token at layer 0.");
    }

    /// <summary>ς².</summary>
    public double LinearVariance { get; }

    /// <summary>V₀.</summary>
    public double Start { get; }

    /// <summary>The law of V at a time: lognormal, log-mean ln V₀ − ς²t, log-variance 2ς²t.</summary>
    /// <param name="time">t = layers/width, above 0.</param>
    /// <returns>A distribution with quantiles and cumulative probabilities.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is not above 0.</exception>
    public LogNormal At(double time)
    {
        Guard.Positive(time, nameof(time), "At time 0 the variance is its start.");
        return new LogNormal(Math.Log(Start) - (LinearVariance * time), Math.Sqrt(2 * LinearVariance * time));
    }

    /// <summary>E[V²] of the limit, V₀²·exp(2ς²t).</summary>
    /// <param name="time">t, at least 0.</param>
    /// <returns>In units of V₀².</returns>
    public double SecondMoment(double time) => Start * Start * Math.Exp(2 * LinearVariance * time);

    /// <summary>E[V²] after so many layers of a network of finite width, exactly: V₀²·(1 + 2ς²/n)^d.</summary>
    /// <param name="width">n, at least 1.</param>
    /// <param name="layers">d, at least 0.</param>
    /// <returns>In units of V₀²; E[V] is V₀ at every width.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size outside its range.</exception>
    public double SecondMomentAtWidth(int width, int layers)
    {
        Guard.AtLeast(width, 1, nameof(width), "Give the width of the network.");
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth of the network.");
        return Start * Start * Math.Pow(1 + (2 * LinearVariance / width), layers);
    }
}
