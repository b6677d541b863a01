using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Minus the logarithmic probability of yes or no.</summary>
public sealed class BCELoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>Minus the logarithmic probability of yes or no.</summary>
    /// <param name="weight">Factors.</param>
    /// <param name="reduction">Mean or sum over all elements, or none.</param>
    public BCELoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(weight, reduction)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.binary_cross_entropy(input, target, weight, reduction);
}
