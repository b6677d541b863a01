using RankCollapse.Models.Attention;
using RankCollapse.Models.Stacks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Hopfield;

/// <summary>Pre-norm layers through which a hidden state of attention scores travels beside the tokens: the body of a vision or language model.</summary>
/// <remarks>
/// X ← s·X + b·MHA(LN X, H), X ← X + MLP(LN X), with (s, b) = (α, 1 − α) for the paper's convex skip path. Its weights have the names and
/// shapes of a <see cref="SequenceStack"/> of <see cref="SelfAttention"/>, so that one stream gives both the same weights.
/// </remarks>
/// <source paper="masumura2025" item="eq. 10">As in summaries of the paper; the place of norm and MLP is our choice.</source>
public sealed class HopfieldTransformer : nn.Module<Tensor, Tensor>
{
    private readonly HopfieldDesign design;
    private readonly HopfieldAttention memory;
    private readonly ModuleList<Block> blocks;

    /// <summary>Layers with PyTorch's usual initial weights.</summary>
    /// <param name="design">Their choices.</param>
    /// <exception cref="ArgumentException">The heads do not share the width evenly.</exception>
    public HopfieldTransformer(HopfieldDesign design) : base(nameof(HopfieldTransformer))
    {
        ArgumentNullException.ThrowIfNull(design);
        this.design = design;
        memory = new HopfieldAttention(design.Memory, design.Form);
        blocks = new ModuleList<Block>([.. Enumerable.Range(0, design.Layers).Select(_ => new Block(BlockOf(design)))]);
        RegisterComponents();
    }

    /// <summary>Its choices.</summary>
    public HopfieldDesign Design => design;

    /// <summary>The layers, from the first.</summary>
    public IReadOnlyList<Block> Blocks => [.. blocks];

    /// <summary>One layer, as a stack of ordinary layers takes it: the same weights without the hidden state.</summary>
    /// <param name="design">Its choices.</param>
    /// <returns>The layer; its MLP is left out for 0 neurons.</returns>
    public static BlockDesign BlockOf(HopfieldDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        return new BlockDesign
        {
            Mixer = () => new SelfAttention(new AttentionDesign
            {
                Width = design.Width, Heads = design.Heads, Mask = design.Mask,
                Temperature = design.ScoreScale == 1 ? null : Math.Sqrt((double)design.Width / design.Heads) / design.ScoreScale,
            }),
            NormPosition = NormPosition.Pre,
            Norm = () => nn.LayerNorm(design.Width),
            Mlp = design.Hidden == 0 ? null : () => new FeedForward(design.Width, design.Hidden),
            SkipStrength = design.Skip.Strength,
            BranchStrength = design.Skip.Branch,
            MlpSkipStrength = design.MlpSkip.Strength,
            MlpBranchStrength = design.MlpSkip.Branch,
        };
    }

    /// <summary>Passes tokens through all layers; the hidden state begins anew.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Run(input, null).MoveToOuterDisposeScope();
    }

    /// <summary>Passes tokens through all layers and keeps what each layer did, without graph.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>Tokens, hidden states and attention at every depth; the caller disposes it.</returns>
    public HopfieldTrace Trace(Tensor input)
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var trace = new HopfieldTrace(input);
        Run(input, trace);
        return trace;
    }

    /// <summary>Multiplies all query and key weights, so that scores of normalised tokens get a chosen size: at usual weights attention is nearly even.</summary>
    /// <param name="factor">What scores are multiplied by, above 0; each of the two maps gets its root.</param>
    /// <returns>This.</returns>
    public HopfieldTransformer SharpenScores(double factor)
    {
        if (factor <= 0 || !double.IsFinite(factor)) throw new ArgumentOutOfRangeException(nameof(factor), $"factor was {factor}; it must be finite and above 0. Use 4 for usual weights.");
        using var free = no_grad();
        foreach (var (name, parameter) in this.named_parameters())
        {
            if (name.EndsWith("mixer.query.weight", StringComparison.Ordinal) || name.EndsWith("mixer.key.weight", StringComparison.Ordinal)) parameter.mul_(Math.Sqrt(factor));
        }

        return this;
    }

    private Tensor Run(Tensor input, HopfieldTrace? trace)
    {
        var (tokens, held) = (input, (Tensor?)null);
        foreach (var block in blocks)
        {
            var after = block.Through(tokens, normalised =>
            {
                var (output, next, attention) = memory.Attend((SelfAttention)block.Mixer, normalised, held);
                trace?.Add(next, attention);
                // It outlives the block that made it; what the graph needs of the one before, the graph holds itself.
                held?.Dispose();
                held = next.MoveToOuterDisposeScope();
                return output;
            });
            if (!ReferenceEquals(tokens, input)) tokens.Dispose();
            tokens = after;
            trace?.Add(tokens);
        }

        return tokens;
    }
}
