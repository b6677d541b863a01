using RankCollapse.Measures;

namespace RankCollapse.Theory.Stochastic;

/// <summary>Largest distance of distribution functions, and how large it gets by chance. Infinite values count, as values above all others.</summary>
public static class KolmogorovSmirnov
{
    /// <summary>The distance of two samples.</summary>
    /// <param name="first">A sample.</param>
    /// <param name="second">Another.</param>
    /// <returns>In [0, 1].</returns>
    public static double Distance(EmpiricalLaw first, EmpiricalLaw second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (x, y) = (first.Ascending, second.Ascending);
        var (i, j, largest) = (0, 0, 0.0);
        while (i < x.Count && j < y.Count)
        {
            // All equal values are passed together, so that ties do not count as a distance.
            var value = Math.Min(x[i], y[j]);
            while (i < x.Count && x[i] == value) i++;
            while (j < y.Count && y[j] == value) j++;
            largest = Math.Max(largest, Math.Abs((i / (double)x.Count) - (j / (double)y.Count)));
        }

        return largest;
    }

    /// <summary>The distance of a sample from a continuous law.</summary>
    /// <param name="sample">The sample; an infinite value is where the distribution function is 1.</param>
    /// <param name="cumulative">The distribution function.</param>
    /// <returns>In [0, 1].</returns>
    public static double Distance(EmpiricalLaw sample, Func<double, double> cumulative)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(cumulative);
        var largest = 0.0;
        for (var k = 0; k < sample.Count; k++)
        {
            var value = double.IsPositiveInfinity(sample.Ascending[k]) ? 1 : cumulative(sample.Ascending[k]);
            largest = Math.Max(largest, Math.Max(value - (k / (double)sample.Count), ((k + 1) / (double)sample.Count) - value));
        }

        return largest;
    }

    /// <summary>The distance that a sample exceeds by chance with the given probability, when the law is right.</summary>
    /// <param name="count">Size of the sample, at least 1.</param>
    /// <param name="level">Chance of a false alarm in (0, 1), e.g. 0.01.</param>
    /// <returns>√(ln(2/level)/(2·count)): never too small, by the inequality of Dvoretzky, Kiefer, Wolfowitz and Massart.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double CriticalValue(int count, double level) =>
        Math.Sqrt(HalfLog(level) / Guard.AtLeast(count, 1, nameof(count), "It is the size of the sample."));

    /// <summary>The same for two samples of one law.</summary>
    /// <param name="first">Size of the first sample, at least 1.</param>
    /// <param name="second">Size of the second, at least 1.</param>
    /// <param name="level">Chance of a false alarm in (0, 1), e.g. 0.01.</param>
    /// <returns>The asymptotic value √(ln(2/level)/2·(1/first + 1/second)).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double CriticalValue(int first, int second, double level)
    {
        Guard.AtLeast(first, 1, nameof(first), "It is the size of a sample.");
        Guard.AtLeast(second, 1, nameof(second), "It is the size of a sample.");
        return Math.Sqrt(HalfLog(level) * ((1.0 / first) + (1.0 / second)));
    }

    private static double HalfLog(double level) => level > 0 && level < 1
        ? Math.Log(2 / level) / 2
        : throw new ArgumentOutOfRangeException(nameof(level), FormattableString.Invariant(
            $"level was {level}; it must be inside (0, 1). Use 0.01 for one false alarm in a hundred."));
}
