namespace RankCollapse.Theory.Condensation;

/// <summary>Carlson's symmetric elliptic integral of the first kind, R_F(x, y, z) = ½∫₀^∞ dτ / √((τ + x)(τ + y)(τ + z)).</summary>
public static class CarlsonIntegral
{
    /// <summary>The integral, by duplication: differences fall by a factor of four per turn, then a series of fifth order.</summary>
    /// <param name="x">At least 0.</param>
    /// <param name="y">At least 0.</param>
    /// <param name="z">At least 0.</param>
    /// <returns>Above 0, with a relative error near 1e-15; +∞ when two arguments are 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative or not finite.</exception>
    /// <source paper="carlson1979" item="duplication algorithm for R_F"/>
    public static double First(double x, double y, double z)
    {
        foreach (var value in (ReadOnlySpan<double>)[x, y, z])
        {
            if (!(value >= 0 && double.IsFinite(value)))
                throw new ArgumentOutOfRangeException(nameof(x), FormattableString.Invariant($"An argument was {value}; each must be finite and at least 0. Pass squared norms."));
        }

        if ((x == 0 ? 1 : 0) + (y == 0 ? 1 : 0) + (z == 0 ? 1 : 0) >= 2) return double.PositiveInfinity;
        while (true)
        {
            var mean = (x + y + z) / 3;
            double dx = 1 - (x / mean), dy = 1 - (y / mean), dz = 1 - (z / mean);
            if (Math.Max(Math.Abs(dx), Math.Max(Math.Abs(dy), Math.Abs(dz))) < 2e-3)
            {
                double e2 = (dx * dy) + (dy * dz) + (dz * dx), e3 = dx * dy * dz;
                return (1 - (e2 / 10) + (e3 / 14) + (e2 * e2 / 24) - (3 * e2 * e3 / 44)) / Math.Sqrt(mean);
            }

            var shift = Math.Sqrt(x * y) + Math.Sqrt(y * z) + Math.Sqrt(z * x);
            (x, y, z) = ((x + shift) / 4, (y + shift) / 4, (z + shift) / 4);
        }
    }
}
