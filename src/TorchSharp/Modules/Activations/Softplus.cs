using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>ln(1 + e^(βx)) / β.</summary>
public sealed class Softplus : ParameterLessModule<Tensor, Tensor>
{
    internal Softplus(double beta, double threshold) : base(nameof(Softplus))
    {
        this.beta = beta;
        this.threshold = threshold;
    }

    /// <summary>How sharp the bend at 0 is.</summary>
    public double beta { get; set; }

    /// <summary>Where βx is above it, x itself is taken.</summary>
    public double threshold { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.softplus(tensor, beta, threshold);
}
