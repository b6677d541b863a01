using RankCollapse.Measures;

namespace RankCollapse.Theory.Condensation;

/// <summary>When a training from small weights escapes: the blow-up time of the effective dynamics in the clock of the real model. Immutable.</summary>
/// <source paper="chen2025" item="Theorem 1">The time of the real model is derived here.</source>
public sealed record EscapeTime
{
    /// <summary>T* of the effective dynamics, above 0.</summary>
    public required double BlowUpTime { get; init => field = Guard.Positive(value, nameof(BlowUpTime), "A start that never escapes has no escape time."); }

    /// <summary>ε, the scale of the initial weights, above 0.</summary>
    public required double Scale { get; init => field = Guard.Positive(value, nameof(Scale), "Use 0.02."); }

    /// <summary>α of the data, above 0.</summary>
    public required double Strength { get; init => field = Guard.Positive(value, nameof(Strength), "Use LabelledSequences.Strength."); }

    /// <summary>The loss: it sets the pull of a sample at margin 0, 1 or ½.</summary>
    public MarginLoss Loss { get; init; } = MarginLoss.Exponential;

    /// <summary>Effective time per unit of training time, ε·α·|ℓ′(0)|.</summary>
    public double Pace => Scale * Strength * Loss.Pull(0);

    /// <summary>T*/pace: the training time at which the effective dynamics blow up.</summary>
    public double Leading => BlowUpTime / Pace;

    /// <summary>The training time at which the loss has fallen by a given amount: (T* − ε(α|ℓ′(0)|/η)^(1/3))/pace.</summary>
    /// <remarks>Like T* alone it errs by the first power of ε at a fixed η, but only by a share of that error in proportion to η: at the escape e^(−q) is no longer 1 − q.</remarks>
    /// <param name="drop">η, the fall of the loss, above 0.</param>
    /// <returns>A time.</returns>
    public double Corrected(double drop) => (BlowUpTime
        - (Scale * Math.Cbrt(Strength * Loss.Pull(0) / Guard.Positive(drop, nameof(drop), "Use 0.1.")))) / Pace;

    /// <summary>tan of the angle between a column of W_V and the condensation direction at escape, ε(α|ℓ′(0)|/η)^(1/3)·‖orthogonal part‖/|u_k|.</summary>
    /// <param name="drop">η, the fall of the loss that counts as escape.</param>
    /// <param name="orthogonal">Length of the column's part orthogonal to v, divided by ε; it never changes.</param>
    /// <param name="limit">The coordinate u_k of the limit direction.</param>
    /// <returns>At least 0; small only where ε is small against 1/width.</returns>
    /// <source paper="chen2025" item="Theorem 2">The degree of condensation is derived here.</source>
    public double Tangent(double drop, double orthogonal, double limit) =>
        Scale * Math.Cbrt(Strength * Loss.Pull(0) / drop) * orthogonal / Math.Abs(limit);
}
