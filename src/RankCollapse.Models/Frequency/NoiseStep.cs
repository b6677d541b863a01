using RankCollapse.Models.Attention;
using RankCollapse.Models.Data;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models.Frequency;

/// <summary>Adds Gaussian noise to some patches and drops none: which tokens does the classifier depend on?</summary>
/// <source paper="lee2025" item="figure 2 (c)">There on 25 % of the tokens, mean of 10 trials.</source>
public sealed class NoiseStep : ReductionStep
{
    /// <summary>Which patches: those that this would keep.</summary>
    public required TokenSelection Where { get; init; }

    /// <summary>Standard deviation of the noise over that of the tokens around their mean, at least 0.</summary>
    public required double Level { get; init => field = Require.NotNegative(value, "The reduced runs have 0.5, 1 and 2."); }

    /// <summary>Where the noise comes from; a batch of the same shape draws the same numbers from it.</summary>
    public required RandomStream Random { get; init; }

    /// <inheritdoc/>
    public override TokenState Apply(TokenState state, AttentionPass pass)
    {
        ArgumentNullException.ThrowIfNull(state);
        var chosen = Where.Choose(state, pass).Kept + 1;
        var centred = BatchedScores.Centred(state);
        var deviation = (centred * centred).mean([1, 2], keepdim: true).sqrt();
        var noise = zeros(state.Tokens.size(0), chosen.size(1), state.Tokens.size(2)).FillNormal(Level, Random.Stream("noise")).to(state.Tokens.dtype, state.Tokens.device) * deviation;
        return state with { Tokens = state.Tokens.scatter_add(1, chosen.unsqueeze(-1).expand(noise.shape), noise) };
    }
}
