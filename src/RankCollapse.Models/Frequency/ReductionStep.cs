using RankCollapse.Models.Attention;

namespace RankCollapse.Models.Frequency;

/// <summary>What happens to the tokens of a layer between its attention and its feed-forward part.</summary>
/// <remarks>Temporaries belong to the dispose scope of the caller; a whole pass frees them.</remarks>
public abstract class ReductionStep
{
    /// <summary>Fewer, merged or disturbed tokens.</summary>
    /// <param name="state">Tokens after the attention's skip path.</param>
    /// <param name="pass">The attention of this layer.</param>
    /// <returns>The tokens that the feed-forward part and all later layers see.</returns>
    public abstract TokenState Apply(TokenState state, AttentionPass pass);
}
