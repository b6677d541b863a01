namespace RankCollapse.Measures;

/// <summary>A share with the standard error that the choice of test cases gives it.</summary>
/// <param name="Mean">In [0, 1] for a share, in [−1, 1] for a difference of two.</param>
/// <param name="StandardError">At least 0.</param>
public readonly record struct ShareEstimate(double Mean, double StandardError);

/// <summary>Shares of right answers of several runs on the same test cases, and differences of two treatments case by case.</summary>
/// <remarks>Runs are averaged within each case first, so that cases, which are independent, and not answers, which are not, are counted. What the choice of the
/// trained networks adds is not in the error: show the runs apart for that.</remarks>
public static class PairedShares
{
    /// <summary>Share of right answers.</summary>
    /// <param name="runs">For each run one truth value per case.</param>
    /// <returns>Mean over runs and cases.</returns>
    /// <exception cref="ArgumentException">No run, fewer than 2 cases, or runs of different lengths.</exception>
    public static ShareEstimate Of(IReadOnlyList<bool[]> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return Estimate(runs, (run, @case) => runs[run][@case] ? 1 : 0);
    }

    /// <summary>Difference of the shares of two treatments of the same runs on the same cases, much less noisy than the shares.</summary>
    /// <param name="first">For each run one truth value per case.</param>
    /// <param name="second">As many.</param>
    /// <returns>Share of the first minus share of the second.</returns>
    /// <exception cref="ArgumentException">Shapes differ, no run, or fewer than 2 cases.</exception>
    public static ShareEstimate Difference(IReadOnlyList<bool[]> first, IReadOnlyList<bool[]> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count || first.Zip(second).Any(pair => pair.First.Length != pair.Second.Length))
            throw new ArgumentException($"There were {first.Count} runs and {second.Count}, or of other lengths; pairs need the same runs on the same cases.", nameof(second));
        return Estimate(first, (run, @case) => (first[run][@case] ? 1 : 0) - (second[run][@case] ? 1 : 0));
    }

    private static ShareEstimate Estimate(IReadOnlyList<bool[]> runs, Func<int, int, double> value)
    {
        if (runs.Count == 0 || runs[0].Length < 2 || runs.Any(run => run.Length != runs[0].Length))
            throw new ArgumentException("There must be at least 1 run and 2 cases, as many in every run. Give one truth value per test case.", nameof(runs));
        double[] perCase = [.. Enumerable.Range(0, runs[0].Length).Select(@case => Enumerable.Range(0, runs.Count).Average(run => value(run, @case)))];
        var mean = perCase.Average();
        return new ShareEstimate(mean, Math.Sqrt(perCase.Sum(v => (v - mean) * (v - mean)) / (perCase.Length - 1) / perCase.Length));
    }
}
