using static TorchSharp.torch;

namespace RankCollapse.Models.Stacks;

/// <summary>The MLP of a transformer block: two linear maps with an activation between them, token by token.</summary>
public sealed class FeedForward : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> up;
    private readonly nn.Module<Tensor, Tensor> down;
    private readonly Activation activation;

    /// <summary>An MLP with PyTorch's usual initial weights.</summary>
    /// <param name="width">Coordinates of a token; at least 1.</param>
    /// <param name="hidden">Coordinates between the maps; at least 1.</param>
    /// <param name="activation">What stands between them.</param>
    /// <param name="hasBias">Whether the maps have biases.</param>
    public FeedForward(long width, long hidden, Activation activation = Activation.Gelu, bool hasBias = true) : base(nameof(FeedForward))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hidden, 1);
        up = nn.Linear(width, hidden, hasBias);
        down = nn.Linear(hidden, width, hasBias);
        this.activation = activation;
        RegisterComponents();
    }

    /// <summary>Maps each token.</summary>
    /// <param name="input">Shape [..., width].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return down.call(activation.Apply(up.call(input))).MoveToOuterDisposeScope();
    }
}
