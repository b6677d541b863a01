using MathNet.Numerics;

namespace RankCollapse.Theory.Masks;

/// <summary>Reads rates off a curve of residuals, one number per layer.</summary>
public static class CollapseRate
{
    /// <summary>
    /// Fits mu ≈ C·rate^t by least squares of ln mu on t over the last layers that are above a floor.
    /// </summary>
    /// <remarks>
    /// Where a Jordan block makes mu ≈ t^(q−1)·rate^t, this reads too slow a rate for thousands of layers, by a factor of about
    /// 1 + (q − 1)/t. Use <see cref="FitWithJordanBlock"/> there.
    /// </remarks>
    /// <param name="residuals">mu before layer 0, 1, …; finite, at least 0.</param>
    /// <param name="window">Which layers to use.</param>
    /// <returns>The fitted rate with its standard error.</returns>
    /// <exception cref="InvalidOperationException">Fewer layers than the window asks for are above the floor.</exception>
    /// <source paper="wu2024" item="theorem 1">The exact rate is derived here: see <see cref="UniformAttention"/>.</source>
    public static RateFit Fit(IReadOnlyList<double> residuals, RateWindow? window = null) => FitWithJordanBlock(residuals, 1, window);

    /// <summary>Fits mu ≈ C·binomial(t, q − 1)·rate^t, the law of a Jordan block of size q.</summary>
    /// <remarks>What is left is of relative order q/t², not q/t. Above q = 8 stay below 300 layers: see <see cref="AttentionRun.Residuals"/>.</remarks>
    /// <param name="residuals">mu before layer 0, 1, …; finite, at least 0.</param>
    /// <param name="blockSize">q, at least 1: see <see cref="UniformAttention.JordanBlockSize"/>.</param>
    /// <param name="window">Which layers to use.</param>
    /// <returns>The fitted rate with its standard error.</returns>
    /// <exception cref="InvalidOperationException">Fewer layers than the window asks for are above the floor.</exception>
    public static RateFit FitWithJordanBlock(IReadOnlyList<double> residuals, int blockSize, RateWindow? window = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        Measures.Guard.AtLeast(blockSize, 1, nameof(blockSize), "Use 1 for an eigenvalue that is not defective.");
        window ??= new RateWindow();
        Measures.Guard.Finite([.. residuals], nameof(residuals));
        var last = -1;
        while (last + 1 < residuals.Count && residuals[last + 1] > window.Floor) last++;
        var first = last - window.Steps;
        if (first < blockSize - 1)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"{last + 1} layers were above the floor of {window.Floor}; a fit of {window.Steps} steps and block size {blockSize} needs ")
                + $"{window.Steps + blockSize}. Run deeper or lower the floor; where mu falls faster than any exponential, use Orders.");
        }

        double[] layers = [.. Enumerable.Range(first, window.Steps + 1).Select(t => (double)t)];
        double[] logs = [.. layers.Select(t => Math.Log(residuals[(int)t]) - SpecialFunctions.BinomialLn((int)t, blockSize - 1))];
        var (intercept, slope) = MathNet.Numerics.Fit.Line(layers, logs);
        var middle = layers.Average();
        var squares = layers.Sum(t => (t - middle) * (t - middle));
        var misfit = layers.Zip(logs, (t, log) => Math.Pow(log - intercept - (slope * t), 2)).Sum();
        var error = layers.Length > 2 ? Math.Sqrt(misfit / (layers.Length - 2) / squares) : 0;
        return new RateFit
        {
            Rate = Math.Exp(slope), StandardError = Math.Exp(slope) * error, FirstLayer = first, LastLayer = last, BlockSize = blockSize,
        };
    }

    /// <summary>
    /// Local orders of convergence ln(mu₂/mu₁)/ln(mu₁/mu₀) of three consecutive layers: 1 for an exponential, 3 for a cubic law.
    /// </summary>
    /// <param name="residuals">mu before layer 0, 1, …; finite, at least 0.</param>
    /// <param name="floor">Layers at or below it are left out; at least 0.</param>
    /// <returns>One number for each three consecutive layers above the floor, of which the first step changes mu.</returns>
    /// <source paper="dong2021" item="main theorem">The exponent 3 per layer.</source>
    public static double[] Orders(IReadOnlyList<double> residuals, double floor = 0)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        Measures.Guard.Finite([.. residuals], nameof(residuals));
        Measures.Guard.Within(floor, 0, double.MaxValue, nameof(floor), "Use 0 to keep every layer that is not zero.");
        var orders = new List<double>();
        for (var t = 0; t + 2 < residuals.Count && residuals[t + 2] > floor; t++)
        {
            var step = Math.Log(residuals[t + 1] / residuals[t]);
            if (step != 0) orders.Add(Math.Log(residuals[t + 2] / residuals[t + 1]) / step);
        }

        return [.. orders];
    }
}
