namespace RankCollapse.Theory.ShapedAttention;

/// <summary>s₊·max(x, 0) + s₋·min(x, 0) with slopes s± = 1 + c±/√n: a ReLU bent towards the identity. Immutable.</summary>
/// <source paper="noci2023" item="shaped ReLU">Drift and finite-width map agree with Monte Carlo; 1/c = (s₊² + s₋²)/2.</source>
public sealed record ShapedRelu : ShapedActivation
{
    /// <summary>A shaped ReLU; only the difference of the two numbers enters the limit.</summary>
    /// <param name="plus">c₊, finite; 0 keeps positive values as they are.</param>
    /// <param name="minus">c₋, finite; −1 bends the negative side.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public ShapedRelu(double plus, double minus) => (Plus, Minus) = (
        Measures.Guard.Within(plus, -double.MaxValue, double.MaxValue, nameof(plus), "Use 0 to keep positive values as they are."),
        Measures.Guard.Within(minus, -double.MaxValue, double.MaxValue, nameof(minus), "Use -1 to bend the negative side."));

    /// <summary>c₊.</summary>
    public double Plus { get; }

    /// <summary>c₋.</summary>
    public double Minus { get; }

    /// <summary>(c₊ − c₋)²/(2π), the value of ν at ρ = 0.</summary>
    public double Strength => (Plus - Minus) * (Plus - Minus) / (2 * Math.PI);

    /// <summary>ν(ρ) = (c₊ − c₋)²/(2π)·(√(1 − ρ²) − ρ·arccos ρ): drift of the covariance of two tokens of unit variance.</summary>
    /// <param name="correlation">ρ in [−1, 1].</param>
    /// <returns>At least 0; 0 at ρ = 1, (c₊ − c₋)²/2 at ρ = −1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">ρ outside [−1, 1].</exception>
    public double Nu(double correlation)
    {
        Measures.Guard.Within(correlation, -1, 1, nameof(correlation), "It is a correlation.");
        return Strength * (Math.Sqrt((1 - correlation) * (1 + correlation)) - (correlation * Math.Acos(correlation)));
    }

    /// <inheritdoc/>
    public override double Drift(double first, double second, double shared)
    {
        var scale = Math.Sqrt(first * second);
        // A correlation beyond 1 is rounding or a step out of the cone; the drift is continued by its value at the end.
        return scale * Nu(Math.Clamp(shared / scale, -1, 1));
    }

    /// <summary>The slopes s₊, s₋ and the factor c at a width.</summary>
    /// <param name="width">n, at least 1.</param>
    /// <returns>Slopes and 2/(s₊² + s₋²).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 1, or both slopes are 0.</exception>
    public (double Positive, double Negative, double Gain) AtWidth(int width)
    {
        var root = Math.Sqrt(Measures.Guard.AtLeast(width, 1, nameof(width), "Give the number of neurons."));
        var (positive, negative) = (1 + (Plus / root), 1 + (Minus / root));
        var squares = (positive * positive) + (negative * negative);
        if (squares > 0) return (positive, negative, 2 / squares);
        throw new ArgumentOutOfRangeException(nameof(width), FormattableString.Invariant(
            $"width was {width}; both slopes of this activation are 0 there. Use a larger width."));
    }

    /// <summary>The correlation after one infinitely wide layer with the slopes of width n: exact, no limit taken.</summary>
    /// <param name="correlation">ρ in [−1, 1].</param>
    /// <param name="width">n, at least 1: it sets the slopes only.</param>
    /// <returns>A correlation.</returns>
    /// <source paper="noci2023" item="shaped ReLU">Derived here; n·(map − ρ) differs from ν by O(n^(−1/2)) unless c₊ + c₋ = 0.</source>
    public double NextCorrelation(double correlation, int width)
    {
        Measures.Guard.Within(correlation, -1, 1, nameof(correlation), "It is a correlation.");
        var (positive, negative, _) = AtWidth(width);
        var (mean, half) = ((positive + negative) / 2, (positive - negative) / 2);
        return ((mean * mean * correlation) + (half * half * AbsoluteValueCorrelation(correlation)))
            / ((mean * mean) + (half * half));
    }

    /// <summary>n·(map − ρ): the drift that a network of width n has, to be compared with <see cref="Nu"/>.</summary>
    /// <param name="correlation">ρ in [−1, 1].</param>
    /// <param name="width">n, at least 1.</param>
    /// <returns>Per unit of time.</returns>
    public double NuAtWidth(double correlation, int width) => width * (NextCorrelation(correlation, width) - correlation);

    /// <summary>E|g₁·g₂| for standard normals of correlation ρ.</summary>
    private static double AbsoluteValueCorrelation(double correlation) =>
        2 / Math.PI * (Math.Sqrt((1 - correlation) * (1 + correlation)) + (correlation * Math.Asin(correlation)));
}
