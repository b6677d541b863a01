using RankCollapse.Models.Attention;
using RankCollapse.Models.Data;
using static TorchSharp.torch;

namespace RankCollapse.Models.Frequency;

/// <summary>Averages equal blocks of neighbouring patches: pooling, the strongest low-pass filter among the baselines.</summary>
/// <source paper="lee2025" item="figure 6, pooling">A baseline of the paper.</source>
public sealed class PoolStep : ReductionStep
{
    /// <summary>Height of a block in patches; it divides the side.</summary>
    public required int Rows { get; init => field = Require.AtLeast(value, 1, "1 × 2 halves the number of patches, 2 × 2 quarters it."); }

    /// <summary>Width of a block in patches; it divides the side.</summary>
    public required int Columns { get; init => field = Require.AtLeast(value, 1, "1 × 2 halves the number of patches, 2 × 2 quarters it."); }

    /// <inheritdoc/>
    public override TokenState Apply(TokenState state, AttentionPass pass)
    {
        ArgumentNullException.ThrowIfNull(state);
        var side = state.Side;
        if (state.Patches != side * side || side % Rows != 0 || side % Columns != 0)
            throw new InvalidOperationException($"There were {state.Patches} patches on a side of {side}, and blocks of {Rows} × {Columns}; pooling needs the whole grid and blocks that divide it. Pool before anything else.");
        var (batch, width, down, across) = (state.Tokens.size(0), state.Tokens.size(2), side / Rows, side / Columns);
        var pooled = state.Tokens.narrow(1, 1, state.Patches).reshape(batch, down, Rows, across, Columns, width).mean([2, 4]).reshape(batch, down * across, width);
        var corner = tensor([.. from i in Enumerable.Range(0, down) from j in Enumerable.Range(0, across) select (long)((i * Rows * side) + (j * Columns))], dtype: int64);
        var owner = tensor([.. Enumerable.Range(0, side * side).Select(p => 1 + (long)((p / side / Rows * across) + (p % side / Columns)))], dtype: int64);
        Tensor ForAll(Tensor row) => row.to(state.Tokens.device).unsqueeze(0).expand(batch, row.size(0));
        return state with
        {
            Tokens = cat([state.Tokens.narrow(1, 0, 1), pooled], 1), Places = ForAll(corner),
            Sizes = cat([state.Sizes.narrow(1, 0, 1), full_like(pooled.select(2, 0), Rows * Columns)], 1), Owners = ForAll(owner),
        };
    }
}
