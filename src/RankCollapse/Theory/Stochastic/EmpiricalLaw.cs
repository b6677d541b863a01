using RankCollapse.Measures;

namespace RankCollapse.Theory.Stochastic;

/// <summary>
/// A sample of a real random variable that may be infinite: exploded paths are carried as +∞ above all others, and what had to be
/// dropped is counted. NaN is refused. Immutable.
/// </summary>
public sealed class EmpiricalLaw
{
    private readonly double[] ascending;
    private readonly Lazy<double> bandwidth;

    /// <summary>A sample.</summary>
    /// <param name="values">At least one; finite or +∞.</param>
    /// <param name="dropped">How many observations have no value at all and are left out; shown beside every statistic.</param>
    /// <exception cref="ArgumentException">No value, NaN or −∞.</exception>
    public EmpiricalLaw(IEnumerable<double> values, int dropped = 0)
    {
        ArgumentNullException.ThrowIfNull(values);
        ascending = [.. values];
        Dropped = Guard.AtLeast(dropped, 0, nameof(dropped), "It is a count.");
        if (ascending.Length == 0)
            throw new ArgumentException($"The sample had 0 values and {dropped} dropped ones; at least 1 is needed. Draw more, or shorten the run.", nameof(values));
        if (Array.FindIndex(ascending, v => double.IsNaN(v) || double.IsNegativeInfinity(v)) is >= 0 and var bad)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Value {bad} was {ascending[bad]}; values are finite or +∞. ")
                + "Carry an exploded path as +∞, and count one without a value in dropped.", nameof(values));
        }

        Array.Sort(ascending);
        bandwidth = new Lazy<double>(Bandwidth);
        Infinite = ascending.Reverse().TakeWhile(double.IsPositiveInfinity).Count();
    }

    /// <summary>Number of values, infinite ones included, dropped ones not.</summary>
    public int Count => ascending.Length;

    /// <summary>Number of values that are +∞.</summary>
    public int Infinite { get; }

    /// <summary>Number of observations without a value.</summary>
    public int Dropped { get; }

    /// <summary>All values in rising order, +∞ last.</summary>
    public IReadOnlyList<double> Ascending => ascending;

    /// <summary>The finite values in rising order.</summary>
    public IEnumerable<double> Finite => ascending.Take(Count - Infinite);

    /// <summary>The middle value.</summary>
    public double Median => Quantile(0.5);

    /// <summary>Mean of the values.</summary>
    /// <exception cref="InvalidOperationException">A value is infinite.</exception>
    public double Mean => RequireFinite("mean").Average();

    /// <summary>Standard error of the mean; 0 for a single value.</summary>
    /// <exception cref="InvalidOperationException">A value is infinite.</exception>
    public double StandardError => Math.Sqrt(Variance / Count);

    /// <summary>Unbiased variance; 0 for a single value.</summary>
    /// <exception cref="InvalidOperationException">A value is infinite.</exception>
    public double Variance
    {
        get
        {
            var mean = RequireFinite("variance").Average();
            return Count == 1 ? 0 : ascending.Sum(v => (v - mean) * (v - mean)) / (Count - 1);
        }
    }

    /// <summary>A quantile, by linear interpolation between order statistics; +∞ where they are.</summary>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>Finite or +∞.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public double Quantile(double probability)
    {
        Guard.Within(probability, 0, 1, nameof(probability), "It is a share of the sample.");
        var at = probability * (Count - 1);
        var below = Math.Min((int)at, Count - 1);
        var above = Math.Min(below + 1, Count - 1);
        // Not infinite minus infinite.
        return at == below || ascending[below] == ascending[above]
            ? ascending[below]
            : ascending[below] + ((at - below) * (ascending[above] - ascending[below]));
    }

    /// <summary>Quantiles at several levels.</summary>
    /// <param name="probabilities">In [0, 1].</param>
    /// <returns>One number for each.</returns>
    public double[] Quantiles(params IEnumerable<double> probabilities) => [.. probabilities.Select(Quantile)];

    /// <summary>An interval that holds the true quantile, whatever the law: order statistics so many binomial standard errors apart.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <param name="standardErrors">Half width of the interval of ranks, above 0.</param>
    /// <returns>Lower and upper end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public (double Low, double High) QuantileInterval(double probability, double standardErrors)
    {
        Guard.Within(probability, 0, 1, nameof(probability), "It is a share of the sample.");
        Guard.Positive(standardErrors, nameof(standardErrors), "4.75 makes a miss rarer than one in a million.");
        var half = standardErrors * Math.Sqrt(probability * (1 - probability) / Count);
        return (Quantile(Math.Max(0, probability - half)), Quantile(Math.Min(1, probability + half)));
    }

    /// <summary>The density of the finite values, smoothed: a Gaussian kernel with Silverman's bandwidth.</summary>
    /// <param name="position">Where.</param>
    /// <returns>Per unit; the integral over all positions is the share of finite values.</returns>
    /// <exception cref="InvalidOperationException">All finite values are equal: there is no density.</exception>
    public double Density(double position)
    {
        var width = bandwidth.Value;
        var sum = 0.0;
        for (var k = 0; k < Count - Infinite; k++)
        {
            var distance = (position - ascending[k]) / width;
            sum += Math.Exp(-0.5 * distance * distance);
        }

        return sum / (Count * width * Math.Sqrt(2 * Math.PI));
    }

    /// <summary>The share of values up to a number.</summary>
    /// <param name="value">Not NaN.</param>
    /// <returns>In [0, 1].</returns>
    public double Share(double value)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ascending[middle] <= value) low = middle + 1;
            else high = middle;
        }

        return low / (double)Count;
    }

    /// <summary>One line with what was infinite or dropped.</summary>
    /// <returns>Count, median, infinite and dropped.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Count} values, median {Median:G4}, {Infinite} infinite, {Dropped} dropped");

    private double Bandwidth()
    {
        double[] finite = [.. Finite];
        if (finite.Length == 0 || finite[0] == finite[^1])
            throw new InvalidOperationException($"The {finite.Length} finite values are all equal; there is no density. Use Share for the distribution function.");
        var mean = finite.Average();
        var deviation = Math.Sqrt(finite.Sum(v => (v - mean) * (v - mean)) / finite.Length);
        var quartiles = (finite[3 * (finite.Length - 1) / 4] - finite[(finite.Length - 1) / 4]) / 1.34;
        return 0.9 * (quartiles > 0 ? Math.Min(deviation, quartiles) : deviation) * Math.Pow(finite.Length, -0.2);
    }

    private double[] RequireFinite(string what) => Infinite == 0
        ? ascending
        : throw new InvalidOperationException(
            $"{Infinite} of {Count} values are infinite, so there is no {what}. Use quantiles, or lower the time or raise the temperature.");
}
