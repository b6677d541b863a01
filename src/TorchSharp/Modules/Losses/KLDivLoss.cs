using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Target times the difference of the logarithms of target and input.</summary>
public sealed class KLDivLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Target times the difference of the logarithms of target and input.</summary>
    /// <param name="log_target">Whether the target holds logarithms.</param>
    /// <param name="reduction">Mean or sum over all elements, or none.</param>
    public KLDivLoss(bool log_target = true, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction)
    {
        this.log_target = log_target;
    }

    /// <summary>Whether the target holds logarithms.</summary>
    public bool log_target { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.kl_div(input, target, log_target, reduction);
}
