using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>
/// A selective state space system (S6): h_t = e^(Δ_t A) h_(t−1) + Δ_t B_t u_t and y_t = C_t h_t, for each channel with poles of its own,
/// where step sizes, B and C change from token to token. Four ways to the same output: <see cref="Scan"/>,
/// <see cref="ScanChunked"/>, <see cref="ScanReference"/>, and <see cref="MixingMatrix"/> times the input.
/// </summary>
/// <remarks>e^(ΔA) is exact for a held input; B is discretised as Δ·B (Euler), as published code does it.</remarks>
/// <source paper="joseph2025" item="selective SSM in the form O = MV">Per channel; the recurrence is that of Mamba.</source>
public sealed record SelectiveSystem
{
    /// <summary>u, shape [batch, tokens, channels].</summary>
    public required Tensor Input { get; init; }

    /// <summary>Δ, shape [batch, tokens, channels]; above 0 in every use known.</summary>
    public required Tensor StepSizes { get; init; }

    /// <summary>A, shape [channels, states], real; below 0 for a stable system.</summary>
    public required Tensor Poles { get; init; }

    /// <summary>B, shape [batch, tokens, states]: by what the input is written into the state.</summary>
    public required Tensor Write { get; init; }

    /// <summary>C, shape [batch, tokens, states]: by what the state is read.</summary>
    public required Tensor Read { get; init; }

    /// <summary>The output by the fastest way: vectors of channels on the processor, chunks of tokens on a GPU.</summary>
    /// <returns>Shape [batch, tokens, channels]; the caller disposes it. First derivatives only on the processor: use <see cref="ScanChunked"/> for higher ones.</returns>
    /// <exception cref="ArgumentException">Shapes or types that do not fit together.</exception>
    public Tensor Scan()
    {
        Check();
        return Input.device.type == DeviceType.CPU ? SelectiveScanFunction.Run(this) : ScanChunked();
    }

    /// <summary>The output by tensors: within chunks the associative scan (a, b)∘(a′, b′) = (a′a, a′b + b′) by doubling, then chunk after chunk.</summary>
    /// <param name="chunk">Tokens of a chunk, at least 1.</param>
    /// <returns>Shape [batch, tokens, channels]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">Shapes or types that do not fit together, or no chunk.</exception>
    public Tensor ScanChunked(int chunk = 32)
    {
        Check();
        Shapes.Positive(chunk, nameof(chunk), "32 tokens are usual.");
        using var scope = NewDisposeScope();
        var (batch, tokens) = (Input.size(0), Input.size(1));
        var (decay, drive) = (Decay(StepSizes), Drive(StepSizes));
        var missing = (chunk - tokens % chunk) % chunk;
        if (missing > 0)
        {
            decay = cat([decay, decay.new_ones(batch, missing, decay.size(2), decay.size(3))], 1);
            drive = cat([drive, drive.new_zeros(batch, missing, drive.size(2), drive.size(3))], 1);
        }
        (decay, drive) = (decay.unflatten(1, (tokens + missing) / chunk, chunk), drive.unflatten(1, (tokens + missing) / chunk, chunk));
        for (long reach = 1; reach < chunk; reach *= 2)
        {
            var (here, there) = (decay.narrow(2, reach, chunk - reach), drive.narrow(2, 0, chunk - reach));
            drive = cat([drive.narrow(2, 0, reach), drive.narrow(2, reach, chunk - reach) + (here * there)], 2);
            decay = cat([decay.narrow(2, 0, reach), here * decay.narrow(2, 0, chunk - reach)], 2);
        }
        return (States(decay, drive).narrow(1, 0, tokens) * Read.unsqueeze(2)).sum(-1).MoveToOuterDisposeScope();
    }

    /// <summary>The output token by token, as the recurrence is printed.</summary>
    /// <returns>Shape [batch, tokens, channels]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">Shapes or types that do not fit together.</exception>
    public Tensor ScanReference()
    {
        Check();
        using var scope = NewDisposeScope();
        var state = Input.new_zeros(Input.size(0), Input.size(2), Poles.size(1));
        var outputs = new List<Tensor>();
        for (long t = 0; t < Input.size(1); t++)
        {
            var delta = StepSizes.select(1, t).unsqueeze(-1);
            state = ((delta * Poles).exp() * state) + (delta * Input.select(1, t).unsqueeze(-1) * Write.select(1, t).unsqueeze(1));
            outputs.Add((state * Read.select(1, t).unsqueeze(1)).sum(-1));
        }
        return stack(outputs, 1).MoveToOuterDisposeScope();
    }

    /// <summary>M of each channel, M_ij = Σ_n C_in e^(A_n Σ_(j&lt;s≤i) Δ_s) B_jn Δ_j for i ≥ j, else 0: the output is M times the input.</summary>
    /// <returns>Shape [batch, channels, tokens, tokens]; the caller disposes it. Of order tokens² · channels · states numbers.</returns>
    /// <exception cref="ArgumentException">Shapes or types that do not fit together.</exception>
    public Tensor MixingMatrix()
    {
        Check();
        using var scope = NewDisposeScope();
        var exponent = SegmentSums.Of(StepSizes.transpose(1, 2)).unsqueeze(-1) * Poles.unsqueeze(1).unsqueeze(1);
        var ahead = SegmentSums.Ahead(Input.size(1), Input.device);
        var decay = exponent.masked_fill(ahead.unsqueeze(-1), double.NegativeInfinity).exp();
        var matrix = (decay * (Read.unsqueeze(2) * Write.unsqueeze(1)).unsqueeze(1)).sum(-1);
        return (matrix * StepSizes.transpose(1, 2).unsqueeze(2)).MoveToOuterDisposeScope();
    }

    /// <summary>States [batch, tokens, channels, states] from the scans of single chunks.</summary>
    private static Tensor States(Tensor decay, Tensor drive)
    {
        var state = drive.new_zeros(drive.size(0), 1, drive.size(3), drive.size(4));
        var all = new List<Tensor>();
        for (long c = 0; c < drive.size(1); c++)
        {
            var states = drive.select(1, c) + (decay.select(1, c) * state);
            all.Add(states);
            state = states.narrow(1, states.size(1) - 1, 1);
        }
        return cat(all, 1);
    }

    private Tensor Decay(Tensor delta) => (delta.unsqueeze(-1) * Poles).exp();

    private Tensor Drive(Tensor delta) => (delta * Input).unsqueeze(-1) * Write.unsqueeze(2);

    private void Check()
    {
        var shape = Shapes.Have(Input, nameof(Input), "[batch, tokens, channels]", -1, -1, -1).shape;
        Shapes.Have(StepSizes, nameof(StepSizes), "[batch, tokens, channels]", shape);
        var states = Shapes.Have(Poles, nameof(Poles), "[channels, states]", shape[2], -1).size(1);
        Shapes.Have(Write, nameof(Write), "[batch, tokens, states]", shape[0], shape[1], states);
        Shapes.Have(Read, nameof(Read), "[batch, tokens, states]", shape[0], shape[1], states);
        Shapes.Alike((nameof(Input), Input), (nameof(StepSizes), StepSizes), (nameof(Poles), Poles), (nameof(Write), Write), (nameof(Read), Read));
    }
}
