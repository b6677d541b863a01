using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A loss whose elements or classes have weights.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    /// <summary>A loss.</summary>
    /// <param name="weight">Factors; null for ones.</param>
    /// <param name="reduction">Mean or sum over all elements, or none.</param>
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction)
    {
        this.weight = weight;
        // It moves with the loss from device to device, and is not saved with it.
        if (weight is not null) register_buffer(nameof(weight), weight, persistent: false);
    }

    /// <summary>Factors; null for ones.</summary>
    public Tensor? weight { get; }
}
