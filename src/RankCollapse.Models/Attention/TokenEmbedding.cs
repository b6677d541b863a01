using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Attention;

/// <summary>Words and positions as vectors: LN(word + position), both learned.</summary>
public sealed class TokenEmbedding : nn.Module<Tensor, Tensor>
{
    private readonly Embedding word;
    private readonly Parameter position;
    private readonly LayerNorm norm;

    /// <summary>An embedding with normal weights of deviation 1 for words and 0.02 for positions, before LayerNorm.</summary>
    /// <param name="vocabulary">Number of words, at least 1.</param>
    /// <param name="tokens">Sequence length, at least 1.</param>
    /// <param name="width">Coordinates of a token, at least 1.</param>
    public TokenEmbedding(int vocabulary, int tokens, int width) : base(nameof(TokenEmbedding))
    {
        word = nn.Embedding(vocabulary, width);
        position = new Parameter(randn(tokens, width) * 0.02);
        norm = nn.LayerNorm(width);
        RegisterComponents();
    }

    /// <summary>Embeds sequences.</summary>
    /// <param name="input">Word numbers, shape [batch, tokens], 64-bit integers.</param>
    /// <returns>Shape [batch, tokens, width].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return norm.call(word.call(input) + position).MoveToOuterDisposeScope();
    }
}
