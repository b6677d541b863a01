using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Language;

/// <summary>A language model: embeddings of tokens and learned positions, a body, LayerNorm, and a linear head that says what comes next.</summary>
/// <remarks>Whether a token sees only what came before is the body's affair: give it a causal mask.</remarks>
public sealed class CharacterGpt : nn.Module<Tensor, Tensor>
{
    private readonly LanguageDesign design;
    private readonly Embedding token;
    private readonly Embedding position;
    private readonly nn.Module<Tensor, Tensor> body;
    private readonly LayerNorm norm;
    private readonly Linear head;

    /// <summary>A model with PyTorch's usual initial weights.</summary>
    /// <param name="design">Sizes.</param>
    /// <param name="body">[batch, tokens, width] to the same shape; it becomes a part of the model.</param>
    public CharacterGpt(LanguageDesign design, nn.Module<Tensor, Tensor> body) : base(nameof(CharacterGpt))
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(body);
        this.design = design;
        this.body = body;
        token = nn.Embedding(design.Vocabulary, design.Width);
        position = nn.Embedding(design.Context, design.Width);
        norm = nn.LayerNorm(design.Width);
        head = nn.Linear(design.Width, design.Vocabulary);
        RegisterComponents();
    }

    /// <summary>Its sizes.</summary>
    public LanguageDesign Design => design;

    /// <summary>What maps the tokens, for a probe.</summary>
    public nn.Module<Tensor, Tensor> Body => body;

    /// <summary>Scores of the token that follows each position.</summary>
    /// <param name="input">Token numbers, shape [batch, tokens], 64-bit integers; at most as many tokens as the context.</param>
    /// <returns>Shape [batch, tokens, vocabulary].</returns>
    /// <exception cref="ArgumentException">Another shape, or too many tokens.</exception>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return head.call(norm.call(body.call(Embed(input)))).MoveToOuterDisposeScope();
    }

    /// <summary>The vectors of tokens, as the body gets them.</summary>
    /// <param name="tokens">As <see cref="forward"/> takes them.</param>
    /// <returns>Shape [batch, tokens, width].</returns>
    /// <exception cref="ArgumentException">Another shape, or too many tokens.</exception>
    public Tensor Embed(Tensor tokens)
    {
        if (tokens.dim() != 2 || tokens.size(1) > design.Context)
            throw new ArgumentException($"The tokens have the shape [{string.Join(", ", tokens.shape)}]; they must be [batch, at most {design.Context}]. Cut the sequences, or make a model with a longer context.", nameof(tokens));
        using var scope = NewDisposeScope();
        return (token.call(tokens) + position.call(arange(tokens.size(1), device: tokens.device))).MoveToOuterDisposeScope();
    }
}
