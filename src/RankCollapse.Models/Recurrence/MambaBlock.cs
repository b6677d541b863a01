using RankCollapse.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>
/// The Mamba block: [x, z] = W_in u; x ← SiLU(convolution of 4 tokens); S6; times SiLU(z); W_out. A mixer for a block: [batch, tokens, width] to the
/// same shape. The skip path and the norm are the block's.
/// </summary>
/// <source paper="joseph2025" item="the Mamba mixer">From Mamba, arXiv 2312.00752, as its code has it; the output map is not rescaled by depth.</source>
public sealed class MambaBlock : nn.Module<Tensor, Tensor>
{
    private readonly Parameter inputMap;
    private readonly CausalConvolution convolution;
    private readonly SelectiveStateSpace scan;
    private readonly Parameter outputMap;
    private readonly int width;
    private readonly bool gates;

    /// <summary>A block at its initial weights.</summary>
    /// <param name="design">Width is the token's; the channels are <paramref name="expansion"/> times as many.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="expansion">Channels for each coordinate of a token, at least 1; Mamba has 2.</param>
    /// <param name="gates">False to leave the gate out.</param>
    public MambaBlock(SelectiveStateSpaceDesign design, RandomStream random, int expansion = 2, bool gates = true) : base(nameof(MambaBlock))
    {
        Shapes.Positive(expansion, nameof(expansion), "Mamba has 2.");
        (width, this.gates) = (design.Width, gates);
        var inner = expansion * width;
        inputMap = SelectiveInitialisation.Linear(gates ? 2 * inner : inner, width, random.Stream("input"));
        convolution = new CausalConvolution(inner, 4, random.Stream("convolution"));
        scan = new SelectiveStateSpace(design with { Width = inner, StepRank = design.StepRank ?? (width + 15) / 16 }, random.Stream("scan"));
        outputMap = SelectiveInitialisation.Linear(width, inner, random.Stream("output"));
        RegisterComponents();
    }

    /// <summary>The selective scan inside.</summary>
    public SelectiveStateSpace Mixing => scan;

    /// <summary>Passes tokens through the block.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input) => Forward(input, x => scan.call(x));

    /// <summary>The same output with the scan token by token.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public Tensor ForwardReference(Tensor input) => Forward(input, scan.ForwardReference);

    private Tensor Forward(Tensor input, Func<Tensor, Tensor> mix)
    {
        Shapes.Sequence(input, width);
        using var scope = NewDisposeScope();
        var parts = input.matmul(inputMap.T).chunk(gates ? 2 : 1, -1);
        var mixed = mix(convolution.call(parts[0]).silu());
        return (gates ? mixed * parts[1].silu() : mixed).matmul(outputMap.T).MoveToOuterDisposeScope();
    }
}
