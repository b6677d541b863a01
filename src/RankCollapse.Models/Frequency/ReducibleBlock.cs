using RankCollapse.Models.Attention;
using RankCollapse.Models.Stacks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Frequency;

/// <summary>A pre-norm transformer layer in two halves, between which tokens can be reduced: x + attention(norm x), then x + MLP(norm x).</summary>
public sealed class ReducibleBlock : nn.Module<Tensor, Tensor>
{
    private readonly SelfAttention attention;
    private readonly LayerNorm attentionNorm;
    private readonly FeedForward mlp;
    private readonly LayerNorm mlpNorm;
    private readonly Parameter highPass;
    private readonly Parameter dcColumns;

    /// <summary>A layer with PyTorch's usual initial weights; ω₁ = ω₂ = 0.</summary>
    /// <param name="width">Coordinates of a token, a multiple of the heads.</param>
    /// <param name="heads">Attention heads, at least 1.</param>
    /// <param name="expansion">Hidden coordinates of the MLP per coordinate of a token; at least 1.</param>
    public ReducibleBlock(int width, int heads, int expansion) : base(nameof(ReducibleBlock))
    {
        attention = new SelfAttention(new AttentionDesign { Width = width, Heads = heads });
        attentionNorm = nn.LayerNorm(width);
        mlp = new FeedForward(width, (long)expansion * width);
        mlpNorm = nn.LayerNorm(width);
        highPass = new Parameter(zeros(heads));
        dcColumns = new Parameter(zeros(heads));
        RegisterComponents();
    }

    /// <summary>ω₁ of each head: re-amplifies the high-pass part; trained with the rest when <see cref="Reweights"/> is on.</summary>
    public Parameter HighPass => highPass;

    /// <summary>ω₂ of each head: re-amplifies the columns of DC tokens.</summary>
    public Parameter DcColumns => dcColumns;

    /// <summary>Whether ω₁ and ω₂ are used; off they cost nothing and receive no gradient.</summary>
    public bool Reweights { get; set; }

    /// <summary>The whole layer on a full image.</summary>
    /// <param name="input">Shape [batch, 1 + side², width].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Feed(Attend(TokenState.Begin(input)).State).Tokens.MoveToOuterDisposeScope();
    }

    /// <summary>The first half.</summary>
    /// <param name="state">Tokens.</param>
    /// <returns>Tokens after the attention's skip path, and the attention; its output is the branch before that path.</returns>
    public (TokenState State, AttentionPass Pass) Attend(TokenState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var dc = state.DcGrid?.Count ?? 0;
        var pass = attention.Attend(attentionNorm.call(state.Tokens), new AttentionChange
        {
            KeyBias = state.KeyBias(),
            Mix = Reweights ? (weights, values) => HeadReweighting.Mix(weights, values, highPass, dcColumns, dc, state.MayHaveAbsent ? BatchedScores.Present(state) : null) : null,
        });
        return (state with { Tokens = state.Tokens + pass.Output }, pass);
    }

    /// <summary>The second half.</summary>
    /// <param name="state">Tokens.</param>
    /// <returns>Tokens after the MLP's skip path.</returns>
    public TokenState Feed(TokenState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state with { Tokens = state.Tokens + mlp.call(mlpNorm.call(state.Tokens)) };
    }
}
