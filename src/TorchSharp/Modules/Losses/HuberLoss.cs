using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Half the squared differences near 0, δ times absolute ones beyond.</summary>
public sealed class HuberLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Half the squared differences near 0, δ times absolute ones beyond.</summary>
    /// <param name="delta">Where squared differences turn into absolute ones.</param>
    /// <param name="reduction">Mean or sum over all elements, or none.</param>
    public HuberLoss(double delta = 1, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction)
    {
        this.delta = delta;
    }

    /// <summary>Where squared differences turn into absolute ones.</summary>
    public double delta { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.huber_loss(input, target, delta, reduction);
}
