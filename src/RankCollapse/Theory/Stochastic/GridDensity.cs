namespace RankCollapse.Theory.Stochastic;

/// <summary>A probability density on evenly spaced cells. Immutable.</summary>
public sealed class GridDensity
{
    private readonly double[] mass, cumulative;
    private readonly double low;

    internal GridDensity(double low, double size, double[] mass)
    {
        (this.low, CellSize, this.mass) = (low, size, mass);
        cumulative = new double[mass.Length + 1];
        for (var i = 0; i < mass.Length; i++) cumulative[i + 1] = cumulative[i] + mass[i];
    }

    /// <summary>Width of a cell.</summary>
    public double CellSize { get; }

    /// <summary>Sum over all cells: 1 up to rounding.</summary>
    public double TotalMass => cumulative[^1];

    /// <summary>Middles of the cells and densities there.</summary>
    public IEnumerable<(double Position, double Density)> Points =>
        mass.Select((m, i) => (low + ((i + 0.5) * CellSize), m / CellSize));

    /// <summary>The probability below a position, linear inside a cell.</summary>
    /// <param name="position">Any number.</param>
    /// <returns>In [0, 1] up to rounding.</returns>
    public double Cumulative(double position)
    {
        var at = Math.Clamp((position - low) / CellSize, 0, mass.Length);
        var cell = Math.Min((int)at, mass.Length - 1);
        return cumulative[cell] + ((at - cell) * mass[cell]);
    }

    /// <summary>Where the probability below reaches a level.</summary>
    /// <param name="level">In (0, 1).</param>
    /// <returns>A position on the grid's interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 1).</exception>
    public double Quantile(double level)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), FormattableString.Invariant(
                $"level was {level}; it must be inside (0, 1). Use 0.5 for the median."));
        var cell = 0;
        while (cell + 1 < mass.Length && cumulative[cell + 1] < level * TotalMass) cell++;
        return low + ((cell + ((level * TotalMass) - cumulative[cell]) / mass[cell]) * CellSize);
    }

    /// <summary>The mean of a function.</summary>
    /// <param name="function">Finite on the interval.</param>
    /// <returns>By the middle of each cell.</returns>
    public double Mean(Func<double, double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return mass.Select((m, i) => m * function(low + ((i + 0.5) * CellSize))).Sum() / TotalMass;
    }
}
