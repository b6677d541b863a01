using System.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>
/// Linear modes driven by one input and an MLP that reads them and the time: ŷ_k = MLP([Re x_k, Im x_k, k/L, sin(k/4), cos(k/4), …, cos k]),
/// x_k = λ⊙x_{k−1} + γ·v_k with γ = (1 − |λ|²)^½, which is an LRU layer of one input without output matrix.
/// </summary>
/// <source paper="orvieto2024" item="the architecture">The clock frequencies are our own.</source>
public sealed class ModesAndMlp : nn.Module<Tensor, Tensor>
{
    private const int Clocks = 4;
    private readonly Parameter decayLog;
    private readonly Parameter phase;
    private readonly Parameter gammaLog;

    /// <summary>Modes at given eigenvalues and an MLP with PyTorch's usual weights.</summary>
    /// <param name="eigenvalues">λ, at least one, moduli in (0, 1).</param>
    /// <param name="units">Hidden units, at least 1.</param>
    /// <param name="outputs">Numbers per step, at least 1.</param>
    /// <param name="learnsModes">Whether gradients reach log ν, θ and log γ.</param>
    /// <exception cref="ArgumentException">A modulus that is not in (0, 1).</exception>
    public ModesAndMlp(IReadOnlyList<Complex> eigenvalues, int units, int outputs, bool learnsModes) : base(nameof(ModesAndMlp))
    {
        Shapes.Positive(eigenvalues.Count, nameof(eigenvalues), "Give at least one mode.");
        foreach (var lambda in eigenvalues)
        {
            if (Complex.Abs(lambda) is not (> 0 and < 1))
                throw new ArgumentException($"An eigenvalue was {lambda}, of modulus {Complex.Abs(lambda)}; it must be above 0 and below 1. Move it inside the unit circle.", nameof(eigenvalues));
        }

        Parameter Of(Func<Complex, double> value) => new(tensor(eigenvalues.Select(value).ToArray()).to(float32), learnsModes);
        decayLog = Of(z => Math.Log(-Math.Log(Complex.Abs(z))));
        phase = Of(z => z.Phase);
        gammaLog = Of(z => 0.5 * Math.Log((1 - Complex.Abs(z)) * (1 + Complex.Abs(z))));
        Decoder = new MlpDecoder((2 * eigenvalues.Count) + 1 + (2 * Clocks), units, outputs);
        RegisterComponents();
    }

    /// <summary>The MLP.</summary>
    public MlpDecoder Decoder { get; }

    /// <summary>What the MLP reads.</summary>
    /// <param name="input">v, shape [batch, steps, 1].</param>
    /// <returns>Shape [batch, steps, 2·modes + 9].</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public Tensor Features(Tensor input)
    {
        Shapes.Have(input, nameof(input), "[batch, steps, 1]", -1, -1, 1);
        using var scope = NewDisposeScope();
        var (batch, steps) = (input.size(0), input.size(1));
        var drive = input * gammaLog.exp();
        var states = new DiagonalSystem
        {
            Eigenvalues = new ComplexPair(decayLog.exp().neg(), phase).Exponential(), Drive = new ComplexPair(drive, zeros_like(drive)),
        }.States();
        var k = arange(1, steps + 1, dtype: float32, device: input.device).unsqueeze(-1);
        var clocks = k * (arange(1, Clocks + 1, dtype: float32, device: input.device) * 0.25f);
        var time = cat([k / (double)steps, clocks.sin(), clocks.cos()], 1).unsqueeze(0).expand(batch, -1, -1);
        return cat([states.Real, states.Imaginary, time], 2).MoveToOuterDisposeScope();
    }

    /// <summary>The answers.</summary>
    /// <param name="input">v, shape [batch, steps, 1].</param>
    /// <returns>Shape [batch, steps, outputs].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Decoder.call(Features(input)).MoveToOuterDisposeScope();
    }
}
