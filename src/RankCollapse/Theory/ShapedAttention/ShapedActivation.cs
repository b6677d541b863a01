namespace RankCollapse.Theory.ShapedAttention;

/// <summary>An activation that approaches the identity as the width grows, by what it does to the covariance of a wide MLP.</summary>
/// <source paper="noci2023" item="shaped activations">The MLP results are those of Li, Nica, Roy, arXiv 2206.02768.</source>
public abstract record ShapedActivation
{
    private protected ShapedActivation()
    {
    }

    /// <summary>The drift of V_ij per unit of time of an MLP without skip path.</summary>
    /// <param name="first">V_ii, above 0.</param>
    /// <param name="second">V_jj, above 0.</param>
    /// <param name="shared">V_ij.</param>
    /// <returns>In units of V per unit of time.</returns>
    public abstract double Drift(double first, double second, double shared);
}

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

/// <summary>s·σ(x/s) with s = a·√n for a smooth σ, σ(0) = 0 and σ′(0) = 1. Immutable.</summary>
/// <source paper="noci2023" item="smooth shaped activations">The drift agrees with Monte Carlo.</source>
public sealed record SmoothActivation : ShapedActivation
{
    /// <summary>A smooth activation by its derivatives at 0.</summary>
    /// <param name="second">σ″(0), finite; 0 for tanh.</param>
    /// <param name="third">σ‴(0), finite; −2 for tanh.</param>
    /// <param name="scale">a, above 0: the larger, the closer to the identity.</param>
    /// <exception cref="ArgumentOutOfRangeException">A derivative that is not finite, or a scale that is not above 0.</exception>
    public SmoothActivation(double second, double third, double scale)
    {
        Second = Measures.Guard.Within(second, -double.MaxValue, double.MaxValue, nameof(second), "It is σ″(0); 0 for tanh.");
        Third = Measures.Guard.Within(third, -double.MaxValue, double.MaxValue, nameof(third), "It is σ‴(0); −2 for tanh.");
        Scale = Measures.Guard.Positive(scale, nameof(scale), "Use 1 for s = √n.");
    }

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="scale">a, above 0.</param>
    /// <returns>σ″ = 0, σ‴ = −2.</returns>
    public static SmoothActivation Tanh(double scale) => new(0, -2, scale);

    /// <summary>σ″(0).</summary>
    public double Second { get; }

    /// <summary>σ‴(0).</summary>
    public double Third { get; }

    /// <summary>a.</summary>
    public double Scale { get; }

    /// <summary>¾·σ″(0)² + σ‴(0): norms can explode in finite time if and only if it is above 0.</summary>
    /// <source paper="noci2023" item="explosion criterion">Remembered, not read: the abstract of arXiv 2206.02768 names the criterion,
    /// the drift V² − V that it is about is verified.</source>
    public double ExplosionNumber => (0.75 * Second * Second) + Third;

    /// <inheritdoc/>
    public override double Drift(double first, double second, double shared) =>
        ((Second * Second / 4 * ((first * second) + (2 * shared * shared) - (3 * shared)))
            + (Third / 2 * shared * (first + second - 2))) / (Scale * Scale);
}
