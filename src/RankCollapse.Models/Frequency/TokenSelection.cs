using RankCollapse.Models.Attention;
using RankCollapse.Models.Data;
using RankCollapse.Randomness;
using RankCollapse.Theory.Frequency;
using static TorchSharp.torch;

namespace RankCollapse.Models.Frequency;

/// <summary>What becomes of the tokens that are not kept.</summary>
public enum DroppedTokens
{
    /// <summary>Nothing: they are gone.</summary>
    Gone,

    /// <summary>Their mean, window by window: the paper's DC tokens.</summary>
    DcTokens,

    /// <summary>One token, their sum weighted by the attention of the class token, not normalised: EViT.</summary>
    ClassWeightedSum,
}

/// <summary>Keeps the patches with the highest scores. The class token always stays.</summary>
/// <remarks>The paper's reduction is (<see cref="TokenScore.ReceivedAttention"/>, <see cref="DroppedTokens.DcTokens"/>), EViT is (<see cref="TokenScore.ClassAttention"/>,
/// <see cref="DroppedTokens.ClassWeightedSum"/>). Earlier DC tokens are joined by the newly dropped by counts, and merged where windows become fewer.</remarks>
/// <source paper="lee2025" item="eq. 8 to 11">Which of three readings of eq. 11 is meant is open: <see cref="DcTokens"/>. EViT is given as remembered.</source>
public sealed class TokenSelection : ReductionStep
{
    /// <summary>By what tokens are ranked.</summary>
    public TokenScore Score { get; init; } = TokenScore.ReceivedAttention;

    /// <summary>Share of the patches that stay, in (0, 1]; the number is rounded down.</summary>
    public required double Kept { get; init => field = Require.Within(value, (1e-9, 1), "The paper keeps 0.7 in each of three layers."); }

    /// <summary>What becomes of the others.</summary>
    public DroppedTokens Rest { get; init; } = DroppedTokens.DcTokens;

    /// <summary>w, windows along a side for DC tokens; a divisor of the side, and of an earlier stage's.</summary>
    public int Windows { get; init => field = Require.AtLeast(value, 1, "1 is one global DC token."); } = 1;

    /// <summary>Whether a DC token counts for as many as it stands for, by ln m added to its score.</summary>
    /// <source paper="lee2025" item="Jensen's inequality as motivation of ω₂">Not in the paper: the training-free alternative to ω₂.</source>
    public bool CountsInScores { get; init; }

    /// <summary>Decides <see cref="TokenScore.Random"/>; a batch of the same shape draws the same numbers from it.</summary>
    public RandomStream? Random { get; init; }

