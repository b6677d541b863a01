using RankCollapse.Models.Attention;
using RankCollapse.Models.Data;
using static TorchSharp.torch;

namespace RankCollapse.Models.Frequency;

/// <summary>Sizes of a <see cref="ReducibleTransformer"/>.</summary>
public sealed record ReducibleDesign
{
    /// <summary>Coordinates of a token, a multiple of <see cref="Heads"/>.</summary>
    public int Width { get; init => field = Require.AtLeast(value, 1, "DeiT-T has 192."); } = 32;

    /// <summary>Attention heads, at least 1.</summary>
    public int Heads { get; init => field = Require.AtLeast(value, 1, "DeiT-T has 3."); } = 4;

    /// <summary>Layers, at least 1.</summary>
    public int Layers { get; init => field = Require.AtLeast(value, 1, "DeiT has 12."); } = 4;

    /// <summary>Hidden coordinates of the MLP per coordinate of a token, at least 1.</summary>
    public int Expansion { get; init => field = Require.AtLeast(value, 1, "DeiT has 4."); } = 4;
}

/// <summary>One layer of one pass.</summary>
/// <param name="Attended">Tokens after the attention, before the step.</param>
/// <param name="Pass">The attention.</param>
/// <param name="Left">Tokens after the layer.</param>
public sealed record LayerPass(TokenState Attended, AttentionPass Pass, TokenState Left);

/// <summary>The body of a vision transformer in which tokens can be reduced inside any layer, between attention and MLP.</summary>
/// <example><code>
/// var body = new ReducibleTransformer(new ReducibleDesign());
/// var model = new VisionTransformer(design, body);
/// body.Steps = new Dictionary&lt;int, ReductionStep&gt; { [2] = new TokenSelection { Kept = 0.5 } };
/// </code></example>
/// <source paper="lee2025" item="section on the method">Reduction between attention and feed-forward part, as the reported operation counts require (derived here).</source>
public sealed class ReducibleTransformer : nn.Module<Tensor, Tensor>
{
    private static readonly Dictionary<int, ReductionStep> None = [];

    private readonly TorchSharp.Modules.ModuleList<ReducibleBlock> blocks;

    /// <summary>A body with PyTorch's usual initial weights.</summary>
    /// <param name="design">Sizes.</param>
    public ReducibleTransformer(ReducibleDesign design) : base(nameof(ReducibleTransformer))
    {
        ArgumentNullException.ThrowIfNull(design);
        Design = design;
        blocks = nn.ModuleList([.. Enumerable.Range(0, design.Layers).Select(_ => new ReducibleBlock(design.Width, design.Heads, design.Expansion))]);
        RegisterComponents();
    }

    /// <summary>Its sizes.</summary>
    public ReducibleDesign Design { get; }

    /// <summary>Its layers, the first first.</summary>
    public IReadOnlyList<ReducibleBlock> Blocks => [.. blocks];

    /// <summary>What <see cref="forward"/> does inside which layer, counted from 1; nothing unless set. It works in training as well.</summary>
    public IReadOnlyDictionary<int, ReductionStep> Steps { get; set => field = Checked(value); } = None;

    /// <summary>All layers with <see cref="Steps"/>.</summary>
    /// <param name="input">Shape [batch, 1 + side², width], the class token first.</param>
    /// <returns>Shape [batch, tokens left, width].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var state = TokenState.Begin(input);
        foreach (var layer in Enumerable.Range(1, Design.Layers)) state = Pass(state, layer, Steps).Left;
        return state.Tokens.MoveToOuterDisposeScope();
    }

    /// <summary>All layers, each shown; tensors belong to the dispose scope of the caller.</summary>
    /// <param name="input">Shape [batch, 1 + side², width].</param>
    /// <param name="steps">What happens inside which layer, counted from 1; nothing when left out, whatever <see cref="Steps"/> says.</param>
    /// <returns>One entry per layer.</returns>
    public IReadOnlyList<LayerPass> Trace(Tensor input, IReadOnlyDictionary<int, ReductionStep>? steps = null)
    {
        var checkedSteps = Checked(steps ?? None);
        var state = TokenState.Begin(input);
        var passes = new List<LayerPass>(Design.Layers);
        foreach (var layer in Enumerable.Range(1, Design.Layers))
        {
            passes.Add(Pass(state, layer, checkedSteps));
            state = passes[^1].Left;
        }

        return passes;
    }

    /// <summary>From the middle of a layer to the end: its MLP and all later layers without steps; tensors belong to the dispose scope of the caller.</summary>
    /// <param name="attended">Tokens after the attention of the layer, possibly reduced.</param>
    /// <param name="layer">Counted from 1.</param>
    /// <returns>Tokens after the last layer.</returns>
    public TokenState Resume(TokenState attended, int layer)
    {
        var state = Block(layer).Feed(attended);
        for (var next = layer + 1; next <= Design.Layers; next++) state = Pass(state, next, None).Left;
        return state;
    }

    private ReducibleBlock Block(int layer) => layer >= 1 && layer <= Design.Layers
        ? blocks[layer - 1]
        : throw new ArgumentOutOfRangeException(nameof(layer), $"layer was {layer}; it must be from 1 to {Design.Layers}. Layers are counted from 1.");

    private LayerPass Pass(TokenState state, int layer, IReadOnlyDictionary<int, ReductionStep> steps)
    {
        var (attended, pass) = Block(layer).Attend(state);
        var reduced = steps.TryGetValue(layer, out var step) ? step.Apply(attended, pass) : attended;
        return new LayerPass(attended, pass, Block(layer).Feed(reduced));
    }

    private IReadOnlyDictionary<int, ReductionStep> Checked(IReadOnlyDictionary<int, ReductionStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        foreach (var layer in steps.Keys) Block(layer);
        return steps;
    }
}
