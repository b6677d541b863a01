using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// The smallest system that LayerNorm keeps from collapsing: two tokens in the plane, causal mask, attention that does not look at
/// the tokens, W_V = (λ, w; 0, 1). Immutable.
/// </summary>
/// <remarks>
/// <para>Token 1 goes to (0, ±1). With token 1 at (0, 1), token 2 has an equilibrium where (w, 1 − λ)·(x, z) = −ρ: a straight line
/// that cuts the circle in two points A and B, touches it, or misses it. They have the multiplier (1 + ρ·z)/λ.</para>
/// <para>A skip path of strength s adds s·X to both tokens before they are normalised. It moves no equilibrium; it only brings
/// every multiplier nearer to 1.</para>
/// </remarks>
/// <example><code>
/// var system = new TwoTokenSystem { Shear = 2 };
/// var (a, b) = system.Equilibria!.Value;
/// </code></example>
/// <source paper="wu2024" item="section 4.2, N = d = 2">λ = 1, ρ = 1, no skip path. General λ, ρ and s derived here.</source>
public sealed record TwoTokenSystem
{
    /// <summary>w, the upper right entry of W_V; finite. From w = ρ on (λ = 1) two equilibria of rank two exist.</summary>
    public required double Shear
    {
        get;
        init => field = Guard.Within(value, -double.MaxValue, double.MaxValue, nameof(Shear), "The paper has numbers above 1.");
    }

