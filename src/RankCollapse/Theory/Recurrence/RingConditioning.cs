using RankCollapse.Measures;

namespace RankCollapse.Theory.Recurrence;

/// <summary>Condition numbers of the complex V for nodes on a circle: exact when equally spaced (C1), with high probability when random and many (C3).</summary>
/// <source paper="orvieto2024" item="eigenvalues near the unit circle">Derived here; C3 by the matrix Chernoff bound.</source>
public static class RingConditioning
{
    /// <summary>C1: κ₂(V) = r^{−(L−1)} for N ≥ L equally spaced nodes of radius r, since V*V = N·diag(r^{2m}).</summary>
    /// <param name="radius">r, in (0, 1].</param>
    /// <param name="length">L, at least 1.</param>
    /// <returns>At least 1; +∞ beyond the range of a double, see <see cref="LogEquispaced"/>.</returns>
    public static double Equispaced(double radius, int length) => Math.Exp(LogEquispaced(radius, length));

    /// <summary>ln κ₂ of the same.</summary>
    /// <param name="radius">r, in (0, 1].</param>
    /// <param name="length">L, at least 1.</param>
    public static double LogEquispaced(double radius, int length)
    {
        Guard.Positive(radius, nameof(radius), "It is the radius of the ring.");
        Guard.Within(radius, 0, 1, nameof(radius), "Outside the unit circle the recurrence grows without bound.");
        return -(Guard.AtLeast(length, 1, nameof(length), "It is the number of tokens.") - 1) * Math.Log(radius);
    }

    /// <summary>C3: for N independent uniform nodes on the unit circle, κ₂(V) ≤ √((1+δ)/(1−δ)) with probability at least 1 − η when N ≥ (3L/δ²)·ln(2L/η).</summary>
    /// <param name="length">L, at least 1.</param>
    /// <param name="deviation">δ, in (0, 1).</param>
    /// <param name="failure">η, in (0, 1).</param>
    /// <returns>The least such N.</returns>
    public static int ModesFor(int length, double deviation, double failure)
    {
        Open(deviation, nameof(deviation));
        return (int)Math.Ceiling(3 * Logarithm(length, failure) / (deviation * deviation));
    }

    /// <summary>C3 read the other way: the bound on κ₂ that N modes give; +∞ when N is too small for any δ below 1.</summary>
    /// <param name="modes">N, at least 1.</param>
    /// <param name="length">L, at least 1.</param>
    /// <param name="failure">η, in (0, 1).</param>
    public static double RandomCircle(int modes, int length, double failure)
    {
        Guard.AtLeast(modes, 1, nameof(modes), "It is the number of eigenvalues.");
        var deviation = Math.Sqrt(3 * Logarithm(length, failure) / modes);
        return deviation < 1 ? Math.Sqrt((1 + deviation) / (1 - deviation)) : double.PositiveInfinity;
    }

    private static double Logarithm(int length, double failure)
    {
        Guard.AtLeast(length, 1, nameof(length), "It is the number of tokens.");
        Open(failure, nameof(failure));
        return length * Math.Log(2 * length / failure);
    }

    private static void Open(double value, string name)
    {
        if (!(value > 0 && value < 1)) throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} was {value}; it must be in (0, 1). Use 0.5 or 0.01."));
    }
}
