using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>In training, zeros elements with a probability and scales the rest so that the mean stays.</summary>
public sealed class Dropout : ParameterLessModule<Tensor, Tensor>
{
    internal Dropout(double p, bool inplace) : base(nameof(Dropout))
    {
        if (!(p is >= 0 and <= 1)) throw new ArgumentException($"The probability of dropout was {p}; it must be in [0, 1].", nameof(p));
        (this.p, this.inplace) = (p, inplace);
    }

    /// <summary>The probability.</summary>
    public double p { get; set; }

    /// <summary>Whether the input is overwritten.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.dropout(tensor, p, training, inplace);
}
