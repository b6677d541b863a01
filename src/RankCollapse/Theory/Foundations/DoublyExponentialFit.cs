using MathNet.Numerics;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Foundations;

/// <summary>
/// A doubly exponential law read off a curve: ln(1/res) ≈ C·base^t, a straight line of slope ln base when ln ln(1/res) is drawn over
/// layers. Complete attention has base 3. Immutable.
/// </summary>
/// <remarks>The cubic law res ← c·res³ makes ln(1/res) triple only up to the constant ln c; it is divided out by taking c^½·res, which
/// triples exactly, when the constant is given.</remarks>
/// <source paper="dong2021" item="main theorem">The base 3; the fit is ours.</source>
public sealed record DoublyExponentialFit
{
    /// <summary>The factor per layer of ln(1/res).</summary>
    public required double Base { get; init; }

    /// <summary>Standard error of the base from the scatter about the line; 0 for two points.</summary>
    public required double StandardError { get; init; }

    /// <summary>First layer used.</summary>
    public required int FirstLayer { get; init; }

    /// <summary>Last layer used.</summary>
    public required int LastLayer { get; init; }

    /// <summary>Fits over the layers whose scaled residual is between a floor and a ceiling.</summary>
    /// <param name="residuals">Before layer 0, 1, …; finite, at least 0.</param>
    /// <param name="constant">c of res ← c·res³, above 0; 1 when it is not known.</param>
    /// <param name="floor">Layers from the first one at or below it are left out, e.g. 1e-290; at least 0.</param>
    /// <param name="ceiling">Layers above it are left out; in (0, 1).</param>
    /// <returns>The fit.</returns>
    /// <exception cref="InvalidOperationException">Fewer than 2 layers are left.</exception>
    public static DoublyExponentialFit Of(IReadOnlyList<double> residuals, double constant = 1, double floor = 1e-290, double ceiling = 0.1)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        Guard.Finite([.. residuals], nameof(residuals));
        Guard.Positive(constant, nameof(constant), "Use 1 when the constant is not known.");
        Guard.Within(floor, 0, 1, nameof(floor), "It is a residual.");
        if (!(ceiling > 0 && ceiling < 1))
            throw new ArgumentOutOfRangeException(nameof(ceiling), FormattableString.Invariant($"ceiling was {ceiling}; it must be in (0, 1), where ln ln(1/res) exists. Use 0.1."));
        var scale = Math.Sqrt(constant);
        var last = residuals.TakeWhile(r => r > floor).Count() - 1;
        var first = Enumerable.Range(0, Math.Max(0, last + 1)).FirstOrDefault(t => scale * residuals[t] < ceiling, residuals.Count);
        if (last - first < 1)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"{Math.Max(0, last - first + 1)} layers were between {floor} and {ceiling}; a line needs 2. ")
                + "Start nearer to consensus, or raise the ceiling; a doubly exponential law passes the numbers of a computer in about 5 layers.");
        }

        double[] layers = [.. Enumerable.Range(first, last - first + 1).Select(t => (double)t)];
        double[] logs = [.. layers.Select(t => Math.Log(-Math.Log(scale * residuals[(int)t])))];
        var (intercept, slope) = Fit.Line(layers, logs);
        var middle = layers.Average();
        var misfit = layers.Zip(logs, (t, log) => Math.Pow(log - intercept - (slope * t), 2)).Sum();
        var error = layers.Length > 2 ? Math.Sqrt(misfit / (layers.Length - 2) / layers.Sum(t => (t - middle) * (t - middle))) : 0;
        return new DoublyExponentialFit
        {
            Base = Math.Exp(slope), StandardError = Math.Exp(slope) * error, FirstLayer = first, LastLayer = last,
        };
    }
}
