using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Recurrence;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>The choices of a <see cref="LinearRecurrentUnit"/>.</summary>
public sealed record LinearRecurrentUnitDesign
{
    /// <summary>Coordinates of a token (H), at least 1.</summary>
    public required int Width { get; init => field = Shapes.Positive(value, nameof(Width), "It is the number of coordinates of a token."); }

    /// <summary>Complex modes of the state (N), at least 1.</summary>
    public required int Modes { get; init => field = Shapes.Positive(value, nameof(Modes), "It is the size of the state."); }

    /// <summary>Where the eigenvalues lie at the start; the unit disk when left out.</summary>
    public RingInitialisation Ring { get; init; } = new();

    /// <summary>Whether inputs are scaled by γ = (1 − |λ|²)^½ at the start, so that white noise gives states of the size of the drive at any modulus.</summary>
    public bool Normalises { get; init; } = true;

    /// <summary>Whether the input is added to the output, coordinate by coordinate (D): a skip path of its own.</summary>
    public bool HasFeedThrough { get; init; } = true;
}

/// <summary>
/// The linear recurrent unit: x_k = Λx_(k−1) + γ⊙(Bu_k), y_k = Re(Cx_k) + D⊙u_k with complex diagonal Λ, λ = exp(−exp(ν_log) + i·exp(θ_log)).
/// </summary>
/// <remarks>Re B, Im B have variance 1/(2·width), Re C, Im C variance 1/modes, D variance 1. A mixer for a block: [batch, tokens, width] to the same shape.</remarks>
/// <source paper="orvieto2024" item="the LRU layer">From the LRU paper, arXiv 2303.06349; γ is a parameter of its own after the start.</source>
public sealed class LinearRecurrentUnit : nn.Module<Tensor, Tensor>
{
    private readonly Parameter decayLog;
    private readonly Parameter phaseLog;
    private readonly Parameter gammaLog;
    private readonly Parameter inputReal;
    private readonly Parameter inputImaginary;
    private readonly Parameter outputReal;
    private readonly Parameter outputImaginary;
    private readonly Parameter? feedThrough;

    /// <summary>A unit at its initial weights.</summary>
    /// <param name="design">Its choices.</param>
    /// <param name="random">Where the weights come from.</param>
    public LinearRecurrentUnit(LinearRecurrentUnitDesign design, RandomStream random) : base(nameof(LinearRecurrentUnit))
    {
        Design = design;
        var ring = design.Ring.Draw(design.Modes, random.Stream("ring"));
        decayLog = Vector(ring.Select(e => Math.Log(e.Decay)));
        phaseLog = Vector(ring.Select(e => Math.Log(e.Phase)));
        // 1 − |λ|² without a difference: near the unit circle it would keep few digits.
        gammaLog = Vector(ring.Select(e => design.Normalises ? 0.5 * Math.Log(-Exponentials.MinusOne(-2 * e.Decay)) : 0));
        Parameter Normal(string name, double deviation, params long[] shape) => new(zeros(shape).FillNormal(deviation, random.Stream(name)));
        var (ofInput, ofOutput) = (Math.Sqrt(0.5 / design.Width), Math.Sqrt(1.0 / design.Modes));
        inputReal = Normal("input real", ofInput, design.Modes, design.Width);
        inputImaginary = Normal("input imaginary", ofInput, design.Modes, design.Width);
        outputReal = Normal("output real", ofOutput, design.Width, design.Modes);
        outputImaginary = Normal("output imaginary", ofOutput, design.Width, design.Modes);
        feedThrough = design.HasFeedThrough ? Normal("feed-through", 1, design.Width) : null;
        RegisterComponents();
    }

    /// <summary>Its choices.</summary>
    public LinearRecurrentUnitDesign Design { get; }

    /// <summary>λ as they are now, shape [modes]; the caller disposes them.</summary>
    public ComplexPair Eigenvalues()
    {
        using var scope = NewDisposeScope();
        var lambda = new ComplexPair(decayLog.exp().neg(), phaseLog.exp()).Exponential();
        var (re, im) = scope.MoveToOuter(lambda.Real, lambda.Imaginary);
        return new ComplexPair(re, im);
    }

    /// <summary>The state after each token.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>Shape [batch, tokens, modes]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public ComplexPair States(Tensor input) => States(input, system => system.States());

    /// <summary>Passes tokens through the recurrence.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input) => Read(input, States(input));

    /// <summary>The same output token by token.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public Tensor ForwardReference(Tensor input) => Read(input, States(input, system => system.StatesReference()));

    /// <summary>M from coordinate h′ to coordinate h, M_ij = Re Σ_n C_hn λ_n^(i−j) γ_n B_nh′ for i ≥ j, plus D on the diagonal.</summary>
    /// <param name="tokens">Length of the sequence, at least 1.</param>
    /// <returns>Shape [width, width, tokens, tokens], output coordinate first; the caller disposes it.</returns>
    public Tensor MixingMatrix(int tokens)
    {
        Shapes.Positive(tokens, nameof(tokens), "It is the length of the sequence.");
        using var scope = NewDisposeScope();
        var device = decayLog.device;
        var lags = arange(tokens, dtype: decayLog.dtype, device: device);
        var powers = (new ComplexPair(decayLog.exp().neg(), phaseLog.exp()) * lags.unsqueeze(-1)).Exponential();
        // [lags, modes] · [modes, width] for each output coordinate.
        var write = new ComplexPair(inputReal, inputImaginary) * gammaLog.exp().unsqueeze(-1);
        var read = new ComplexPair(outputReal, outputImaginary);
        var kernel = Product(read, powers, write);
        var matrix = Toeplitz.Of(kernel);
        if (feedThrough is not null) matrix = matrix + (feedThrough.diag().unsqueeze(-1).unsqueeze(-1) * eye(tokens, dtype: decayLog.dtype, device: device));
        return matrix.MoveToOuterDisposeScope();
    }

    private static Tensor Product(ComplexPair read, ComplexPair powers, ComplexPair write)
    {
        var spread = new ComplexPair(read.Real.unsqueeze(1), read.Imaginary.unsqueeze(1)) * powers;
        return (spread.Real.matmul(write.Real) - spread.Imaginary.matmul(write.Imaginary)).permute(0, 2, 1);
    }

    private ComplexPair States(Tensor input, Func<DiagonalSystem, ComplexPair> scan)
    {
        Shapes.Sequence(input, Design.Width);
        using var scope = NewDisposeScope();
        var gamma = gammaLog.exp().unsqueeze(-1);
        var drive = new ComplexPair(input.matmul((inputReal * gamma).T), input.matmul((inputImaginary * gamma).T));
        var states = scan(new DiagonalSystem { Eigenvalues = Eigenvalues(), Drive = drive });
        var (re, im) = scope.MoveToOuter(states.Real, states.Imaginary);
        return new ComplexPair(re, im);
    }

    private Tensor Read(Tensor input, ComplexPair states)
    {
        using var scope = NewDisposeScope();
        var output = states.Real.matmul(outputReal.T) - states.Imaginary.matmul(outputImaginary.T);
        if (feedThrough is not null) output = output + (feedThrough * input);
        states.Real.Dispose();
        states.Imaginary.Dispose();
        return output.MoveToOuterDisposeScope();
    }

    private static Parameter Vector(IEnumerable<double> values) => new(tensor(values.ToArray()).to(float32));
}
