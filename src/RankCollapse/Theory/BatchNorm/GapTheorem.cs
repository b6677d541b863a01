using RankCollapse.Measures;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>
/// Theorem 1 of the follow-up: if the smallest eigenvalue of HᵀH stays at or above α, then E V(H after ℓ + 1 layers) ≤ 2·(1 − ⅔α)^ℓ + 3n/(α·√d). Immutable.
/// </summary>
/// <remarks>
/// The paper calls α a bound of the smallest singular value σ_n, but its proof uses σ_n² ≥ α: read it so. As the squares sum to 1, α is at
/// most 1/n and cannot stay fixed while n grows, and the second term is at least 3n²/√d: above the trivial bound of V unless d is above 9n⁴.
/// </remarks>
/// <source paper="daneshmand2021" item="theorem 1">α read as a bound of σ_n²; the appendix ends with half of the second term, which its steps do not give.</source>
public sealed class GapTheorem
{
    /// <summary>The theorem for given sizes.</summary>
    /// <param name="samples">n, at least 2.</param>
    /// <param name="width">d, at least n.</param>
    /// <param name="floor">α in (0, 1/n], a lower bound of σ_n² in all layers: a hypothesis, not verified here.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside of its range.</exception>
    public GapTheorem(int samples, int width, double floor)
    {
        Samples = Guard.AtLeast(samples, 2, nameof(samples), "One sample has no gap.");
        Width = Guard.AtLeast(width, samples, nameof(width), "The theorem has at least as many features as samples.");
        if (!(floor > 0 && floor * samples <= 1 + 1e-12))
        {
            throw new ArgumentOutOfRangeException(
                nameof(floor), FormattableString.Invariant($"floor was {floor}; it must be in (0, 1/{samples}], as the {samples} eigenvalues of HᵀH sum to 1. ")
                + "Use the smallest σ_n² of a run.");
        }

        Floor = floor;
    }

    /// <summary>n.</summary>
    public int Samples { get; }

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>α, as a bound of σ_n².</summary>
    public double Floor { get; }

    /// <summary>3n/(α·√d), what the bound tends to.</summary>
    public double Plateau => 3 * Samples / (Floor * Math.Sqrt(Width));

    /// <summary>√(1 − 1/n), which V never exceeds.</summary>
    public double TrivialBound => Math.Sqrt(1 - (1.0 / Samples));

    /// <summary>9n⁴: a smaller width makes <see cref="Plateau"/> exceed 1 for every α.</summary>
    public double LeastInformativeWidth => 9 * Math.Pow(Samples, 4);

    /// <summary>The bound after some layers.</summary>
    /// <param name="layers">ℓ + 1, at least 1.</param>
    /// <returns>2·(1 − ⅔α)^ℓ + 3n/(α·√d).</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 layer.</exception>
    public double Expected(int layers) =>
        (2 * Math.Pow(1 - (2 * Floor / 3), Guard.AtLeast(layers, 1, nameof(layers), "The theorem speaks of at least one layer.") - 1)) + Plateau;

    /// <summary>Bound 2n·E V of the squared Wasserstein distance between pre-activations and Gaussian ones, from this theorem.</summary>
    /// <param name="layers">ℓ, at least 1.</param>
    /// <returns>4n·(1 − ⅔α)^(ℓ − 1) + 6n²/(α·√d).</returns>
    /// <source paper="daneshmand2021" item="corollary 3"/>
    public double ExpectedCoupling(int layers) => 2 * Samples * Expected(layers);

    /// <summary>One layer without any assumption: E[V̂ after | H] ≤ (1 − ⅔σ_n²)·V̂ + 1/√d.</summary>
    /// <param name="width">d, at least 1.</param>
    /// <param name="smallest">σ_n² before the layer, in [0, 1].</param>
    /// <param name="lyapunov">V̂ before the layer, in [0, 1].</param>
    /// <returns>Bound of the mean of V̂ after it.</returns>
    /// <source paper="daneshmand2021" item="theorem 5"/>
    public static double Step(int width, double smallest, double lyapunov)
    {
        Guard.AtLeast(width, 1, nameof(width), "Give the number of features.");
        Guard.Within(smallest, 0, 1, nameof(smallest), "It is an eigenvalue of HᵀH with trace 1.");
        Guard.Within(lyapunov, 0, 1, nameof(lyapunov), "It is 1/n minus that eigenvalue.");
        return ((1 - (2 * smallest / 3)) * lyapunov) + (1 / Math.Sqrt(width));
    }
}
