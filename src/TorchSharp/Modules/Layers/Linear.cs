using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x Wᵀ + b.</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
    {
        (in_features, out_features) = (inputSize, outputSize);
        weight = NewParameter.Empty([outputSize, inputSize], device, dtype);
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (!hasBias) return;
        bias = NewParameter.Empty([outputSize], device, dtype);
        var bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
        nn.init.uniform_(bias, -bound, bound);
    }

    internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear)) =>
        (this.weight, this.bias, in_features, out_features) = (weight, bias, weight.size(1), weight.size(0));

    /// <summary>[out, in].</summary>
    public Parameter weight
    {
        get;
        set => Adopt(nameof(weight), field = value);
    }

    /// <summary>[out]; null where there is none.</summary>
    public Parameter? bias
    {
        get;
        set => Adopt(nameof(bias), field = value);
    }

    /// <summary>Length of the last axis of what comes in.</summary>
    public long in_features { get; set; }

    /// <summary>Length of the last axis of what goes out.</summary>
    public long out_features { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);
}
