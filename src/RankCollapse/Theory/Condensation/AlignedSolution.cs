using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Condensation;

/// <summary>
/// Starts on which the effective dynamics are solved: a = x·u, M = y·u·wᵀ, b = z·w with unit vectors u and w give ẋ = yz, ẏ = xz,
/// ż = xy, and a blow-up time in elliptic integrals.
/// </summary>
/// <source paper="chen2025" item="Theorem 1">Derived here.</source>
public sealed record AlignedSolution
{
    /// <summary>x, the length of a.</summary>
    public required double Value { get; init => field = Guard.Within(value, -1e100, 1e100, nameof(Value), "It is a length with a sign."); }

    /// <summary>y, the length of M.</summary>
    public required double Hidden { get; init => field = Guard.Within(value, -1e100, 1e100, nameof(Hidden), "It is a length with a sign."); }

    /// <summary>z, the length of b.</summary>
    public required double Readout { get; init => field = Guard.Within(value, -1e100, 1e100, nameof(Readout), "It is a length with a sign."); }

    /// <summary>Balanced lengths ρ: T* = 1/ρ, and all bounds agree.</summary>
    /// <param name="length">ρ, above 0.</param>
    /// <returns>The start.</returns>
    public static AlignedSolution Balanced(double length) => new() { Value = length, Hidden = length, Readout = length };

    /// <summary>T*: R_F(x², y², z²) when xyz is not below 0, else 2·R_F(x² − m, y² − m, z² − m) − R_F(x², y², z²), m the smallest square.</summary>
    /// <remarks>+∞ where two of the shifted squares are 0: a path that shrinks and never escapes, or does not move.</remarks>
    public double BlowUpTime
    {
        get
        {
            double x = Value * Value, y = Hidden * Hidden, z = Readout * Readout;
            if (Value * Hidden * Readout >= 0) return CarlsonIntegral.First(x, y, z);
            var least = Math.Min(x, Math.Min(y, z));
            var turning = CarlsonIntegral.First(x - least, y - least, z - least);
            return double.IsInfinity(turning) ? turning : (2 * turning) - CarlsonIntegral.First(x, y, z);
        }
    }

    /// <summary>The start along the first coordinate axes of a space.</summary>
    /// <param name="width">At least 1.</param>
    /// <returns>u = w = e₁.</returns>
    public OuterState ToState(int width)
    {
        Guard.AtLeast(width, 1, nameof(width), "It is the width of the model.");
        Vector<double> Along(double length) => Vector<double>.Build.Dense(width, i => i == 0 ? length : 0);
        return new(Along(Value), Matrix<double>.Build.Dense(width, width, (i, j) => i + j == 0 ? Hidden : 0), Along(Readout));
    }
}
