namespace RankCollapse.Theory.ShapedAttention;

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
