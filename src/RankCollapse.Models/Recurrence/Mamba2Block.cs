using RankCollapse.Models.Norms;
using RankCollapse.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>The choices of a <see cref="Mamba2Block"/>.</summary>
public sealed record Mamba2Design
{
    /// <summary>Coordinates of a token, at least 1.</summary>
    public required int Width { get; init => field = Shapes.Positive(value, nameof(Width), "It is the number of coordinates of a token."); }

    /// <summary>Channels for each coordinate of a token, at least 1.</summary>
    public int Expansion { get; init => field = Shapes.Positive(value, nameof(Expansion), "Mamba-2 has 2."); } = 2;

    /// <summary>Heads, each with one decay, that share the channels evenly; at least 1.</summary>
    public int Heads { get; init => field = Shapes.Positive(value, nameof(Heads), "A head has 64 or 128 channels."); } = 1;

    /// <summary>States of a head (d_state), at least 1.</summary>
    public int States { get; init => field = Shapes.Positive(value, nameof(States), "Mamba-2 has 64 or 128."); } = 64;

    /// <summary>Tokens that the convolution before the scan sees; 1 for no look back, Mamba-2 has 4.</summary>
    public int Taps { get; init => field = Shapes.Positive(value, nameof(Taps), "Use 1 for no look back."); } = 4;

    /// <summary>Whether the output is multiplied by SiLU(z) before its norm.</summary>
    public bool Gates { get; init; } = true;
}

/// <summary>
/// The Mamba-2 block: [z, x, B, C, δ] = W_in u; SiLU(convolution) of x, B and C; a <see cref="ScalarDecaySystem"/> on Δ·x with a = −Δ·exp(A_log), plus D·x for each
/// head; RMSNorm(y ⊙ SiLU(z)); W_out. A mixer for a block: [batch, tokens, width] to the same shape.
/// </summary>
/// <remarks>exp(A_log) starts uniform in [1, 16], D at 1, softplus(b_Δ) evenly in the logarithm from 1e-3 to 1e-1.</remarks>
/// <source paper="joseph2025" item="the Mamba-2 mixer">From Mamba-2, arXiv 2405.21060, as its code has it.</source>
public sealed class Mamba2Block : nn.Module<Tensor, Tensor>
{
    private readonly Parameter inputMap;
    private readonly CausalConvolution convolution;
    private readonly Parameter stepBias;
    private readonly Parameter decayLog;
    private readonly Parameter feedThrough;
    private readonly RmsNorm norm;
    private readonly Parameter outputMap;
    private readonly int inner;

    /// <summary>A block at its initial weights.</summary>
    /// <param name="design">Its choices.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <exception cref="ArgumentException">The heads do not share the channels evenly.</exception>
    public Mamba2Block(Mamba2Design design, RandomStream random) : base(nameof(Mamba2Block))
    {
        Design = design;
        inner = design.Width * design.Expansion;
        if (inner % design.Heads != 0)
            throw new ArgumentException($"{design.Heads} heads cannot share {inner} channels evenly. Choose a width times expansion that is a multiple of the heads.", nameof(design));
        var mixed = inner + (2 * design.States);
        inputMap = SelectiveInitialisation.Linear((design.Gates ? inner : 0) + mixed + design.Heads, design.Width, random.Stream("input"));
        convolution = new CausalConvolution(mixed, design.Taps, random.Stream("convolution"));
        stepBias = SelectiveInitialisation.StepBias(design.Heads, random.Stream("step bias"));
        decayLog = new Parameter(zeros(design.Heads).FillUniform(1, 16, random.Stream("decay")).log());
        feedThrough = new Parameter(ones(design.Heads));
        norm = new RmsNorm(inner);
        outputMap = SelectiveInitialisation.Linear(design.Width, inner, random.Stream("output"));
        RegisterComponents();
    }

    /// <summary>Its choices.</summary>
    public Mamba2Design Design { get; }

    /// <summary>What the tokens make of the scan: M_ij = 𝓛_ij (C_i·B_j) applies to Δ_j x_j.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The system; the channels before the scan, [batch, heads, tokens, head width]; and z, or null without a gate. The caller's dispose scope frees them.</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public (ScalarDecaySystem System, Tensor Channels, Tensor? Gate) System(Tensor input)
    {
        Shapes.Sequence(input, Design.Width);
        var parts = input.matmul(inputMap.T).split([Design.Gates ? inner : 0, inner + (2 * Design.States), Design.Heads], -1);
        var mixed = convolution.call(parts[1]).silu().split([inner, Design.States, Design.States], -1);
        var channels = mixed[0].unflatten(-1, Design.Heads, inner / Design.Heads).transpose(1, 2);
        var steps = (parts[2] + stepBias).softplus().transpose(1, 2);
        long[] shared = [input.size(0), Design.Heads, input.size(1), Design.States];
        var system = new ScalarDecaySystem
        {
            Input = channels * steps.unsqueeze(-1), DecayLogs = steps * decayLog.exp().neg().unsqueeze(-1),
            Write = mixed[1].unsqueeze(1).expand(shared), Read = mixed[2].unsqueeze(1).expand(shared),
        };
        return (system, channels, Design.Gates ? parts[0] : null);
    }

    /// <summary>Passes tokens through the block.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input) => Forward(input, system => system.Scan());

    /// <summary>The same output with the scan token by token.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public Tensor ForwardReference(Tensor input) => Forward(input, system => system.ScanReference());

    private Tensor Forward(Tensor input, Func<ScalarDecaySystem, Tensor> scan)
    {
        using var scope = NewDisposeScope();
        var (system, channels, gate) = System(input);
        var mixed = (scan(system) + (feedThrough.unsqueeze(-1).unsqueeze(-1) * channels)).transpose(1, 2).flatten(2, 3);
        return norm.call(gate is null ? mixed : mixed * gate.silu()).matmul(outputMap.T).MoveToOuterDisposeScope();
    }
}
