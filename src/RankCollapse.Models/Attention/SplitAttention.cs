using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Attention;

/// <summary>Multi-head attention under the complete mask that can also run one of its heads alone.</summary>
/// <remarks>The heads' outputs, each with its slice of the output map, sum to the whole; the output bias is added once to either.</remarks>
public sealed class SplitAttention : nn.Module<Tensor, Tensor>
{
    private readonly Linear query, key, value, output;
    private readonly int heads;
    private readonly int share;

    /// <summary>Attention with PyTorch's usual initial weights.</summary>
    /// <param name="width">Coordinates of a token, a multiple of the heads.</param>
    /// <param name="heads">At least 1.</param>
    /// <exception cref="ArgumentException">The heads do not share the width evenly.</exception>
    public SplitAttention(int width, int heads) : base(nameof(SplitAttention))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        if (width % heads != 0)
            throw new ArgumentException($"{heads} heads cannot share a width of {width} evenly. Choose a width that is a multiple of the heads.", nameof(heads));
        (this.heads, share) = (heads, width / heads);
        query = nn.Linear(width, width);
        key = nn.Linear(width, width);
        value = nn.Linear(width, width);
        output = nn.Linear(width, width);
        RegisterComponents();
    }

    /// <summary>All heads together.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor Split(Tensor x) => x.view(x.size(0), x.size(1), heads, share).transpose(1, 2);
        var mixed = Mixed(Split(query.call(input)), Split(key.call(input)), Split(value.call(input)));
        return output.call(mixed.transpose(1, 2).reshape(input.shape)).MoveToOuterDisposeScope();
    }

    /// <summary>One head with its slice of the output map, and the whole output bias.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <param name="head">From 0 to heads − 1.</param>
    /// <returns>The same shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such head.</exception>
    public Tensor Head(Tensor input, int head)
    {
        if (head < 0 || head >= heads)
            throw new ArgumentOutOfRangeException(nameof(head), $"head was {head}; it must be in [0, {heads - 1}], as heads are numbered from 0.");
        using var scope = NewDisposeScope();
        Tensor Slice(Linear map) => nn.functional.linear(input, map.weight!.narrow(0, head * share, share), map.bias!.narrow(0, head * share, share));
        var mixed = Mixed(Slice(query), Slice(key), Slice(value));
        return nn.functional.linear(mixed, output.weight!.narrow(1, head * share, share), output.bias).MoveToOuterDisposeScope();
    }

    private Tensor Mixed(Tensor q, Tensor k, Tensor v) => (q.matmul(k.transpose(-2, -1)) / Math.Sqrt(share)).softmax(-1).matmul(v);
}
