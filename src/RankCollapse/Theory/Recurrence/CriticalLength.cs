namespace RankCollapse.Theory.Recurrence;

/// <summary>The length from which a number format cannot hold what a bank of real nodes would have to: the bound of Theorem R exceeds 1/ε.</summary>
/// <source paper="orvieto2024" item="real eigenvalues, critical length">Derived here, from the closed form of <see cref="ChebyshevBound"/>.</source>
public static class CriticalLength
{
    /// <summary>2⁻²³.</summary>
    public const double SingleEpsilon = 1.1920928955078125e-07;

    /// <summary>2⁻⁵².</summary>
    public const double DoubleEpsilon = 2.220446049250313e-16;

    /// <summary>For nodes in [−1, 1]: 21 in single, 44 in double precision.</summary>
    /// <param name="epsilon">Machine epsilon, in (0, ½].</param>
    public static int Signed(double epsilon) => ChebyshevBound.FirstLengthBeyond(epsilon, positive: false);

    /// <summary>For nodes in [0, 1]: 11 in single, 23 in double precision.</summary>
    /// <param name="epsilon">Machine epsilon, in (0, ½].</param>
    public static int Positive(double epsilon) => ChebyshevBound.FirstLengthBeyond(epsilon, positive: true);

    /// <summary>For an equally spaced ring of radius r, where κ₂ = r^{−(L−1)} exactly: the first L beyond 1/ε.</summary>
    /// <param name="radius">r, in (0, 1); at 1 there is no such length.</param>
    /// <param name="epsilon">Machine epsilon, in (0, ½].</param>
    public static int Ring(double radius, double epsilon)
    {
        if (!(radius > 0 && radius < 1)) throw new ArgumentOutOfRangeException(nameof(radius), FormattableString.Invariant($"radius was {radius}; it must be in (0, 1). At 1 every length is held."));
        if (!(epsilon > 0 && epsilon <= 0.5)) throw new ArgumentOutOfRangeException(nameof(epsilon), FormattableString.Invariant($"epsilon was {epsilon}; it must be in (0, 0.5]. It is 2⁻²³ for float32."));
        return 2 + (int)Math.Floor(Math.Log(epsilon) / Math.Log(radius));
    }
}
