namespace RankCollapse.Claims;

/// <summary>How much of the room that a claim allows its measurement left unused.</summary>
public static class ClaimMargin
{
    /// <summary>The share of the allowed room that is left: 1 far inside, 0 at the bound, below 0 outside, never below −1.</summary>
    /// <remarks>
    /// Near: 1 − |measured − predicted|/tolerance. Between: the distance to the nearer end, over half the interval. At most and at least:
    /// 1 − the ratio of measurement and bound, whichever way round is below 1 inside; a measurement on the other side of 0 leaves all the room.
    /// </remarks>
    /// <param name="claim">A claim.</param>
    /// <returns>In [−1, 1]; nothing where no room can be spoken of: exact relations, a bound or a tolerance of 0, measurements that are no numbers.</returns>
    public static double? Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Measured.AsNumber is not { } measured || double.IsNaN(measured)) return null;
        double? margin = (claim.Relation, claim.Predicted.AsNumber, claim.Predicted.AsInterval) switch
        {
            ("near", { } predicted, _) when claim.Tolerance > 0 => 1 - (Math.Abs(measured - predicted) / claim.Tolerance),
            ("between", _, var (low, high)) when high > low => Math.Min(measured - low, high - measured) / ((high - low) / 2),
            ("at most", { } bound, _) => BelowBound(measured, bound),
            ("at least", { } bound, _) => BelowBound(-measured, -bound),
            _ => null,
        };
        return margin is { } share ? Math.Clamp(share, -1, 1) : null;
    }

    /// <summary>Room of a number that should be at most a bound.</summary>
    private static double? BelowBound(double measured, double bound) => bound switch
    {
        0 => null,
        > 0 => 1 - Math.Max(measured / bound, 0),
        _ => measured < 0 ? 1 - (bound / measured) : -1,
    };
}
