using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Minus the logarithm of the softmax at the right class.</summary>
public sealed class CrossEntropyLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>Minus the logarithm of the softmax at the right class.</summary>
    /// <param name="weight">Factors.</param>
    /// <param name="ignore_index">A class number that does not count.</param>
    /// <param name="reduction">Mean or sum over all elements, or none.</param>
    /// <param name="label_smoothing">Share of the target that is spread over all classes.</param>
    public CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, nn.Reduction reduction = nn.Reduction.Mean, double label_smoothing = 0) : base(weight, reduction)
    {
        this.ignore_index = ignore_index;
        this.label_smoothing = label_smoothing;
    }

    /// <summary>A class number that does not count.</summary>
    public long? ignore_index { get; }

    /// <summary>Share of the target that is spread over all classes.</summary>
    public double label_smoothing { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
}
