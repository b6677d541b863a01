using RankCollapse.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>A short convolution along time, each coordinate with a kernel of its own, that sees no later token.</summary>
/// <remarks>Kernels and biases start uniform in ±1/√taps, as a framework's convolution does.</remarks>
public sealed class CausalConvolution : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;

    /// <summary>A convolution at its initial weights.</summary>
    /// <param name="width">Coordinates of a token, at least 1.</param>
    /// <param name="taps">Tokens that it sees, itself included; at least 1, usually 4.</param>
    /// <param name="random">Where the weights come from.</param>
    public CausalConvolution(int width, int taps, RandomStream random) : base(nameof(CausalConvolution))
    {
        Shapes.Positive(width, nameof(width), "It is the number of coordinates of a token.");
        Shapes.Positive(taps, nameof(taps), "Use 1 for no look back.");
        var bound = 1 / Math.Sqrt(taps);
        weight = new Parameter(zeros(width, 1, taps).FillUniform(-bound, bound, random.Stream("weight")));
        bias = new Parameter(zeros(width).FillUniform(-bound, bound, random.Stream("bias")));
        RegisterComponents();
    }

    /// <summary>Convolves tokens.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        Shapes.Sequence(input, weight.size(0));
        using var scope = NewDisposeScope();
        var (taps, tokens) = (weight.size(2), input.size(1));
        // A sum of shifted tokens: on the processor several times as fast as a grouped convolution.
        var padded = nn.functional.pad(input, [0, 0, taps - 1, 0]);
        var output = bias.expand_as(input);
        for (long tap = 0; tap < taps; tap++) output = output.addcmul(padded.narrow(1, tap, tokens), weight.select(2, tap).select(1, 0), 1);
        return output.MoveToOuterDisposeScope();
    }
}
