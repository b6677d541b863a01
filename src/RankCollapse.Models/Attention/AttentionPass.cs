using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Attention;

/// <summary>What a <see cref="SelfAttention"/> is asked to do differently in one pass.</summary>
public sealed record AttentionChange
{
    /// <summary>Nothing.</summary>
    public static AttentionChange None { get; } = new();

    /// <summary>What is added to the scores of each key, after they are divided by the temperature: shape [batch, tokens]; −∞ hides a token, ln m makes it count m times.</summary>
    public Tensor? KeyBias { get; init; }

    /// <summary>How values are mixed, from the attention matrices [batch, heads, tokens, tokens] and the values [batch, heads, tokens, width / heads] to the shape of the
    /// latter; by the matrix product when left out.</summary>
    public Func<Tensor, Tensor, Tensor>? Mix { get; init; }
}

/// <summary>One pass of a <see cref="SelfAttention"/> with all that led to it.</summary>
/// <param name="Output">Mixed tokens, shape [batch, tokens, width].</param>
/// <param name="Attention">Attention matrices, shape [batch, heads, tokens, tokens]; rows sum to 1.</param>
/// <param name="Queries">Shape [batch, heads, tokens, width / heads].</param>
/// <param name="Keys">Shape [batch, heads, tokens, width / heads].</param>
public sealed record AttentionPass(Tensor Output, Tensor Attention, Tensor Queries, Tensor Keys)
{
    internal AttentionPass MoveToOuter(DisposeScope scope)
    {
        scope.MoveToOuter(Output, Attention, Queries, Keys);
        return this;
    }
}
