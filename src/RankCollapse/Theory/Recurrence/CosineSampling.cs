using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// The sampling proof of the 1/D law in one dimension: cos(ωx) on [−1, 1] is cos ω plus the expectation of a step at a random place
/// with a random sign; D independent steps, averaged, are a network whose mean square error is exactly a constant over D on average.
/// </summary>
/// <remarks>Steps at t with density ∝ |sin ωt| and height A·sign(−sin ωt), A = ∫|f′|; at x the mean of one is f(x) − f(−1) and its second moment
/// A²·P(t ≤ x).</remarks>
/// <source paper="orvieto2024" item="width of the MLP">Derived here.</source>
public sealed class CosineSampling
{
    /// <summary>The sampler for one frequency.</summary>
    /// <param name="frequency">ω, above 0, radians per unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A frequency that is not above 0.</exception>
    public CosineSampling(double frequency) => Frequency = Guard.Positive(frequency, nameof(frequency), "At 0 the function is constant.");

    /// <summary>ω, which is also the Barron constant of the function.</summary>
    public double Frequency { get; }

    /// <summary>A = ∫|f′| over [−1, 1], the total variation.</summary>
    public double TotalVariation => 2 * Frequency * Folded(1);

    /// <summary>D times the expected mean square error over x uniform on [−1, 1], the same for each D.</summary>
    /// <returns>A²·E P(t ≤ x) − E(f(x) − f(−1))², where the first mean is one half by symmetry.</returns>
    public double ErrorTimesWidth
    {
        get
        {
            var end = Math.Cos(Frequency);
            var (mean, square) = (Math.Sin(Frequency) / Frequency, 0.5 + (Math.Sin(2 * Frequency) / (4 * Frequency)));
            return (TotalVariation * TotalVariation / 2) - (square - (2 * end * mean) + (end * end));
        }
    }

    /// <summary>The mean square error of one random network, by exact integration between its steps.</summary>
    /// <param name="width">D, at least 1.</param>
    /// <param name="random">Where the steps lie.</param>
    /// <returns>At least 0; its mean over networks is <see cref="ErrorTimesWidth"/>/D.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A width below 1.</exception>
    public double MeanSquareError(int width, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Guard.AtLeast(width, 1, nameof(width), "Give the number of steps.");
        var steps = new double[width];
        for (var d = 0; d < width; d++) steps[d] = Place(random);
        Array.Sort(steps);
        var (sum, level, from) = (0.0, Math.Cos(Frequency), -1.0);
        foreach (var step in steps)
        {
            sum += Between(from, step, level);
            level += TotalVariation / width * -Math.Sign(Math.Sin(Frequency * step));
            from = step;
        }

        return (sum + Between(from, 1, level)) / 2;
    }

    /// <summary>∫(cos ωx − level)² from a to b.</summary>
    private double Between(double a, double b, double level)
    {
        double Primitive(double x) => (x * (0.5 + (level * level))) + (Math.Sin(2 * Frequency * x) / (4 * Frequency)) - (2 * level * Math.Sin(Frequency * x) / Frequency);
        return Primitive(b) - Primitive(a);
    }

    /// <summary>∫|sin ωs| from 0 to t.</summary>
    private double Folded(double t)
    {
        var half = Math.Floor(Frequency * t / Math.PI);
        return ((2 * half) + 1 - Math.Cos((Frequency * t) - (half * Math.PI))) / Frequency;
    }

    private double Place(RandomStream random)
    {
        var sign = random.NextRademacher();
        var area = random.NextUniform() * Folded(1) * Frequency;
        var half = Math.Floor(area / 2);
        return sign * Math.Min(1, ((half * Math.PI) + Math.Acos(Math.Clamp(1 - (area - (2 * half)), -1, 1))) / Frequency);
    }
}
