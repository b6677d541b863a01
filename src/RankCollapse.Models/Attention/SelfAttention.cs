using RankCollapse.Theory.Masks;
using static TorchSharp.torch;

namespace RankCollapse.Models.Attention;

/// <summary>Multi-head softmax attention that shows its attention matrices when asked.</summary>
/// <remarks>Head h mixes its share of the values by softmax(Q_h K_hᵀ / τ); masked pairs get weight exactly 0.</remarks>
public sealed class SelfAttention : nn.Module<Tensor, Tensor>
{
    private readonly AttentionDesign design;
    private readonly nn.Module<Tensor, Tensor> query;
    private readonly nn.Module<Tensor, Tensor> key;
    private readonly nn.Module<Tensor, Tensor>? value;
    private readonly nn.Module<Tensor, Tensor>? output;
    private readonly Dictionary<(long Tokens, string Device), Tensor> forbidden = [];

    /// <summary>Attention with PyTorch's usual initial weights.</summary>
    /// <param name="design">Its choices.</param>
    /// <exception cref="ArgumentException">The heads do not share the width evenly.</exception>
    public SelfAttention(AttentionDesign design) : base(nameof(SelfAttention))
    {
        if (design.Width % design.Heads != 0)
            throw new ArgumentException($"{design.Heads} heads cannot share a width of {design.Width} evenly. Choose a width that is a multiple of the heads.", nameof(design));
        this.design = design;
        query = nn.Linear(design.Width, design.Width, design.HasBias);
        key = nn.Linear(design.Width, design.Width, design.HasBias);
        value = design.Values == ValueMap.Learned ? nn.Linear(design.Width, design.Width, design.HasBias) : null;
        output = design.HasOutputMap ? nn.Linear(design.Width, design.Width, design.HasBias) : null;
        RegisterComponents();
    }

    /// <summary>Its choices.</summary>
    public AttentionDesign Design => design;

    /// <summary>What scores are divided by (τ).</summary>
    public double Temperature => design.Temperature ?? Math.Sqrt((double)design.Width / design.Heads);

    /// <summary>Mixes tokens.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Attend(input).Output.MoveToOuterDisposeScope();
    }

    /// <summary>Mixes tokens and shows by which weights.</summary>
    /// <param name="tokens">Shape [batch, tokens, width].</param>
    /// <returns>The mixed tokens, same shape; and the attention matrices, shape [batch, heads, tokens, tokens], rows that sum to 1 (before dropout).</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public (Tensor Output, Tensor Attention) Attend(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var pass = Attend(tokens, AttentionChange.None);
        return scope.MoveToOuter(pass.Output, pass.Attention);
    }

    /// <summary>Mixes tokens with something added to the scores or another way of mixing, and shows queries and keys as well.</summary>
    /// <param name="tokens">Shape [batch, tokens, width].</param>
    /// <param name="change">What is different.</param>
    /// <returns>Everything a selection of tokens can ask for.</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public AttentionPass Attend(Tensor tokens, AttentionChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Check(tokens);
        using var scope = NewDisposeScope();
        var (queries, keys) = (Heads(query.call(tokens)), Heads(key.call(tokens)));
        var scores = queries.matmul(keys.transpose(-2, -1)) / Temperature;
        if (change.KeyBias is { } bias) scores = scores + bias.unsqueeze(1).unsqueeze(1);
        var (mixed, attention) = Mixed(scores, tokens, change.Mix);
        return new AttentionPass(mixed, attention, queries, keys).MoveToOuter(scope);
    }

    /// <summary>The scores before mask and softmax.</summary>
    /// <param name="tokens">Shape [batch, tokens, width].</param>
    /// <returns>Q·Kᵀ/τ, shape [batch, heads, tokens, tokens].</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public Tensor Scores(Tensor tokens)
    {
        Check(tokens);
        using var scope = NewDisposeScope();
        var scores = Heads(query.call(tokens)).matmul(Heads(key.call(tokens)).transpose(-2, -1)) / Temperature;
        return scores.MoveToOuterDisposeScope();
    }

    /// <summary>A share of the scores on top of a bias, in one product: share·Q·Kᵀ/τ + bias.</summary>
    /// <param name="tokens">Shape [batch, tokens, width].</param>
    /// <param name="bias">Shape [batch, heads, tokens, tokens].</param>
    /// <param name="share">What the scores are multiplied by.</param>
    /// <returns>The shape of the bias.</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public Tensor ScoresOnto(Tensor tokens, Tensor bias, double share)
    {
        Check(tokens);
        using var scope = NewDisposeScope();
        var (q, k) = (Heads(query.call(tokens) * (share / Temperature)).flatten(0, 1), Heads(key.call(tokens)).flatten(0, 1));
        return bias.flatten(0, 1).baddbmm(q, k.transpose(-2, -1)).view(bias.shape).MoveToOuterDisposeScope();
    }

    /// <summary>Mixes tokens by scores that were made elsewhere.</summary>
    /// <param name="scores">Shape [batch, heads, tokens, tokens], not masked.</param>
    /// <param name="tokens">Shape [batch, tokens, width]; their values are mixed.</param>
    /// <returns>As <see cref="Attend(Tensor)"/>.</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public (Tensor Output, Tensor Attention) AttendBy(Tensor scores, Tensor tokens)
    {
        Check(tokens);
        using var scope = NewDisposeScope();
        var (mixed, attention) = Mixed(scores, tokens, mix: null);
        return scope.MoveToOuter(mixed, attention);
    }

    private (Tensor Output, Tensor Attention) Mixed(Tensor scores, Tensor tokens, Func<Tensor, Tensor, Tensor>? mix)
    {
        if (Forbidden(tokens) is { } mask) scores = scores.masked_fill(mask, double.NegativeInfinity);
        var attention = scores.softmax(-1);
        var weights = design.Dropout > 0 ? nn.functional.dropout(attention, design.Dropout, training) : attention;
        var values = Heads(value?.call(tokens) ?? tokens);
        var mixed = (mix?.Invoke(weights, values) ?? weights.matmul(values)).transpose(1, 2).reshape(tokens.shape);
        return (output?.call(mixed) ?? mixed, attention);
    }

    /// <summary>[batch, tokens, width] to [batch, heads, tokens, width / heads].</summary>
    private Tensor Heads(Tensor tokens) => tokens.view(tokens.size(0), tokens.size(1), design.Heads, design.Width / design.Heads).transpose(1, 2);

    private void Check(Tensor tokens)
    {
        if (tokens.dim() != 3 || tokens.size(2) != design.Width)
            throw new ArgumentException($"The input has the shape [{string.Join(", ", tokens.shape)}]; it must be [batch, tokens, {design.Width}]. Add a batch axis with unsqueeze(0) for a single sequence.", nameof(tokens));
    }

    private Tensor? Forbidden(Tensor tokens)
    {
        if (design.Mask is null) return null;
        var place = (tokens.size(1), tokens.device.ToString());
        if (!forbidden.TryGetValue(place, out var mask)) forbidden[place] = mask = Forbidden(design.Mask((int)tokens.size(1)), tokens.device);
        return mask;
    }

    private static Tensor Forbidden(AttentionMask mask, Device device)
    {
        using var scope = NewDisposeScope();
        var n = mask.Tokens;
        var closed = new bool[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) closed[i * n + j] = !mask[i, j];
        }
        return tensor(closed, [n, n]).to(device).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var mask in forbidden.Values) mask.Dispose();
        }
        base.Dispose(disposing);
    }
}
