using RankCollapse.Measures;
using RankCollapse.Randomness;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.Recurrence;

public sealed partial class NodeBank
{
    /// <summary>r·exp(2πi(i + φ)/N): equally spaced on a circle.</summary>
    /// <param name="modes">N, at least 1.</param>
    /// <param name="radius">r, in (0, 1].</param>
    /// <param name="offset">φ, the turn of the first node in units of the spacing.</param>
    public static NodeBank EquispacedRing(int modes, double radius = 1, double offset = 0)
    {
        Count(modes);
        Radius(radius);
        return new NodeBank("equispaced ring", Of(modes, i => Complex.FromPolarCoordinates(radius, 2 * Math.PI * (i + offset) / modes)));
    }

    /// <summary>Random nodes, uniform in area on a ring or a sector of it, as the LRU is initialised.</summary>
    /// <param name="modes">N, at least 1.</param>
    /// <param name="ring">r_min, r_max and the largest phase; the disk is r_min = 0, r_max = 1.</param>
    /// <param name="random">Two uniform numbers per node.</param>
    public static NodeBank RandomRing(int modes, RingInitialisation ring, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(ring);
        var name = ring is { Inner: 0, Outer: 1 } ? "disk" : FormattableString.Invariant($"ring [{ring.Inner}, {ring.Outer}]");
        return new NodeBank(name, ring.Draw(Count(modes), random).Select(pair => Complex.FromPolarCoordinates(Math.Exp(-pair.Decay), pair.Phase)));
    }

    /// <summary>Random nodes exactly on a circle, phases uniform.</summary>
    /// <param name="modes">N, at least 1.</param>
    /// <param name="random">One uniform number per node.</param>
    /// <param name="radius">In (0, 1].</param>
    public static NodeBank RandomCircle(int modes, RandomStream random, double radius = 1)
    {
        Count(modes);
        Radius(radius);
        return new NodeBank("circle", Of(modes, _ => Complex.FromPolarCoordinates(radius, 2 * Math.PI * random.NextUniform())));
    }

    /// <summary>Random real nodes, uniform on an interval.</summary>
    /// <param name="modes">N, at least 1.</param>
    /// <param name="low">At least −1.</param>
    /// <param name="high">Above <paramref name="low"/>, at most 1.</param>
    /// <param name="random">One uniform number per node.</param>
    public static NodeBank RandomReal(int modes, double low, double high, RandomStream random)
    {
        Count(modes);
        Interval(low, high);
        return new NodeBank("real", Of(modes, _ => low + ((high - low) * random.NextUniform())));
    }

    /// <summary>Real nodes at equal distances, both ends included.</summary>
    /// <param name="modes">N, at least 2.</param>
    /// <param name="low">At least −1.</param>
    /// <param name="high">Above <paramref name="low"/>, at most 1.</param>
    public static NodeBank EvenReal(int modes, double low, double high)
    {
        Guard.AtLeast(modes, 2, nameof(modes), "An interval has two ends.");
        Interval(low, high);
        return new NodeBank("even real", Of(modes, i => low + ((high - low) * i / (modes - 1))));
    }

    /// <summary>The zeros of the Chebyshev polynomial T_N, cos(π(i + ½)/N), times a radius: the best known real nodes of low degree.</summary>
    /// <param name="modes">N, at least 1.</param>
    /// <param name="radius">In (0, 1].</param>
    public static NodeBank Chebyshev(int modes, double radius = 1)
    {
        Count(modes);
        Radius(radius);
        return new NodeBank("Chebyshev", Of(modes, i => radius * Math.Cos(Math.PI * (i + 0.5) / modes)));
    }

    /// <summary>exp(−Δ(n + 1)): real positive nodes as of S4D-Real or of Mamba at a constant step.</summary>
    /// <param name="modes">N, at least 1.</param>
    /// <param name="step">Δ, above 0.</param>
    public static NodeBank Decays(int modes, double step)
    {
        Count(modes);
        Guard.Positive(step, nameof(step), "It is Δ, e.g. 0.1.");
        return new NodeBank("positive", Of(modes, n => Math.Exp(-step * (n + 1))));
    }

    /// <summary>exp(Δa_n) of the poles of S4D, one of each conjugate pair.</summary>
    /// <param name="poles">Which spectrum.</param>
    /// <param name="states">The states of the whole system, even; half as many nodes are made.</param>
    /// <param name="step">Δ, above 0.</param>
    /// <source paper="orvieto2024" item="S4D initialisations">Zero-order hold and Euler's input rule have the same nodes.</source>
    public static NodeBank OfPoles(DiagonalPoles poles, int states, double step)
    {
        Guard.Positive(step, nameof(step), "It is Δ, 1e-3 to 1e-1 in S4D.");
        return new NodeBank($"S4D-{poles}", poles.Values(states).Select(pole => Complex.Exp(step * pole)));
    }

    private static IEnumerable<Complex> Of(int modes, Func<int, Complex> node) => Enumerable.Range(0, modes).Select(node);

    private static int Count(int modes) => Guard.AtLeast(modes, 1, nameof(modes), "It is the number of eigenvalues.");

    private static void Radius(double radius)
    {
        Guard.Positive(radius, nameof(radius), "At radius 0 all nodes are equal.");
        Guard.Within(radius, 0, 1, nameof(radius), "Outside the unit circle the recurrence grows without bound.");
    }

    private static void Interval(double low, double high)
    {
        Guard.Within(low, -1, 1, nameof(low), "Outside the unit circle the recurrence grows without bound.");
        Guard.Within(high, -1, 1, nameof(high), "Outside the unit circle the recurrence grows without bound.");
        if (!(low < high)) throw new ArgumentException(FormattableString.Invariant($"The interval was from {low} to {high}; the first must be below the second."));
    }
}
