using MathNet.Numerics;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Stochastic;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// A toy for the explosion of the covariance SDE: dV = a·V³ dt + b·V² dB, the powers of attention's drift and noise. 1/V is a
/// Bessel process of dimension 3 − 2a/b², so V explodes exactly when 2a &gt; b². Not a theorem about the matrix equation. Immutable.
/// </summary>
/// <source paper="noci2023" item="stability">The toy is derived here.</source>
public sealed class CubicGrowth
{
    /// <summary>The toy.</summary>
    /// <param name="drift">a, finite.</param>
    /// <param name="noise">b, finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter outside its range.</exception>
    public CubicGrowth(double drift, double noise)
    {
        Drift = Guard.Within(drift, -double.MaxValue, double.MaxValue, nameof(drift), "It is the coefficient of V³.");
        Noise = Guard.Positive(noise, nameof(noise), "Without noise V explodes exactly when the drift is above 0.");
    }

    /// <summary>a.</summary>
    public double Drift { get; }

    /// <summary>b.</summary>
    public double Noise { get; }

    /// <summary>3 − 2a/b²; below 2 the Bessel process reaches 0.</summary>
    public double BesselDimension => 3 - (2 * Drift / (Noise * Noise));

    /// <summary>Whether V becomes infinite in finite time, with probability 1; otherwise it never does.</summary>
    public bool Explodes => BesselDimension < 2;

    /// <summary>The equation, in the sense of Itô.</summary>
    public ItoSde Equation => new(v => Drift * v * v * v, v => Noise * v * v, v => 2 * Noise * v);

    /// <summary>The probability that V has exploded by a time: Q(1 − d/2, 1/(2b²V₀²t)), Q the upper regularised gamma function.</summary>
    /// <param name="start">V₀, above 0.</param>
    /// <param name="time">t, above 0.</param>
    /// <returns>In [0, 1]; 0 where V does not explode.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above 0.</exception>
    public double ExplodedBy(double start, double time)
    {
        Guard.Positive(start, nameof(start), "V starts above 0.");
        Guard.Positive(time, nameof(time), "At time 0 nothing has exploded.");
        return Explodes
            ? SpecialFunctions.GammaUpperRegularized(1 - (BesselDimension / 2), 1 / (2 * Noise * Noise * start * start * time))
            : 0;
    }

    /// <summary>
    /// Explosion times by simulation in the clock ds = V² dt. There ln V is a Brownian motion with drift a − b²/2, stepped exactly,
    /// and the time that has passed is the integral of 1/V²: a step that shrinks as V grows, which is what an explosion asks for.
    /// </summary>
    /// <param name="start">V₀, above 0.</param>
    /// <param name="step">Step in the clock s, above 0; the integral is by the trapezoidal rule.</param>
    /// <param name="samples">At least 1.</param>
    /// <param name="random">Random numbers; sample k uses stream k.</param>
    /// <returns>Times; only for parameters that explode.</returns>
    /// <exception cref="InvalidOperationException">V does not explode.</exception>
    public double[] ExplosionTimes(double start, double step, int samples, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Guard.Positive(start, nameof(start), "V starts above 0.");
        Guard.Positive(step, nameof(step), "Use about 0.01.");
        Guard.AtLeast(samples, 1, nameof(samples), "Give the number of times to draw.");
        if (!Explodes)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"a was {Drift} and b was {Noise}; V explodes only where 2a > b². Raise a or lower b."));
        }

        var times = new double[samples];
        for (var k = 0; k < samples; k++) times[k] = ExplosionTime(start, step, random.Stream(k));
        return times;
    }

    private double ExplosionTime(double start, double step, RandomStream random)
    {
        var (mean, deviation) = ((Drift - (Noise * Noise / 2)) * step, Noise * Math.Sqrt(step));
        var (level, time) = (Math.Log(start), 0.0);
        // What is left of the integral once V is a million times its start is below 1e-11 of the typical whole.
        while (level < Math.Log(start) + 14)
        {
            var next = level + mean + (deviation * random.NextNormal());
            time += step * (Math.Exp(-2 * level) + Math.Exp(-2 * next)) / 2;
            level = next;
        }

        return time;
    }
}
