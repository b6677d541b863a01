using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// The step inside theorem 2 that is too strong, as a counterexample to compute with: on a path of tokens that start orthogonal,
/// the smallest cosine after as many layers as the radius is below N·ε^(2r), though not below n·ε^(2r). Immutable.
/// </summary>
/// <remarks>The step needs every token to reach every other within r layers, which the radius does not give: the ends of a path
/// are one diameter apart. The theorem survives as a statement of existence, for its ε is free.</remarks>
/// <source paper="wu2024" item="proof of theorem 2, φ(t + r) ≥ N·ε^(2r) + (1 − N·ε^(2r))·φ(t)">Erratum derived here.</source>
public sealed class RadiusStep
{
    /// <summary>A path of tokens with a fixed weight on each neighbour and the rest on the token itself; X⁰ = I, W_V = I.</summary>
    /// <param name="tokens">N, at least 3 and odd or even; the radius is ⌊N/2⌋.</param>
    /// <param name="neighbourWeight">ε in (0, 1/3], so that it is the smallest weight.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 3 tokens, or ε outside its range.</exception>
    public RadiusStep(int tokens, double neighbourWeight)
    {
        Guard.AtLeast(tokens, 3, nameof(tokens), "On two tokens radius and diameter agree.");
        Guard.Positive(neighbourWeight, nameof(neighbourWeight), "0.05 is usual.");
        Guard.Within(neighbourWeight, 0, 1 / 3.0, nameof(neighbourWeight), "Above 1/3 a token weighs itself less than its neighbours.");
        Mask = AttentionMask.SlidingWindow(tokens);
        AttentionFloor = neighbourWeight;
        var mixing = Matrix<double>.Build.Dense(tokens, tokens, (i, j) =>
            i == j ? 1 - ((Mask.Degree(i) - 1) * neighbourWeight) : Mask[i, j] ? neighbourWeight : 0);
        var identity = Matrix<double>.Build.DenseIdentity(tokens);
        var end = NormalisedMap.WithMixing(mixing, identity).After(identity, Radius);
        MinimalCosine = TokenCosineSimilarity.Of(end).Minimum;
    }

    /// <summary>The path.</summary>
    public AttentionMask Mask { get; }

    /// <summary>ε.</summary>
    public double AttentionFloor { get; }

    /// <summary>r, ⌊N/2⌋ layers.</summary>
    public int Radius => Mask.Graph.Radius!.Value;

    /// <summary>φ after r layers; before them it is 0.</summary>
    public double MinimalCosine { get; }

    /// <summary>N·ε^(2r), what the printed step claims as a lower bound of φ.</summary>
    public double Printed => Mask.Tokens * Math.Pow(AttentionFloor, 2 * Radius);

    /// <summary>n·ε^(2r) with n the number of tokens that reach all others within r layers: what holds.</summary>
    public double Corrected => Mask.Graph.CentersWithin(Radius) * Math.Pow(AttentionFloor, 2 * Radius);
}
