using RankCollapse.Models.Attention;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>
/// Causal linear attention, M_ij = φ(q_i)·φ(k_j) / Σ_(l≤i) φ(q_i)·φ(k_l) with φ = elu + 1: a recurrence without decay, whose rows sum to 1.
/// A mixer for a block: [batch, tokens, width] to the same shape.
/// </summary>
/// <source paper="joseph2025" item="linear attention in the form O = MV">φ as in the authors' code.</source>
public sealed class LinearAttention : nn.Module<Tensor, Tensor>
{
    private readonly AttentionDesign design;
    private readonly nn.Module<Tensor, Tensor> query;
    private readonly nn.Module<Tensor, Tensor> key;
    private readonly nn.Module<Tensor, Tensor>? value;
    private readonly nn.Module<Tensor, Tensor>? output;

    /// <summary>Attention with PyTorch's usual initial weights.</summary>
    /// <param name="design">Its choices; it has no mask, no temperature and no dropout.</param>
    /// <exception cref="ArgumentException">The heads do not share the width evenly, or a choice that linear attention does not have.</exception>
    public LinearAttention(AttentionDesign design) : base(nameof(LinearAttention))
    {
        if (design.Width % design.Heads != 0)
            throw new ArgumentException($"{design.Heads} heads cannot share a width of {design.Width} evenly. Choose a width that is a multiple of the heads.", nameof(design));
        if (design.Mask is not null || design.Temperature is not null || design.Dropout > 0)
            throw new ArgumentException("The design has a mask, a temperature or dropout; linear attention is causal and has none of them. Leave them out.", nameof(design));
        this.design = design;
        query = nn.Linear(design.Width, design.Width, design.HasBias);
        key = nn.Linear(design.Width, design.Width, design.HasBias);
        value = design.Values == ValueMap.Learned ? nn.Linear(design.Width, design.Width, design.HasBias) : null;
        output = design.HasOutputMap ? nn.Linear(design.Width, design.Width, design.HasBias) : null;
        RegisterComponents();
    }

    /// <summary>Mixes tokens, in chunks: of order tokens.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input) => Forward(input, system => system.Scan());

    /// <summary>The same output token by token.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public Tensor ForwardReference(Tensor input) => Forward(input, system => system.ScanReference());

    /// <summary>M of each head for these tokens; rows sum to 1.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>Shape [batch, heads, tokens, tokens]; the caller disposes it.</returns>
    public Tensor MixingMatrix(Tensor input)
    {
        using var scope = NewDisposeScope();
        var weights = System(input).MixingMatrix();
        return (weights / weights.sum(-1, keepdim: true)).MoveToOuterDisposeScope();
    }

    private Tensor Forward(Tensor input, Func<ScalarDecaySystem, Tensor> scan)
    {
        using var scope = NewDisposeScope();
        // The last channel is 1 everywhere, so that it becomes the sum of weights.
        var sums = scan(System(input));
        var width = design.Width / design.Heads;
        var mixed = (sums.narrow(-1, 0, width) / sums.narrow(-1, width, 1)).transpose(1, 2).reshape(input.shape);
        return (output?.call(mixed) ?? mixed).MoveToOuterDisposeScope();
    }

    private ScalarDecaySystem System(Tensor input)
    {
        Shapes.Sequence(input, design.Width);
        var values = Heads(value?.call(input) ?? input);
        return new ScalarDecaySystem
        {
            Input = nn.functional.pad(values, [0, 1], value: 1), DecayLogs = values.new_zeros(values.size(0), values.size(1), values.size(2)),
            Write = Heads(key.call(input)).elu() + 1, Read = Heads(query.call(input)).elu() + 1,
        };
    }

    private Tensor Heads(Tensor tokens) => tokens.unflatten(-1, design.Heads, design.Width / design.Heads).transpose(1, 2);
}
