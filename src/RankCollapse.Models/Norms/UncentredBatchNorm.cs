using static TorchSharp.torch;

namespace RankCollapse.Models.Norms;

/// <summary>Batch normalisation as the theory takes it: each feature divided by its root mean square over the batch; no mean, no epsilon, no gain.</summary>
/// <source paper="daneshmand2020" item="BN without mean and epsilon">There a feature is a row of [features, samples]; here it is a column of [samples, features].</source>
public sealed class UncentredBatchNorm : nn.Module<Tensor, Tensor>
{
    /// <summary>A norm without parameters.</summary>
    public UncentredBatchNorm() : base(nameof(UncentredBatchNorm))
    {
    }

    /// <summary>Normalises features over the batch.</summary>
    /// <param name="input">Shape [samples, features], real.</param>
    /// <returns>The same shape; every column has mean square 1, except that a feature that is zero on the whole batch stays zero.</returns>
    /// <exception cref="ArgumentException">Not two axes.</exception>
    public override Tensor forward(Tensor input)
    {
        if (input.dim() != 2) throw new ArgumentException($"The input has the shape [{string.Join(", ", input.shape)}]; it must be [samples, features]. Flatten the other axes into one of the two.", nameof(input));
        using var scope = NewDisposeScope();
        var meanSquare = input.square().mean([0], keepdim: true);
        return (input * meanSquare.masked_fill(meanSquare == 0, 1).rsqrt()).MoveToOuterDisposeScope();
    }
}
