using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Squared differences near 0, absolute ones beyond.</summary>
public sealed class SmoothL1Loss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Squared differences near 0, absolute ones beyond.</summary>
    /// <param name="reduction">Mean or sum over all elements, or none.</param>
    /// <param name="beta">Where squared differences turn into absolute ones.</param>
    public SmoothL1Loss(nn.Reduction reduction = nn.Reduction.Mean, double beta = 1) : base(reduction)
    {
        this.beta = beta;
    }

    /// <summary>Where squared differences turn into absolute ones.</summary>
    public double beta { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.smooth_l1_loss(input, target, reduction, beta);
}
