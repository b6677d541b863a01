using RankCollapse.Models.Attention;
using RankCollapse.Theory.Hopfield;
using static TorchSharp.torch;

namespace RankCollapse.Models.Hopfield;

/// <summary>
/// Modern Hopfield attention: softmax attention by a moving average of scores over layers. It adds no weights to the attention that it
/// drives; what it hands on is the hidden state H, shape [batch, heads, tokens, tokens].
/// </summary>
/// <remarks>H is kept without mask, and the mask added before the softmax. Gradients flow through H to the layers that made it.</remarks>
/// <param name="memory">α' and the scores before the first layer.</param>
/// <param name="form">How the average is computed.</param>
/// <source paper="masumura2025" item="eq. 10">As in summaries of the paper; 1/√d_k is the usual scale, not seen there. The additive form is that of a re-implementation.</source>
public sealed class HopfieldAttention(ScoreMemory memory, ScoreForm form = ScoreForm.AdditiveBias)
{
    /// <summary>α' and the scores before the first layer.</summary>
    public ScoreMemory Memory { get; } = memory;

    /// <summary>How the average is computed.</summary>
    public ScoreForm Form { get; } = form;

    /// <summary>Mixes tokens by remembered scores.</summary>
    /// <param name="attention">Whose weights and mask.</param>
    /// <param name="tokens">Shape [batch, tokens, width].</param>
    /// <param name="held">H of the layer before, shape [batch, heads, tokens, tokens]; null in the first layer.</param>
    /// <returns>Mixed tokens, shape [batch, tokens, width]; H of this layer; its attention matrices, shape of H.</returns>
    /// <exception cref="ArgumentException">H is of another shape: the number of tokens or heads has changed between layers.</exception>
    public (Tensor Output, Tensor Held, Tensor Attention) Attend(SelfAttention attention, Tensor tokens, Tensor? held)
    {
        ArgumentNullException.ThrowIfNull(attention);
        using var scope = NewDisposeScope();
        var next = Form == ScoreForm.Explicit ? AverageReference(attention, tokens, held) : Average(attention, tokens, held);
        var (output, weights) = attention.AttendBy(next, tokens);
        return scope.MoveToOuter(output, next, weights);
    }

    /// <summary>H of this layer, as a bias that the product of queries and keys is added to.</summary>
    /// <param name="attention">Whose weights.</param>
    /// <param name="tokens">Shape [batch, tokens, width].</param>
    /// <param name="held">H of the layer before; null in the first layer.</param>
    /// <returns>Shape [batch, heads, tokens, tokens], without mask.</returns>
    public Tensor Average(SelfAttention attention, Tensor tokens, Tensor? held)
    {
        using var scope = NewDisposeScope();
        // Nothing remembered: the very operations of ordinary attention, so that a run without memory is that of the baseline bit for bit.
        if (held is null || Memory.Retention == 0) return First(attention.Scores(tokens), held).MoveToOuterDisposeScope();
        Check(attention, tokens, held);
        return attention.ScoresOnto(tokens, held * Memory.Retention, 1 - Memory.Retention).MoveToOuterDisposeScope();
    }

    /// <summary>H of this layer as it is printed: α'H + (1 − α')·QKᵀ/τ.</summary>
    /// <param name="attention">Whose weights.</param>
    /// <param name="tokens">Shape [batch, tokens, width].</param>
    /// <param name="held">H of the layer before; null in the first layer.</param>
    /// <returns>Shape [batch, heads, tokens, tokens], without mask.</returns>
    public Tensor AverageReference(SelfAttention attention, Tensor tokens, Tensor? held)
    {
        using var scope = NewDisposeScope();
        var scores = attention.Scores(tokens);
        if (held is null) return First(scores, held).MoveToOuterDisposeScope();
        Check(attention, tokens, held);
        return (held * Memory.Retention + scores * (1 - Memory.Retention)).MoveToOuterDisposeScope();
    }

    private Tensor First(Tensor scores, Tensor? held) =>
        held is null && Memory.Start == MemoryStart.Zero && Memory.Retention > 0 ? scores * (1 - Memory.Retention) : scores;

    private static void Check(SelfAttention attention, Tensor tokens, Tensor held)
    {
        long[] wanted = [tokens.size(0), attention.Design.Heads, tokens.size(1), tokens.size(1)];
        if (!held.shape.SequenceEqual(wanted))
            throw new ArgumentException($"The hidden state has the shape [{string.Join(", ", held.shape)}]; for these tokens it must be [{string.Join(", ", wanted)}]. All layers need the same tokens and heads; start anew with null where they change.", nameof(held));
    }
}
