using MathNet.Numerics;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// Theorem R: real eigenvalues are exponentially ill conditioned, for every width and every input scaling. For all λ in [−ρ, ρ] (signed) or
/// [0, ρ] (positive), any N and any b, κ₂(diag(b)·V) is at least the length of the coefficient vector of a Chebyshev polynomial. Immutable.
/// </summary>
/// <remarks>
/// The input whose reversed tokens are the coefficients of T_{L−1} gives every mode a state b_i·T_{L−1}(λ_i), no longer than b; the newest
/// token alone gives b. Real nodes have a real V, so κ₂ of V and of [Re; Im] are one number here. Numbers beyond the range of a double
/// are had as logarithms.
/// </remarks>
/// <source paper="orvieto2024" item="real eigenvalues">Derived here; the paper says that complex eigenvalues store inputs better.</source>
public sealed class ChebyshevBound
{
    private readonly double[] logCoefficients;
    private readonly bool positive;

    private ChebyshevBound(int length, double radius, bool positive)
    {
        Length = Guard.AtLeast(length, 2, nameof(length), "One token is always stored.");
        Guard.Positive(radius, nameof(radius), "At radius 0 all nodes are equal.");
        Radius = Guard.Within(radius, 0, 1, nameof(radius), "The proof needs |λ| ≤ 1.");
        this.positive = positive;
        logCoefficients = new double[length];
        for (var m = 0; m < length; m++) logCoefficients[m] = LogCoefficient(m) - (m * Math.Log(radius));
    }

    /// <summary>L.</summary>
    public int Length { get; }

    /// <summary>ρ, in (0, 1].</summary>
    public double Radius { get; }

    /// <summary>ln of the bound ‖coefficients‖₂.</summary>
    public double LogConditionNumber => LogSum(logCoefficients.Select(log => 2 * log)) / 2;

    /// <summary>The bound ‖T_{L−1}(t/ρ)‖₂, or ‖T_{L−1}(2t/ρ − 1)‖₂ for positive nodes; +∞ beyond the range of a double.</summary>
    public double ConditionNumber => Math.Exp(LogConditionNumber);

    /// <summary>ln of the simpler bound ‖coefficients‖₁/√#, in closed form for radius 1.</summary>
    public double LogClosedForm
    {
        get
        {
            if (Radius != 1) throw new InvalidOperationException(FormattableString.Invariant($"The radius was {Radius}; the closed form is for radius 1. Use ConditionNumber, which is larger."));
            var (n, root) = (Length - 1, positive ? 3 + (2 * Math.Sqrt(2)) : 1 + Math.Sqrt(2));
            var other = Math.Pow(-1, positive ? 0 : n) * Math.Exp(-2.0 * n * Math.Log(root));
            return (n * Math.Log(root)) + Math.Log((1 + other) / 2) - (0.5 * Math.Log(positive ? Length : (Length + 1) / 2));
        }
    }

    /// <summary>[(1+√2)^{L−1} + (1−√2)^{L−1}]/(2√⌈L/2⌉), or with 3 ± 2√2 and √L for positive nodes.</summary>
    public double ClosedForm => Math.Exp(LogClosedForm);

    /// <summary>Nodes in [−ρ, ρ].</summary>
    /// <param name="length">L, at least 2.</param>
    /// <param name="radius">ρ, in (0, 1].</param>
    public static ChebyshevBound Signed(int length, double radius = 1) => new(length, radius, positive: false);

    /// <summary>Nodes in [0, ρ].</summary>
    /// <param name="length">L, at least 2.</param>
    /// <param name="radius">ρ, in (0, 1].</param>
    public static ChebyshevBound Positive(int length, double radius = 1) => new(length, radius, positive: true);

    /// <summary>
    /// The input that real nodes cannot see, oldest token first: exponentially long, yet each mode's state is at most |b_i|.
    /// </summary>
    /// <returns>Shape [length]; reversed, the coefficients of the polynomial.</returns>
    /// <exception cref="InvalidOperationException">A coefficient is beyond the range of a double.</exception>
    public double[] InvisibleInput()
    {
        if (logCoefficients.Max() > 700)
            throw new InvalidOperationException($"The coefficients of degree {Length - 1} leave the range of a double. Use LogConditionNumber, or a length below 700.");
        var n = Length - 1;
        return [.. Enumerable.Range(0, Length).Select(k => (Sign(n - k) is var sign and not 0) ? sign * Math.Exp(logCoefficients[n - k]) : 0)];
    }

    /// <summary>The polynomial at a node, at most 1 in absolute value on the interval of the theorem.</summary>
    /// <param name="node">λ, in the interval.</param>
    public double Evaluate(double node)
    {
        var t = positive ? (2 * node / Radius) - 1 : node / Radius;
        Guard.Within(t, -1 - 1e-12, 1 + 1e-12, nameof(node), "It is a node of the interval, mapped to [−1, 1].");
        return Math.Cos((Length - 1) * Math.Acos(Math.Clamp(t, -1, 1)));
    }

    /// <summary>The first length at which the closed form exceeds 1/ε: 21 and 44 for signed nodes in single and double precision, 11 and 23 for positive ones.</summary>
    /// <param name="epsilon">Machine epsilon, in (0, 1): 2⁻²³ for float32, 2⁻⁵² for float64.</param>
    /// <param name="positive">True for nodes in [0, 1], false for [−1, 1].</param>
    internal static int FirstLengthBeyond(double epsilon, bool positive)
    {
        Guard.Positive(epsilon, nameof(epsilon), "It is 2⁻²³ for float32 and 2⁻⁵² for float64.");
        Guard.Within(epsilon, 0, 0.5, nameof(epsilon), "It is 2⁻²³ for float32 and 2⁻⁵² for float64.");
        var length = 2;
        while (new ChebyshevBound(length, 1, positive).LogClosedForm <= -Math.Log(epsilon)) length++;
        return length;
    }

    /// <summary>Sign of the coefficient of t^m: they alternate, every one for positive nodes, every other for signed ones.</summary>
    private int Sign(int m)
    {
        var n = Length - 1;
        if (positive) return (n - m) % 2 == 0 ? 1 : -1;
        return (n - m) % 2 != 0 ? 0 : (n - m) / 2 % 2 == 0 ? 1 : -1;
    }

    /// <summary>ln|coefficient of t^m|; T_n(2t − 1) = T_2n(√t) has the even coefficients of T_2n.</summary>
    private double LogCoefficient(int m)
    {
        var (n, power) = positive ? (2 * (Length - 1), 2 * m) : (Length - 1, m);
        if ((n - power) % 2 != 0) return double.NegativeInfinity;
        var k = (n - power) / 2;
        // T_n = (n/2)·Σ_k (−1)^k (n−k−1)!/(k!(n−2k)!)·(2t)^{n−2k}
        return Math.Log(n / 2.0) + SpecialFunctions.GammaLn(n - k) - SpecialFunctions.GammaLn(k + 1) - SpecialFunctions.GammaLn(power + 1) + (power * Math.Log(2));
    }

    private static double LogSum(IEnumerable<double> logs)
    {
        double[] all = [.. logs];
        var largest = all.Max();
        return largest + Math.Log(all.Sum(log => Math.Exp(log - largest)));
    }
}
