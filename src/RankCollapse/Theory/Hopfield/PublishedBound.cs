using RankCollapse.Measures;

namespace RankCollapse.Theory.Hopfield;

/// <summary>
/// Bounds of the published type: a cubic contraction for fresh scores and a linear one for remembered scores, ε ← max(Kε³, κε).
/// Immutable. What K and κ are for a network is not defined in the available sources; here they are given.
/// </summary>
/// <source paper="masumura2025" item="bound of the network without skip paths">As in summaries: max over m of K^((3^m−1)/2)·κ^(3^m(L−m))·ε^(3^m).
/// With κ below 1 the recursion has κ^(L−m) instead: see <see cref="Iterated"/>.</source>
public sealed record PublishedBound
{
    /// <summary>K, r(1 − α')C₁ in the paper: at least 0.</summary>
    public required double Cubic { get; init => field = Guard.Within(value, 0, double.MaxValue, nameof(Cubic), "It multiplies ε³."); }

    /// <summary>κ, rα'C₂ in the paper: at least 0; 0 without memory.</summary>
    public required double Linear { get; init => field = Guard.Within(value, 0, double.MaxValue, nameof(Linear), "It multiplies ε; 0 without memory."); }

    /// <summary>The term of m cubic layers as it is quoted, K^((3^m−1)/2)·κ^(3^m(L−m))·ε^(3^m): linear layers first.</summary>
    /// <param name="residual">ε, above 0.</param>
    /// <param name="layers">L, at least 0.</param>
    /// <returns>Shape [L + 1], m = 0, …, L.</returns>
    public double[] QuotedTerms(double residual, int layers) =>
        Terms(residual, layers, (power, m) => power * (layers - m));

    /// <summary>The largest of <see cref="QuotedTerms"/>.</summary>
    /// <param name="residual">ε, above 0.</param>
    /// <param name="layers">L, at least 0.</param>
    /// <returns>The bound as quoted.</returns>
    public double Quoted(double residual, int layers) => QuotedTerms(residual, layers).Max();

    /// <summary>The largest of K^((3^m−1)/2)·κ^(L−m)·ε^(3^m), cubic layers first: the closed form of <see cref="Iterated"/> for κ ≤ 1.</summary>
    /// <remarks>For κ ≥ 1 linear layers first are larger, and the quoted form is the closed form.</remarks>
    /// <param name="residual">ε, above 0.</param>
    /// <param name="layers">L, at least 0.</param>
    /// <returns>The bound.</returns>
    /// <source paper="masumura2025" item="ordering of the layers">Derived here.</source>
    public double CubicFirst(double residual, int layers) => Terms(residual, layers, (_, m) => layers - m).Max();

    /// <summary>L times ε ← max(Kε³, κε), the recursion itself.</summary>
    /// <param name="residual">ε, above 0.</param>
    /// <param name="layers">L, at least 0.</param>
    /// <returns>ε before the first layer and after each, shape [L + 1].</returns>
    public double[] Iterated(double residual, int layers)
    {
        Check(residual, layers);
        var all = new double[layers + 1];
        all[0] = residual;
        for (var l = 0; l < layers; l++) all[l + 1] = Math.Max(Cubic * all[l] * all[l] * all[l], Linear * all[l]);
        return all;
    }

    /// <summary>The bound of attention without memory, (K)^((3^L−1)/2)·ε^(3^L).</summary>
    /// <param name="cubic">K = rC.</param>
    /// <param name="residual">ε, above 0.</param>
    /// <param name="layers">L, at least 0.</param>
    /// <returns>The bound.</returns>
    /// <source paper="dong2021" item="bound of the pure network">As quoted in summaries of masumura2025.</source>
    public static double Attention(double cubic, double residual, int layers) =>
        new PublishedBound { Cubic = cubic, Linear = 0 }.Quoted(residual, layers);

    /// <summary>A bound of this type that is proved: K = 2(1 − α')‖M‖‖W‖ and κ = 2α'‖M‖‖W‖ρ₀², for radii that never exceed ρ₀.</summary>
    /// <remarks>From ρ' ≤ ‖W‖δρ and δ' = α'δ + (1 − α')‖M‖ρ² with the remembered δ at most ‖M‖ρ₀²: a sum is at most twice the larger part.</remarks>
    /// <param name="head">M and W.</param>
    /// <param name="memoryRetention">α', in [0, 1].</param>
    /// <param name="radius">ρ₀, above 0.</param>
    /// <returns>K and κ; where both 2α'‖M‖‖W‖ρ₀² and 2(1 − α')‖M‖‖W‖ρ₀² are at most 1, <see cref="Iterated"/> is at least the radii of <see cref="MemoryBound"/>.</returns>
    /// <source paper="masumura2025" item="bound of the network without skip paths">Constants derived here.</source>
    public static PublishedBound For(HopfieldHead head, double memoryRetention, double radius)
    {
        ArgumentNullException.ThrowIfNull(head);
        Guard.Within(memoryRetention, 0, 1, nameof(memoryRetention), "It is α'.");
        var product = 2 * head.ScoreNorm * head.ValueNorm;
        return new PublishedBound { Cubic = (1 - memoryRetention) * product, Linear = memoryRetention * product * Guard.Positive(radius, nameof(radius), "It is the first radius.") * radius };
    }

    private double[] Terms(double residual, int layers, Func<double, int, double> linearLayers)
    {
        Check(residual, layers);
        return [.. Enumerable.Range(0, layers + 1).Select(m =>
        {
            var power = Math.Pow(3, m);
            return Math.Pow(Cubic, (power - 1) / 2) * Math.Pow(Linear, linearLayers(power, m)) * Math.Pow(residual, power);
        })];
    }

    private static void Check(double residual, int layers)
    {
        Guard.Positive(residual, nameof(residual), "It is the residual before the first layer.");
        Guard.AtLeast(layers, 0, nameof(layers), "It is the depth.");
    }
}
