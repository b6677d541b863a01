using RankCollapse.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>The choices of a <see cref="SelectiveStateSpace"/>, and of the <see cref="MambaBlock"/> around it.</summary>
public sealed record SelectiveStateSpaceDesign
{
    /// <summary>Coordinates of a token, at least 1; each is a channel with states of its own.</summary>
    public required int Width { get; init => field = Shapes.Positive(value, nameof(Width), "It is the number of coordinates of a token."); }

    /// <summary>States of a channel (d_state), at least 1.</summary>
    public int States { get; init => field = Shapes.Positive(value, nameof(States), "Mamba has 16."); } = 16;

    /// <summary>Rank of the map to step sizes (dt_rank), at least 1; ⌈width/16⌉ when left out.</summary>
    public int? StepRank { get; init => field = value is null ? null : Shapes.Positive(value.Value, nameof(StepRank), "Leave it out for a sixteenth of the width."); }
}

/// <summary>
/// S6, the selective state space layer: [δ, B, C] = W_x u, Δ = softplus(W_Δ δ + b_Δ), then a <see cref="SelectiveSystem"/> with poles −exp(A_log), and D⊙u
/// added. A mixer for a block: [batch, tokens, width] to the same shape.
/// </summary>
/// <remarks>A starts at −(1, 2, …, states) in each channel, D at 1, softplus(b_Δ) evenly in the logarithm from 1e-3 to 1e-1.</remarks>
/// <source paper="joseph2025" item="selective SSM (S6)">From Mamba, arXiv 2312.00752, as its code has it.</source>
public sealed class SelectiveStateSpace : nn.Module<Tensor, Tensor>
{
    private readonly Parameter polesLog;
    private readonly Parameter feedThrough;
    private readonly Parameter projection;
    private readonly Parameter stepWeight;
    private readonly Parameter stepBias;
    private readonly int rank;

    /// <summary>A layer at its initial weights.</summary>
    /// <param name="design">Its choices.</param>
    /// <param name="random">Where the weights come from.</param>
    public SelectiveStateSpace(SelectiveStateSpaceDesign design, RandomStream random) : base(nameof(SelectiveStateSpace))
    {
        Design = design;
        rank = design.StepRank ?? (design.Width + 15) / 16;
        polesLog = new Parameter(arange(1, design.States + 1, dtype: float32).log().expand([design.Width, design.States]).clone());
        feedThrough = new Parameter(ones(design.Width));
        projection = SelectiveInitialisation.Linear(rank + (2 * design.States), design.Width, random.Stream("projection"));
        stepWeight = SelectiveInitialisation.Linear(design.Width, rank, random.Stream("steps"));
        stepBias = SelectiveInitialisation.StepBias(design.Width, random.Stream("step bias"));
        RegisterComponents();
    }

    /// <summary>Its choices.</summary>
    public SelectiveStateSpaceDesign Design { get; }

    /// <summary>What the tokens make of the layer: the system with their step sizes, B and C, without D.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>Tensors that the caller's dispose scope frees.</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public SelectiveSystem System(Tensor input)
    {
        Shapes.Sequence(input, Design.Width);
        var parts = input.matmul(projection.T).split([rank, Design.States, Design.States], -1);
        return new SelectiveSystem
        {
            Input = input, StepSizes = (parts[0].matmul(stepWeight.T) + stepBias).softplus(), Poles = polesLog.exp().neg(), Write = parts[1], Read = parts[2],
        };
    }

    /// <summary>Passes tokens through the layer.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input) => Forward(input, system => system.Scan());

    /// <summary>The same output token by token.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public Tensor ForwardReference(Tensor input) => Forward(input, system => system.ScanReference());

    /// <summary>M of each channel for these tokens, with D on the diagonal.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>Shape [batch, width, tokens, tokens]; the caller disposes it.</returns>
    public Tensor MixingMatrix(Tensor input)
    {
        using var scope = NewDisposeScope();
        var unit = eye(input.size(1), dtype: input.dtype, device: input.device);
        return (System(input).MixingMatrix() + (feedThrough.unsqueeze(-1).unsqueeze(-1) * unit)).MoveToOuterDisposeScope();
    }

    private Tensor Forward(Tensor input, Func<SelectiveSystem, Tensor> scan)
    {
        using var scope = NewDisposeScope();
        return (scan(System(input)) + (feedThrough * input)).MoveToOuterDisposeScope();
    }
}
