using RankCollapse.Randomness;
using RankCollapse.Theory.Recurrence;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>The choices of a <see cref="DiagonalStateSpace"/>.</summary>
public sealed record DiagonalStateSpaceDesign
{
    /// <summary>Coordinates of a token, at least 1; each has a system of its own.</summary>
    public required int Width { get; init => field = Shapes.Positive(value, nameof(Width), "It is the number of coordinates of a token."); }

    /// <summary>States of a coordinate (N), even; conjugate pairs are stored once.</summary>
    public int States { get; init; } = 64;

    /// <summary>Where the poles lie at the start.</summary>
    public DiagonalPoles Poles { get; init; } = DiagonalPoles.Linear;

    /// <summary>How the system becomes a recurrence.</summary>
    public Discretisation Discretisation { get; init; } = Discretisation.ZeroOrderHold;

    /// <summary>Smallest and largest initial step size (Δ), drawn evenly in the logarithm, one for each coordinate; above 0.</summary>
    public (double Least, double Most) Steps
    {
        get;
        init => field = value.Least > 0 && value.Most >= value.Least && double.IsFinite(value.Most)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Steps), $"Steps was {value}; it must be an interval above 0. Usual is (1e-3, 1e-1).");
    } = (1e-3, 1e-1);
}

/// <summary>S4D: for each coordinate ẋ = Ax + u, y = 2·Re(Cx) + Du with diagonal A, discretised at a learned step and applied as a convolution.</summary>
/// <remarks>B = 1. Real parts of the poles are −exp of a parameter. A mixer for a block: [batch, tokens, width] to the same shape.</remarks>
/// <source paper="orvieto2024" item="S4D">From S4D, arXiv 2206.11893.</source>
public sealed class DiagonalStateSpace : nn.Module<Tensor, Tensor>
{
    private readonly Parameter stepLog;
    private readonly Parameter decayLog;
    private readonly Parameter frequency;
    private readonly Parameter outputReal;
    private readonly Parameter outputImaginary;
    private readonly Parameter feedThrough;

    /// <summary>A layer at its initial weights.</summary>
    /// <param name="design">Its choices.</param>
    /// <param name="random">Where the weights come from.</param>
    public DiagonalStateSpace(DiagonalStateSpaceDesign design, RandomStream random) : base(nameof(DiagonalStateSpace))
    {
        Design = design;
        var (width, poles) = (design.Width, design.Poles.Values(design.States));
        var (least, most) = (Math.Log(design.Steps.Least), Math.Log(design.Steps.Most));
        stepLog = new Parameter(zeros(width).FillUniform(least, most > least ? most : least + 1e-12, random.Stream("steps")));
        decayLog = Rows(width, poles.Select(a => Math.Log(-a.Real)));
        frequency = Rows(width, poles.Select(a => a.Imaginary));
        Parameter Normal(string name, double deviation, params long[] shape) => new(zeros(shape).FillNormal(deviation, random.Stream(name)));
        outputReal = Normal("output real", Math.Sqrt(0.5), width, poles.Length);
        outputImaginary = Normal("output imaginary", Math.Sqrt(0.5), width, poles.Length);
        feedThrough = Normal("feed-through", 1, width);
        RegisterComponents();
    }

    /// <summary>Its choices.</summary>
    public DiagonalStateSpaceDesign Design { get; }

    /// <summary>The discrete eigenvalues Ā of every coordinate as they are now, shape [width, states/2]; the caller disposes them.</summary>
    public ComplexPair Eigenvalues()
    {
        using var scope = NewDisposeScope();
        var lambda = Discrete().DecayLog.Exponential();
        var (re, im) = scope.MoveToOuter(lambda.Real, lambda.Imaginary);
        return new ComplexPair(re, im);
    }

    /// <summary>The kernel of each coordinate, K_ℓ = 2·Re Σ_n C_n B̄_n Ā_n^ℓ.</summary>
    /// <param name="tokens">Number of lags, at least 1.</param>
    /// <returns>Shape [width, tokens]; the caller disposes it.</returns>
    public Tensor Kernel(long tokens)
    {
        using var scope = NewDisposeScope();
        var (decay, input) = Discrete();
        var lags = arange(tokens, dtype: stepLog.dtype, device: stepLog.device);
        var powers = (new ComplexPair(decay.Real.unsqueeze(-1), decay.Imaginary.unsqueeze(-1)) * lags).Exponential();
        var weight = new ComplexPair(outputReal, outputImaginary) * input;
        return (2 * ((weight.Real.unsqueeze(-1) * powers.Real) - (weight.Imaginary.unsqueeze(-1) * powers.Imaginary)).sum(1)).MoveToOuterDisposeScope();
    }

    /// <summary>Passes tokens through the convolution, by fast Fourier transform over twice the length.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        Shapes.Sequence(input, Design.Width);
        using var scope = NewDisposeScope();
        var tokens = input.size(1);
        var spectrum = fft.rfft(input.transpose(1, 2), 2 * tokens) * fft.rfft(Kernel(tokens), 2 * tokens);
        var output = fft.irfft(spectrum, 2 * tokens).narrow(-1, 0, tokens).transpose(1, 2);
        return (output + (feedThrough * input)).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>The same output token by token: x_k = Āx_(k−1) + B̄u_k, y_k = 2·Re(Cx_k) + Du_k.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public Tensor ForwardReference(Tensor input)
    {
        Shapes.Sequence(input, Design.Width);
        using var scope = NewDisposeScope();
        var (decayLogs, drive) = Discrete();
        var (decay, read) = (decayLogs.Exponential(), new ComplexPair(outputReal, outputImaginary));
        var state = new ComplexPair(zeros_like(decay.Real), zeros_like(decay.Real));
        var outputs = new List<Tensor>();
        for (long t = 0; t < input.size(1); t++)
        {
            state = (decay * state) + (drive * input.select(1, t).unsqueeze(-1));
            outputs.Add(2 * (read * state).Real.sum(-1));
        }
        return (stack(outputs, 1) + (feedThrough * input)).MoveToOuterDisposeScope();
    }

    /// <summary>M of each coordinate, M_ij = K_(i−j) for i ≥ j, plus D on the diagonal.</summary>
    /// <param name="tokens">Length of the sequence, at least 1.</param>
    /// <returns>Shape [width, tokens, tokens]; the caller disposes it.</returns>
    public Tensor MixingMatrix(int tokens)
    {
        Shapes.Positive(tokens, nameof(tokens), "It is the length of the sequence.");
        using var scope = NewDisposeScope();
        var unit = eye(tokens, dtype: stepLog.dtype, device: stepLog.device);
        return (Toeplitz.Of(Kernel(tokens)) + (feedThrough.unsqueeze(-1).unsqueeze(-1) * unit)).MoveToOuterDisposeScope();
    }

    private (ComplexPair DecayLog, ComplexPair Input) Discrete()
    {
        var step = stepLog.exp().unsqueeze(-1);
        return Design.Discretisation.Discretise(new ComplexPair(decayLog.exp().neg() * step, frequency * step), step);
    }

    private static Parameter Rows(int width, IEnumerable<double> values)
    {
        double[] row = [.. values];
        return new Parameter(tensor(row).to(float32).expand([width, row.Length]).clone());
    }
}
