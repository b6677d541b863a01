using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>Sums over segments of a sequence, S_ij = x_(j+1) + … + x_i for i ≥ j: the exponents of a decay.</summary>
internal static class SegmentSums
{
    /// <summary>All segment sums; entries above the diagonal are 0 and mean nothing.</summary>
    /// <remarks>Masked before it is summed: differences of one long cumulative sum lose digits.</remarks>
    /// <param name="x">Shape [..., tokens].</param>
    /// <returns>Shape [..., tokens, tokens].</returns>
    public static Tensor Of(Tensor x)
    {
        using var scope = NewDisposeScope();
        var tokens = x.size(-1);
        long[] shape = [.. x.shape, tokens];
        return x.unsqueeze(-1).expand(shape).tril(-1).cumsum(-2).MoveToOuterDisposeScope();
    }

    /// <summary>e to the segment sums, and 0 above the diagonal: the matrix of a decay (1-semiseparable).</summary>
    /// <param name="x">Logarithms of the decays, shape [..., tokens].</param>
    /// <returns>Shape [..., tokens, tokens].</returns>
    public static Tensor Decay(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Of(x).masked_fill(Ahead(x.size(-1), x.device), double.NegativeInfinity).exp().MoveToOuterDisposeScope();
    }

    /// <summary>True where a token would look ahead, i below j.</summary>
    public static Tensor Ahead(long tokens, Device device) => ones(tokens, tokens, dtype: ScalarType.Bool, device: device).triu(1);
}
