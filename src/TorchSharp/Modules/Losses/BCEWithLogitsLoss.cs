using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Minus the logarithmic probability of yes or no, from scores.</summary>
public sealed class BCEWithLogitsLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>Minus the logarithmic probability of yes or no, from scores.</summary>
    /// <param name="weight">Factors.</param>
    /// <param name="reduction">Mean or sum over all elements, or none.</param>
    /// <param name="pos_weights">Factors of yes, for each class.</param>
    public BCEWithLogitsLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean, Tensor? pos_weights = null) : base(weight, reduction)
    {
        this.pos_weights = pos_weights;
        if (pos_weights is not null) register_buffer(nameof(pos_weights), pos_weights, persistent: false);
    }

    /// <summary>Factors of yes, for each class.</summary>
    public Tensor? pos_weights { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
}
