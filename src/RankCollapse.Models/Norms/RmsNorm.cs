using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Norms;

/// <summary>LayerNorm without centring: each token divided by its root mean square, times a learned gain for each coordinate.</summary>
public sealed class RmsNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter gain;
    private readonly double epsilon;

    /// <summary>A norm whose gains start at 1.</summary>
    /// <param name="width">Coordinates of a token; at least 1.</param>
    /// <param name="epsilon">Added to the mean square; at least 0.</param>
    public RmsNorm(long width, double epsilon = 1e-5) : base(nameof(RmsNorm))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(epsilon);
        this.epsilon = epsilon;
        gain = new Parameter(ones(width));
        RegisterComponents();
    }

    /// <summary>Normalises tokens.</summary>
    /// <param name="input">Shape [..., width], real.</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var scale = (input.square().mean([-1], keepdim: true) + epsilon).rsqrt();
        return (input * scale * gain).MoveToOuterDisposeScope();
    }
}
