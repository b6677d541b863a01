namespace RankCollapse.Measures;

/// <summary>The middle and the spread of a curve that was measured several times: what a band around a curve shows. Immutable.</summary>
/// <remarks>Quantiles point by point, by linear interpolation between order statistics. A value that is not finite is refused:
/// a quantile would hide it.</remarks>
public sealed class RunSpread
{
    private RunSpread(int runs, double[] low, double[] median, double[] high) =>
        (Runs, Low, Median, High) = (runs, low, median, high);

    /// <summary>Number of curves.</summary>
    public int Runs { get; }

    /// <summary>The 10 % quantile at each point.</summary>
    public IReadOnlyList<double> Low { get; }

    /// <summary>The median at each point.</summary>
    public IReadOnlyList<double> Median { get; }

    /// <summary>The 90 % quantile at each point.</summary>
    public IReadOnlyList<double> High { get; }

    /// <summary>Summarises curves of one length.</summary>
    /// <param name="curves">One curve per run, at least one, finite values.</param>
    /// <returns>Quantiles point by point.</returns>
    /// <exception cref="ArgumentException">No curve, curves of several lengths, or a value that is not finite.</exception>
    public static RunSpread Of(IEnumerable<IReadOnlyList<double>> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        IReadOnlyList<double>[] all = [.. curves];
        if (all.Length == 0 || all[0].Count == 0)
            throw new ArgumentException("There was no curve with a point; a spread needs at least one. Run the experiment at least once.", nameof(curves));
        if (all.FirstOrDefault(c => c.Count != all[0].Count) is { } odd)
            throw new ArgumentException(
                $"The curves had {all[0].Count} and {odd.Count} points; all must have as many. Run all experiments to one depth.", nameof(curves));
        foreach (var curve in all) Guard.Finite([.. curve], nameof(curves));
        double[][] columns = [.. Enumerable.Range(0, all[0].Count).Select(k => all.Select(c => c[k]).Order().ToArray())];
        double[] At(double part) => [.. columns.Select(column => Quantile(column, part))];
        return new RunSpread(all.Length, At(0.1), At(0.5), At(0.9));
    }

    private static double Quantile(double[] ascending, double part)
    {
        var at = part * (ascending.Length - 1);
        var below = Math.Min((int)at, ascending.Length - 1);
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((at - below) * (ascending[above] - ascending[below]));
    }
}
