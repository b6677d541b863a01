using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.Recurrence;

/// <summary>Eigenvalues drawn evenly, by area, from a ring r_min ≤ |λ| ≤ r_max and a sector of phases; the whole disk is the ring from 0 to 1. Immutable.</summary>
/// <source paper="orvieto2024" item="ring initialisation of the LRU">From the LRU paper, arXiv 2303.06349.</source>
public sealed record RingInitialisation
{
    /// <summary>r_min, in [0, r_max].</summary>
    public double Inner { get; init => field = Modulus(value, nameof(Inner)); }

    /// <summary>r_max, in [r_min, 1].</summary>
    public double Outer { get; init => field = Modulus(value, nameof(Outer)); } = 1;

    /// <summary>Phases are drawn from [0, this], in radians; above 0, at most 2π.</summary>
    public double MaximalPhase
    {
        get;
        init => field = value is > 0 and <= 2 * Math.PI
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaximalPhase), $"MaximalPhase was {value}; it must be above 0 and at most 2π. Use 2π for the whole ring.");
    } = 2 * Math.PI;

    /// <summary>ν and θ of λ = exp(−ν + iθ) from two uniform numbers: ν = −½ log(u₁(r_max² − r_min²) + r_min²), θ = u₂·MaximalPhase.</summary>
    /// <remarks>Modulus 0, at which ν is infinite, becomes 1e-9; modulus 1, at which log ν is, becomes 1 − 1e-9; phase 0, at which log θ is, becomes 1e-9.</remarks>
    /// <param name="ofModulus">u₁, in [0, 1].</param>
    /// <param name="ofPhase">u₂, in [0, 1].</param>
    /// <exception cref="ArgumentException">The inner radius is above the outer one.</exception>
    public (double Decay, double Phase) Eigenvalue(double ofModulus, double ofPhase)
    {
        if (Inner > Outer) throw new ArgumentException($"Inner was {Inner} and Outer {Outer}; the inner radius must not exceed the outer one. Exchange them.");
        var square = (ofModulus * ((Outer * Outer) - (Inner * Inner))) + (Inner * Inner);
        return (Math.Clamp(-0.5 * Math.Log(square), 1e-9, -Math.Log(1e-9)), Math.Max(1e-9, ofPhase * MaximalPhase));
    }

    /// <summary>Draws eigenvalues.</summary>
    /// <param name="modes">How many, at least 1.</param>
    /// <param name="random">Where the uniform numbers come from.</param>
    /// <returns>ν and θ of each.</returns>
    public (double Decay, double Phase)[] Draw(int modes, RandomStream random)
    {
        Guard.AtLeast(modes, 1, nameof(modes), "It is the number of eigenvalues.");
        return [.. Enumerable.Range(0, modes).Select(_ => Eigenvalue(random.NextUniform(), random.NextUniform()))];
    }

    private static double Modulus(double value, string name) => value is >= 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} was {value}; it must be in [0, 1]: outside the unit circle the recurrence grows without bound.");
}
