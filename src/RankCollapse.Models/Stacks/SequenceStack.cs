using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Stacks;

/// <summary>Layers one after the other on a batch of token sequences: the body of every sequence model here.</summary>
public sealed class SequenceStack : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<Block> blocks;

    /// <summary>Layers that are designed alike.</summary>
    /// <param name="design">The choices of each layer; its makers are called once for each.</param>
    /// <param name="layers">How many; at least 1.</param>
    public SequenceStack(BlockDesign design, int layers) : this(Enumerable.Repeat(design, Positive(layers)))
    {
    }

    /// <summary>Layers that are designed one by one.</summary>
    /// <param name="designs">The choices of each layer, from the first; at least one.</param>
    public SequenceStack(IEnumerable<BlockDesign> designs) : base(nameof(SequenceStack))
    {
        blocks = new ModuleList<Block>([.. designs.Select(d => new Block(d))]);
        Positive(blocks.Count);
        RegisterComponents();
    }

    /// <summary>The layers, from the first.</summary>
    public IReadOnlyList<Block> Blocks => [.. blocks];

    /// <summary>Passes tokens through all layers.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var tokens = input;
        foreach (var block in blocks)
        {
            var next = block.call(tokens);
            // What the graph needs it holds itself; without a graph one layer's tokens live at a time.
            if (!ReferenceEquals(tokens, input)) tokens.Dispose();
            tokens = next;
        }
        return tokens.MoveToOuterDisposeScope();
    }

    private static int Positive(int layers) => layers >= 1 ? layers : throw new ArgumentOutOfRangeException(nameof(layers), $"{layers} layers were asked for; at least 1 is needed.");
}
