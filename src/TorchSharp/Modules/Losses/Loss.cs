using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>What training makes small: a computation on what was computed and what it should be.</summary>
public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
{
    /// <summary>A loss.</summary>
    /// <param name="reduction">Mean or sum over all elements, or none.</param>
    public Loss(nn.Reduction reduction = nn.Reduction.Mean) : base(nameof(Loss<,,>)) => this.reduction = reduction;

    /// <summary>Mean or sum over all elements, or none.</summary>
    public nn.Reduction reduction { get; }
}
