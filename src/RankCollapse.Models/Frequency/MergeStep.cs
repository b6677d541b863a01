using RankCollapse.Models.Attention;
using RankCollapse.Models.Data;
using static TorchSharp.torch;

namespace RankCollapse.Models.Frequency;

/// <summary>ToMe on a batch: patches are split alternately in two sets, each of the first proposes its most similar partner by head-mean keys, the most similar pairs merge
/// by size, and later attention counts sizes. The plain form is <c>Theory.Frequency.BipartiteMerging</c>.</summary>
/// <source paper="bolya2023" item="token merging">As remembered; there in every layer, the class token protected as here.</source>
public sealed class MergeStep : ReductionStep
{
    /// <summary>r, how many patches disappear; at most every other one.</summary>
    public required int Merged { get; init => field = Require.AtLeast(value, 0, "Half of the patches is the most for one layer."); }

    /// <inheritdoc/>
    public override TokenState Apply(TokenState state, AttentionPass pass)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(pass);
        var n = state.Patches;
        var first = (n + 1) / 2;
        if (Merged > first || n < 2 || state.Extras > 0)
            throw new InvalidOperationException($"Merged was {Merged} with {n} patches and {state.Extras} tokens that stand for others; a step merges at most {first} of the patches and expects none of the latter. Merge in several layers.");
        var keys = nn.functional.normalize(pass.Keys.mean([1]).narrow(1, 1, n), dim: 2);
        Tensor even = Every(n, 0, keys.device), odd = Every(n, 1, keys.device);
        var (best, partner) = keys.index_select(1, even).matmul(keys.index_select(1, odd).transpose(1, 2)).max(2);
        var order = best.argsort(1, descending: true);
        Tensor gone = order.narrow(1, 0, Merged), left = order.narrow(1, Merged, first - Merged).sort(1).values;

        // Weighted sums at the odd tokens, divided by what they then stand for.
        var weighted = state.Tokens * state.Sizes.unsqueeze(-1);
        Tensor At(Tensor numbers) => numbers.unsqueeze(0).expand(keys.size(0), numbers.size(0)) + 1;
        var (sources, targets) = (gone * 2 + 1, partner.gather(1, gone));
        var sizes = state.Sizes.gather(1, At(odd)).scatter_add(1, targets, state.Sizes.gather(1, sources));
        var sums = TokenState.Rows(weighted, At(odd)).scatter_add(1, targets.unsqueeze(-1).expand(gone.size(0), gone.size(1), weighted.size(2)), TokenState.Rows(weighted, sources));
        var stays = cat([zeros_like(At(odd).narrow(1, 0, 1)), left * 2 + 1], 1);
        return state with
        {
            Tokens = cat([TokenState.Rows(state.Tokens, stays), sums / sizes.unsqueeze(-1)], 1), Sizes = cat([state.Sizes.gather(1, stays), sizes], 1),
            Places = cat([state.Places.gather(1, left * 2), state.Places.index_select(1, odd)], 1),
            Owners = state.Owners is null ? null : Renumbered(state, left, gone, targets).gather(1, state.Owners), CountsInScores = true,
        };
    }

    private static Tensor Renumbered(TokenState state, Tensor left, Tensor gone, Tensor targets)
    {
        var device = left.device;
        long unmerged = left.size(1), second = state.Patches / 2;
        Tensor Count(long from, long to) => arange(from, to, dtype: int64, device: device).unsqueeze(0).expand(left.size(0), to - from);
        return zeros(left.size(0), state.Tokens.size(1), dtype: int64, device: device)
            .scatter(1, left * 2 + 1, Count(1, 1 + unmerged))
            .scatter(1, Count(0, second) * 2 + 2, Count(1 + unmerged, 1 + unmerged + second))
            .scatter(1, gone * 2 + 1, targets + 1 + unmerged);
    }

    private static Tensor Every(int patches, int start, Device device) => arange(start, patches, 2, dtype: int64, device: device);
}
