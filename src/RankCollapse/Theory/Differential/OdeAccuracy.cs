using RankCollapse.Measures;

namespace RankCollapse.Theory.Differential;

/// <summary>How exactly an equation is integrated: the error of one step stays below absolute + relative·|y|, root mean square over components.</summary>
public sealed record OdeAccuracy
{
    /// <summary>For theory curves: errors of a run near 1e-10.</summary>
    public static OdeAccuracy Fine { get; } = new() { Relative = 1e-12, Absolute = 1e-13 };

    /// <summary>For pictures and for networks: errors of a run near 1e-7.</summary>
    public static OdeAccuracy Usual { get; } = new() { Relative = 1e-9, Absolute = 1e-11 };

    /// <summary>Relative part, in [1e-14, 0.1].</summary>
    public double Relative { get; init => field = Guard.Within(value, 1e-14, 0.1, nameof(Relative), "Rounding of the sums hides anything below."); } = 1e-9;

    /// <summary>Absolute part, in the unit of the state, above 0.</summary>
    public double Absolute { get; init => field = Guard.Positive(value, nameof(Absolute), "A component that passes through 0 needs it."); } = 1e-11;

    /// <summary>Steps after which the integration is given up, at least 1.</summary>
    public int MaximumSteps { get; init => field = Guard.AtLeast(value, 1, nameof(MaximumSteps), "A hundred thousand is usual."); } = 200_000;
}