    /// <inheritdoc/>
    public override TokenState Apply(TokenState state, AttentionPass pass)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Extras > 0 && (state.DcGrid is null || Rest != DroppedTokens.DcTokens))
            throw new InvalidOperationException($"An earlier stage left {state.Extras} tokens that stand for others, and this one has Rest = {Rest}. Repeat DC tokens with DC tokens; EViT is done once here.");
        var (kept, dropped) = Choose(state, pass);
        var head = Heads(state, kept);
        return Rest switch
        {
            DroppedTokens.Gone => head with { Owners = null, CountsInScores = CountsInScores },
            DroppedTokens.ClassWeightedSum => Fused(head, state, pass, kept, dropped),
            _ => WithDcTokens(head, state, kept, dropped),
        };
    }

    /// <summary>Numbers among the patches, from 0, of those that stay and those that go; each in the order of the patches, shape [batch, …].</summary>
    /// <param name="state">The tokens.</param>
    /// <param name="pass">Their attention.</param>
    /// <returns>64-bit integers.</returns>
    public (Tensor Kept, Tensor Dropped) Choose(TokenState state, AttentionPass pass)
    {
        ArgumentNullException.ThrowIfNull(state);
        var size = Math.Max(1, TokenSets.Size(state.Patches, Kept));
        var order = BatchedScores.Of(Score, state, pass, Random).narrow(1, 1, state.Patches).argsort(1, descending: true);
        return (order.narrow(1, 0, size).sort(1).values, order.narrow(1, size, state.Patches - size).sort(1).values);
    }

    /// <summary>Class token and kept patches.</summary>
    private static TokenState Heads(TokenState state, Tensor kept)
    {
        var withClass = cat([zeros_like(kept.narrow(1, 0, 1)), kept + 1], 1);
        return state with
        {
            Tokens = TokenState.Rows(state.Tokens, withClass), Places = state.Places.gather(1, kept), Sizes = state.Sizes.gather(1, withClass),
            DcGrid = null, MayHaveAbsent = false,
        };
    }

    private static TokenState Fused(TokenState head, TokenState state, AttentionPass pass, Tensor kept, Tensor dropped)
    {
        var weights = pass.Attention.select(2, 0).mean([1]).gather(1, dropped + 1);
        var fused = (TokenState.Rows(state.Tokens, dropped + 1) * weights.unsqueeze(-1)).sum(1, keepdim: true);
        var size = state.Sizes.gather(1, dropped + 1).sum(1, keepdim: true);
        var target = full_like(dropped, 1 + kept.size(1));
        return head with
        {
            Tokens = cat([head.Tokens, fused], 1), Sizes = cat([head.Sizes, size], 1), Owners = NewOwners(state, kept, dropped, target), DcGrid = null,
        };
    }

    private TokenState WithDcTokens(TokenState head, TokenState state, Tensor kept, Tensor dropped)
    {
        var grid = new WindowGrid(state.Side, Windows);
        var table = tensor([.. Enumerable.Range(0, state.Side * state.Side).Select(p => (long)grid.Of(p))], dtype: int64).to(state.Tokens.device);
        var window = table.index_select(0, state.Places.gather(1, dropped).flatten()).view(dropped.shape);
        var (rows, counts) = (TokenState.Rows(state.Tokens, dropped + 1), state.Sizes.gather(1, dropped + 1));
        Tensor? into = null;
        if (state.DcGrid is { } old)
        {
            // Earlier DC tokens are dropped into the windows like single tokens that count for many.
            into = tensor([.. old.Into(grid).Select(w => (long)w)], dtype: int64).to(state.Tokens.device).unsqueeze(0).expand(rows.size(0), old.Count);
            (window, rows) = (cat([window, into], 1), cat([rows, state.Tokens.narrow(1, 1 + state.Patches, old.Count)], 1));
            counts = cat([counts, state.Sizes.narrow(1, 1 + state.Patches, old.Count)], 1);
        }

        var total = zeros(rows.size(0), grid.Count, dtype: rows.dtype, device: rows.device).scatter_add(1, window, counts);
        var sums = zeros(rows.size(0), grid.Count, rows.size(2), dtype: rows.dtype, device: rows.device)
            .scatter_add(1, window.unsqueeze(-1).expand(rows.shape), rows * counts.unsqueeze(-1));
        var firstDc = 1 + kept.size(1);
        return head with
        {
            Tokens = cat([head.Tokens, sums / total.clamp_min(1).unsqueeze(-1)], 1), Sizes = cat([head.Sizes, total], 1),
            Owners = NewOwners(state, kept, dropped, window.narrow(1, 0, dropped.size(1)) + firstDc, into is null ? null : into + firstDc),
            DcGrid = grid, MayHaveAbsent = grid.Count > 1, CountsInScores = CountsInScores,
        };
    }

    /// <summary>Sends owners through the map from old token numbers to new ones.</summary>
    private static Tensor? NewOwners(TokenState state, Tensor kept, Tensor dropped, Tensor target, Tensor? ofExtras = null)
    {
        if (state.Owners is null) return null;
        var batch = kept.size(0);
        var renumbered = zeros(batch, state.Tokens.size(1), dtype: int64, device: kept.device)
            .scatter(1, kept + 1, arange(1, 1 + kept.size(1), dtype: int64, device: kept.device).unsqueeze(0).expand(kept.shape))
            .scatter(1, dropped + 1, target);
        if (ofExtras is not null)
        {
            var extras = arange(1 + state.Patches, state.Tokens.size(1), dtype: int64, device: kept.device).unsqueeze(0).expand(ofExtras.shape);
            renumbered = renumbered.scatter(1, extras, ofExtras);
        }

        return renumbered.gather(1, state.Owners);
    }
}
