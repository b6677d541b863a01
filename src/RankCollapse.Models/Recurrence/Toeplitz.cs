using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>Lower-triangular Toeplitz matrices: mixing that depends on the distance in time alone.</summary>
internal static class Toeplitz
{
    /// <summary>M_ij = kernel_(i−j) for i ≥ j, else 0.</summary>
    /// <param name="kernel">Shape [..., tokens], by lag.</param>
    /// <returns>Shape [..., tokens, tokens].</returns>
    public static Tensor Of(Tensor kernel)
    {
        using var scope = NewDisposeScope();
        var tokens = kernel.size(-1);
        var positions = arange(tokens, dtype: int64, device: kernel.device);
        var lags = positions.unsqueeze(-1) - positions;
        long[] shape = [.. kernel.shape[..^1], tokens, tokens];
        var all = kernel.index_select(-1, lags.clamp(0).flatten()).view(shape);
        return all.tril().MoveToOuterDisposeScope();
    }
}
