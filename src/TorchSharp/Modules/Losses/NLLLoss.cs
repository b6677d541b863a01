using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Minus the logarithmic probability of the right class.</summary>
public sealed class NLLLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>Minus the logarithmic probability of the right class.</summary>
    /// <param name="weight">Factors.</param>
    /// <param name="reduction">Mean or sum over all elements, or none.</param>
    public NLLLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(weight, reduction)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.nll_loss(input, target, weight, reduction);
}