    /// <summary>λ, the upper left entry of W_V, in (0, 1]; 1 is the paper's, a Jordan block.</summary>
    public double FirstEigenvalue
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(FirstEigenvalue), FormattableString.Invariant($"FirstEigenvalue was {value}; it must be in (0, 1]. Above 1 token 1 leaves (0, 1)."));
    }

        = 1;

    /// <summary>ρ = a/(1 − a), with a the attention that token 2 pays to token 1; above 0, 1 for uniform attention.</summary>
    public double AttentionRatio
    {
        get;
        init => field = Guard.Positive(value, nameof(AttentionRatio), "Use 1 for attention one half.");
    }

        = 1;

    /// <summary>s, what the skip path is multiplied by; at least 0, 0 for none.</summary>
    public double SkipStrength
    {
        get;
        init => field = Guard.Within(value, 0, double.MaxValue, nameof(SkipStrength), "Use 0 for no skip path.");
    }

    /// <summary>Whether A and B exist: w² + (1 − λ)² ≥ ρ², whatever the skip path.</summary>
    /// <source paper="wu2024" item="section 4.2">w above 1 there (λ = ρ = 1); the general condition is derived here.</source>
    public bool HasEquilibria => (Shear * Shear) + ((1 - FirstEigenvalue) * (1 - FirstEigenvalue)) >= AttentionRatio * AttentionRatio;

    /// <summary>A and B, where token 2 rests while token 1 is at (0, 1): A the upper one. Null when they do not exist.</summary>
    public (TwoTokenEquilibrium A, TwoTokenEquilibrium B)? Equilibria
    {
        get
        {
            if (!HasEquilibria) return null;
            var normal = double.Hypot(Shear, 1 - FirstEigenvalue);
            var towards = Math.Atan2(1 - FirstEigenvalue, Shear);
            var opening = Math.Acos(-AttentionRatio / normal);
            var (one, other) = (At(towards + opening), At(towards - opening));
            return one.Z >= other.Z ? (one, other) : (other, one);
        }
    }

    /// <summary>Multiplier of token 1 at (0, 1), (λ + s)/(1 + s): 1 for the Jordan block, which attracts one side only.</summary>
    public double FirstTokenMultiplier => (FirstEigenvalue + SkipStrength) / (1 + SkipStrength);

    /// <summary>
    /// Share of the circle from which token 2 goes to B while token 1 stays at (0, 1): the arc from A over (−1, 0) and B to (0, −1).
    /// </summary>
    /// <returns>(π − arcsin(1/w))/2π for λ = ρ = 1; 0 where there is no B.</returns>
    /// <exception cref="InvalidOperationException">ρ above 1, or λ of at most 1 − ρ: the arc has other ends then.</exception>
    /// <source paper="wu2024" item="section 4.2">The arc is theirs, its length is derived here.</source>
    public double FrozenBasinFraction
    {
        get
        {
            if (AttentionRatio > 1 || FirstEigenvalue <= 1 - AttentionRatio || SkipStrength > 0)
            {
                throw new InvalidOperationException(FormattableString.Invariant(
                    $"AttentionRatio was {AttentionRatio}, FirstEigenvalue {FirstEigenvalue} and SkipStrength {SkipStrength}; the arc is known for a ratio in (0, 1], ")
                    + "an eigenvalue above 1 minus the ratio and no skip path. Use BasinMap.Frozen, which counts.");
            }

            if (Equilibria is not { } points || points.A.X >= 0) return 0;
            var upper = Math.Atan2(points.A.Z, points.A.X);
            return ((1.5 * Math.PI) - (upper < 0 ? upper + (2 * Math.PI) : upper)) / (2 * Math.PI);
        }
    }

    /// <summary>The layer, for two tokens as rows.</summary>
    /// <returns>A map of [2, 2] tokens.</returns>
    /// <exception cref="InvalidOperationException">With a skip path, which <see cref="NormalisedMap"/> has not.</exception>
    public NormalisedMap Map()
    {
        if (SkipStrength > 0)
            throw new InvalidOperationException("The system has a skip path and a NormalisedMap has none. Use Next, or set SkipStrength to 0.");
        var a = AttentionRatio / (1 + AttentionRatio);
        return NormalisedMap.WithMixing(
            Matrix<double>.Build.DenseOfArray(new[,] { { 1, 0 }, { a, 1 - a } }),
            Matrix<double>.Build.DenseOfArray(new[,] { { FirstEigenvalue, Shear }, { 0, 1 } }));
    }

    /// <summary>Both tokens after one layer.</summary>
    /// <param name="first">Token 1, (x, z) of length 1.</param>
    /// <param name="second">Token 2.</param>
    /// <returns>Both tokens, of length 1; NaN where a token cancels to length zero.</returns>
    public ((double X, double Z) First, (double X, double Z) Second) Next((double X, double Z) first, (double X, double Z) second)
    {
        var c = new Coefficients(this);
        var (p, q) = ((c.Rho * first.X) + second.X, (c.Rho * first.Z) + second.Z);
        return (
            Unit((c.Lambda * first.X) + (c.Skip * first.X), (c.Shear * first.X) + first.Z + (c.Skip * first.Z)),
            Unit((c.Lambda * p) + (c.SecondSkip * second.X), (c.Shear * p) + q + (c.SecondSkip * second.Z)));
    }

    /// <summary>The tokens of a pair of starting angles, layer by layer.</summary>
    /// <param name="angles">Of token 1 and token 2, radians counter-clockwise from the first axis.</param>
    /// <param name="layers">At least 0.</param>
    /// <returns>Layers + 1 pairs of points.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 0 layers.</exception>
    public IReadOnlyList<((double X, double Z) First, (double X, double Z) Second)> Orbit((double First, double Second) angles, int layers)
    {
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth.");
        var orbit = new List<((double X, double Z) First, (double X, double Z) Second)>(layers + 1)
        {
            ((Math.Cos(angles.First), Math.Sin(angles.First)), (Math.Cos(angles.Second), Math.Sin(angles.Second))),
        };
        for (var layer = 0; layer < layers; layer++) orbit.Add(Next(orbit[^1].First, orbit[^1].Second));
        return orbit;
    }

    internal static (double X, double Z) Unit(double x, double z)
    {
        var length = Math.Sqrt((x * x) + (z * z));
        return (x / length, z / length);
    }

    private TwoTokenEquilibrium At(double angle)
    {
        var (z, x) = Math.SinCos(angle);
        var plain = (1 + (AttentionRatio * z)) / FirstEigenvalue;
        // With a skip path the layer is λ·x̂ before it is normalised, and s(1 + ρ)·x̂ is added: a mean of the multiplier and 1.
        var weight = SkipStrength * (1 + AttentionRatio);
        return new TwoTokenEquilibrium(x, z, ((FirstEigenvalue * plain) + weight) / (FirstEigenvalue + weight));
    }

    /// <summary>The numbers of one layer, scaled by 1 + ρ so that token 2 has weight 1 on itself.</summary>
    internal readonly struct Coefficients(TwoTokenSystem system)
    {
        public readonly double Lambda = system.FirstEigenvalue, Shear = system.Shear, Rho = system.AttentionRatio,
            Skip = system.SkipStrength, SecondSkip = system.SkipStrength * (1 + system.AttentionRatio);
    }
}

/// <summary>A point where token 2 rests while token 1 is at (0, 1).</summary>
/// <param name="X">First coordinate.</param>
/// <param name="Z">Second coordinate; X² + Z² = 1.</param>
/// <param name="Multiplier">Factor per layer of a small distance along the circle: attracting below 1.</param>
public readonly record struct TwoTokenEquilibrium(double X, double Z, double Multiplier)
{
    /// <summary>Radians counter-clockwise from the first axis, in (−π, π].</summary>
    public double Angle => Math.Atan2(Z, X);
}
