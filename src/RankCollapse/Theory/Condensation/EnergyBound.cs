namespace RankCollapse.Theory.Condensation;

/// <summary>The upper bound of the energy: E(t) ≤ (E(s)^(−1/3) − C(t − s))^(−3) from a time s on, and T* ≥ t + E(t)^(−1/3)/C.</summary>
/// <param name="From">s, where E is above 0.</param>
/// <param name="Constant">C, at least 1: the supremum of Ė/(3E^(4/3)) from s on.</param>
/// <param name="Energy">E(s).</param>
/// <source paper="chen2025" item="Proposition 8">That C may be taken as this supremum, and that it tends to 1, is derived here.</source>
public sealed record EnergyBound(double From, double Constant, double Energy)
{
    /// <summary>The bound of a path from one of its steps on.</summary>
    /// <param name="path">A path that escaped.</param>
    /// <param name="step">The step of s.</param>
    /// <returns>The bound.</returns>
    /// <exception cref="ArgumentException">E is not above 0 there.</exception>
    public static EnergyBound Of(OuterPath path, int step)
    {
        ArgumentNullException.ThrowIfNull(path);
        var (from, state) = path.Steps[step];
        if (!(state.Energy > 0))
            throw new ArgumentException(FormattableString.Invariant($"The energy at step {step} was {state.Energy}; the bound needs it above 0. Start at a later step."), nameof(step));
        return new(from, path.Steps.Skip(step).Max(s => s.State.EnergyRate / (3 * Math.Pow(s.State.Energy, 4 / 3.0))), state.Energy);
    }

    /// <summary>The bound at a time.</summary>
    /// <param name="time">At least s.</param>
    /// <returns>Above 0; +∞ where the bound has blown up.</returns>
    public double At(double time)
    {
        var left = Math.Pow(Energy, -1 / 3.0) - (Constant * (time - From));
        return left > 0 ? Math.Pow(left, -3) : double.PositiveInfinity;
    }
}
