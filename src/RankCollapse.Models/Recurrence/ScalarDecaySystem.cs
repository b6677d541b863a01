using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>
/// State space duality (SSD, Mamba-2): for each head h_t = e^(a_t) h_(t−1) + B_t x_tᵀ and y_t = h_tᵀ C_t, one decay for the whole state, so
/// that Y = (𝓛∘(CBᵀ))X is attention with a decay in place of the softmax. Three ways: <see cref="Scan"/>, <see cref="ScanReference"/>, and
/// <see cref="MixingMatrix"/> times the input.
/// </summary>
/// <source paper="joseph2025" item="the SSD head of Mamba-2 in the form O = MV">Scaling by step sizes is left to the caller.</source>
public sealed record ScalarDecaySystem
{
    /// <summary>X, shape [batch, heads, tokens, head width].</summary>
    public required Tensor Input { get; init; }

    /// <summary>a, logarithms of the decays, shape [batch, heads, tokens]; at most 0 for a stable system, 0 for no decay.</summary>
    public required Tensor DecayLogs { get; init; }

    /// <summary>B (keys), shape [batch, heads, tokens, states].</summary>
    public required Tensor Write { get; init; }

    /// <summary>C (queries), shape [batch, heads, tokens, states].</summary>
    public required Tensor Read { get; init; }

    /// <summary>The output in chunks: as attention within a chunk, as a recurrence between them; matrix products throughout.</summary>
    /// <param name="chunk">Tokens of a chunk, at least 1.</param>
    /// <returns>Shape [batch, heads, tokens, head width]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">Shapes or types that do not fit together, or no chunk.</exception>
    public Tensor Scan(int chunk = 64)
    {
        Check();
        Shapes.Positive(chunk, nameof(chunk), "64 tokens are usual.");
        using var scope = NewDisposeScope();
        var tokens = Input.size(2);
        // A sequence that fits into one chunk needs no padding.
        var length = Math.Min(tokens, chunk);
        var missing = (length - tokens % length) % length;
        Tensor Cut(Tensor t) => (missing == 0 ? t : nn.functional.pad(t, [0, 0, 0, missing])).unflatten(2, (tokens + missing) / length, length);
        var logs = (missing == 0 ? DecayLogs : nn.functional.pad(DecayLogs, [0, missing])).unflatten(2, (tokens + missing) / length, length);
        var (x, write, read, decay) = (Cut(Input), Cut(Write), Cut(Read), SegmentSums.Decay(logs));
        var inside = (read.matmul(write.mT) * decay).matmul(x);
        var sum = tokens <= chunk ? inside : inside + Between(x, write, read, (logs, decay));
        return sum.flatten(2, 3).narrow(2, 0, tokens).MoveToOuterDisposeScope();
    }

    /// <summary>What earlier chunks add: e^(a_1+…+a_t) C_t times the state before the chunk.</summary>
    private static Tensor Between(Tensor x, Tensor write, Tensor read, (Tensor Logs, Tensor Matrix) decay)
    {
        // The last row of the decay matrix carries each token to its chunk's end.
        var toEnd = decay.Matrix.select(-2, decay.Matrix.size(-2) - 1).unsqueeze(-1);
        var ofChunks = (write * toEnd).mT.matmul(x);
        var total = decay.Logs.sum(-1);
        // The state before chunk c collects those of chunks before it, each decayed through the chunks between.
        var carry = SegmentSums.Decay(nn.functional.pad(total, [1, 0])).narrow(-1, 1, total.size(-1)).narrow(-2, 0, total.size(-1)).contiguous();
        var before = einsum("bhzc,bhcnp->bhznp", carry, ofChunks);
        return (read * decay.Logs.cumsum(-1).exp().unsqueeze(-1)).matmul(before);
    }

    /// <summary>The output token by token, as the recurrence is printed.</summary>
    /// <returns>Shape [batch, heads, tokens, head width]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">Shapes or types that do not fit together.</exception>
    public Tensor ScanReference()
    {
        Check();
        using var scope = NewDisposeScope();
        var state = Input.new_zeros(Input.size(0), Input.size(1), Write.size(3), Input.size(3));
        var outputs = new List<Tensor>();
        for (long t = 0; t < Input.size(2); t++)
        {
            var decay = DecayLogs.select(2, t).exp().unsqueeze(-1).unsqueeze(-1);
            state = (decay * state) + (Write.select(2, t).unsqueeze(-1) * Input.select(2, t).unsqueeze(-2));
            outputs.Add((state * Read.select(2, t).unsqueeze(-1)).sum(-2));
        }
        return stack(outputs, 2).MoveToOuterDisposeScope();
    }

    /// <summary>M = 𝓛∘(CBᵀ) with 𝓛_ij = e^(a_(j+1)+…+a_i) for i ≥ j, else 0.</summary>
    /// <returns>Shape [batch, heads, tokens, tokens]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">Shapes or types that do not fit together.</exception>
    public Tensor MixingMatrix()
    {
        Check();
        using var scope = NewDisposeScope();
        return (SegmentSums.Decay(DecayLogs) * Read.matmul(Write.mT)).MoveToOuterDisposeScope();
    }

    private void Check()
    {
        var shape = Shapes.Have(Input, nameof(Input), "[batch, heads, tokens, head width]", -1, -1, -1, -1).shape;
        Shapes.Have(DecayLogs, nameof(DecayLogs), "[batch, heads, tokens]", shape[0], shape[1], shape[2]);
        var states = Shapes.Have(Write, nameof(Write), "[batch, heads, tokens, states]", shape[0], shape[1], shape[2], -1).size(3);
        Shapes.Have(Read, nameof(Read), "[batch, heads, tokens, states]", shape[0], shape[1], shape[2], states);
        Shapes.Alike((nameof(Input), Input), (nameof(DecayLogs), DecayLogs), (nameof(Write), Write), (nameof(Read), Read));
    }
}
