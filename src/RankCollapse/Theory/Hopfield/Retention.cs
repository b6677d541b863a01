using RankCollapse.Measures;

namespace RankCollapse.Theory.Hopfield;

/// <summary>How much of each state a step keeps: x ← αx + (1 − α)·(read), h ← α'h + (1 − α')·(scores).</summary>
/// <source paper="masumura2025" item="α = 1 − Δt/τ_v and α' = 1 − Δt/τ_h">As in summaries of the paper. Forward Euler; frozen drives would decay by exp(−Δt/τ).</source>
public sealed record Retention
{
    /// <summary>α, in [0, 1]: weight of the old features, the convex skip path; 0 for none, 1 reads nothing.</summary>
    public required double Feature { get; init => field = Guard.Within(value, 0, 1, nameof(Feature), "It is 1 − Δt/τ_v: the step must not exceed the time constant."); }

    /// <summary>α', in [0, 1]: weight of the earlier scores; 0 is ordinary attention, 1 never looks again.</summary>
    public required double Memory { get; init => field = Guard.Within(value, 0, 1, nameof(Memory), "It is 1 − Δt/τ_h: the step must not exceed the time constant."); }

    /// <summary>The numbers that a forward Euler step gives.</summary>
    /// <param name="constants">τ_v and τ_h.</param>
    /// <param name="step">Δt, above 0 and at most both time constants.</param>
    /// <returns>α and α'.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step exceeds a time constant.</exception>
    public static Retention Of(TimeConstants constants, double step)
    {
        ArgumentNullException.ThrowIfNull(constants);
        Guard.Positive(step, nameof(step), "It is the step of time.");
        return new Retention { Feature = 1 - (step / constants.Visible), Memory = 1 - (step / constants.Hidden) };
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"α = {Feature}, α' = {Memory}");
}

/// <summary>How slowly the two kinds of neurons follow what drives them.</summary>
/// <param name="Visible">τ_v, in units of time, above 0.</param>
/// <param name="Hidden">τ_h, in units of time, above 0; small against τ_v is the adiabatic limit.</param>
/// <source paper="masumura2025" item="τ_v and τ_h">As in summaries of the paper.</source>
public sealed record TimeConstants(double Visible, double Hidden)
{
    /// <summary>τ_v.</summary>
    public double Visible { get; } = Guard.Positive(Visible, nameof(Visible), "Use 1 as the unit of time.");

    /// <summary>τ_h.</summary>
    public double Hidden { get; } = Guard.Positive(Hidden, nameof(Hidden), "Use a small number such as 0.01 for the adiabatic limit.");
}
