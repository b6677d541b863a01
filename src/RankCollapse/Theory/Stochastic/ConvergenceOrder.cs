namespace RankCollapse.Theory.Stochastic;

/// <summary>Orders of convergence, fitted rather than looked at.</summary>
public static class ConvergenceOrder
{
    /// <summary>The exponent p of error ≈ C·step^p, by least squares on both logarithms.</summary>
    /// <param name="steps">At least two different steps, above 0.</param>
    /// <param name="errors">As many errors, above 0.</param>
    /// <returns>p with the standard error of the fit; that is 0 for two points.</returns>
    /// <exception cref="ArgumentException">Other lengths, or a number that is not above 0.</exception>
    public static (double Order, double StandardError) Fit(IReadOnlyList<double> steps, IReadOnlyList<double> errors)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(errors);
        if (steps.Count < 2 || steps.Count != errors.Count)
            throw new ArgumentException($"There were {steps.Count} steps and {errors.Count} errors; as many of both are needed, and at least 2. Halve the step once more.", nameof(errors));
        if (steps.Concat(errors).Any(value => !(value > 0 && double.IsFinite(value))))
            throw new ArgumentException("A step or an error was not finite and above 0; its logarithm is needed. Leave out errors that are exactly 0.", nameof(errors));
        double[] x = [.. steps.Select(value => Math.Log(value))];
        double[] y = [.. errors.Select(value => Math.Log(value))];
        var (intercept, slope) = MathNet.Numerics.Fit.Line(x, y);
        var middle = x.Average();
        var misfit = x.Zip(y, (u, v) => Math.Pow(v - intercept - (slope * u), 2)).Sum();
        return (slope, x.Length > 2 ? Math.Sqrt(misfit / (x.Length - 2) / x.Sum(u => (u - middle) * (u - middle))) : 0);
    }
}
