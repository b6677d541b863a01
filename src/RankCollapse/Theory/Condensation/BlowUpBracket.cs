namespace RankCollapse.Theory.Condensation;

/// <summary>An interval that holds the blow-up time T* of the effective dynamics, from one look at a state.</summary>
/// <param name="Low">t + R_F(‖a‖², ‖M‖², ‖b‖²): as 2E is at most 2‖a‖‖M‖‖b‖, the norms cannot grow faster.</param>
/// <param name="High">t + E^(−1/3): E grows at least like 3E^(4/3); +∞ while E is not above 0.</param>
public readonly record struct BlowUpBracket(double Low, double High)
{
    /// <summary>Width of the interval.</summary>
    public double Width => High - Low;

    /// <summary>The middle.</summary>
    public double Middle => (Low + High) / 2;

    /// <summary>The bracket at a state.</summary>
    /// <param name="time">The time of the state.</param>
    /// <param name="state">The state.</param>
    /// <returns>Low ≤ T* ≤ High; equal for balanced states of rank one.</returns>
    /// <source paper="chen2025" item="proof of Theorem 1">The upper end is the paper's; the lower one is derived here.</source>
    public static BlowUpBracket At(double time, OuterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var (a, m, b) = (state.Value.L2Norm(), state.Hidden.FrobeniusNorm(), state.Readout.L2Norm());
        var energy = state.Energy;
        return new(time + CarlsonIntegral.First(a * a, m * m, b * b), energy > 0 ? time + Math.Pow(energy, -1 / 3.0) : double.PositiveInfinity);
    }
}
