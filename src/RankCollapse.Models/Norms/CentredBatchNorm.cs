using static TorchSharp.torch;

namespace RankCollapse.Models.Norms;

/// <summary>Batch normalisation with mean subtraction: each feature minus its mean over the batch, divided by its standard deviation; no epsilon, no gain, no shift.</summary>
/// <remarks>The statistics are always those of the batch at hand, in training and after it. Not frameworks' norm, which adds 1e-5 to the variance and keeps running averages.</remarks>
/// <source paper="daneshmand2020" item="BN of the training experiments, released code">There the standard deviation has N − 1 in its denominator; here it has N, so that mean squares are exactly 1. Only the scale differs, by √(1 − 1/N).</source>
public sealed class CentredBatchNorm : nn.Module<Tensor, Tensor>
{
    private readonly UncentredBatchNorm scale = new();

    /// <summary>A norm without parameters.</summary>
    public CentredBatchNorm() : base(nameof(CentredBatchNorm))
    {
    }

    /// <summary>Normalises features over the batch.</summary>
    /// <param name="input">Shape [samples, features], real.</param>
    /// <returns>The same shape; every column has mean 0 and mean square 1. A feature that does not vary in the batch is left with what rounding made of it, or 0.</returns>
    /// <exception cref="ArgumentException">Not two axes, or a single sample, which has no deviation.</exception>
    public override Tensor forward(Tensor input)
    {
        if (input.dim() == 2 && input.size(0) == 1)
            throw new ArgumentException("The batch has 1 sample; centring it leaves nothing to scale. Give at least 2 samples, or use UncentredBatchNorm.", nameof(input));
        using var scope = NewDisposeScope();
        return scale.call(input.dim() == 2 ? input - input.mean([0], keepdim: true) : input).MoveToOuterDisposeScope();
    }
}
