using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Standardises the trailing axes of each sample and applies weight and bias.</summary>
public sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype) : base(nameof(LayerNorm))
    {
        (this.normalized_shape, this.eps, this.elementwise_affine) = ([.. normalized_shape], eps, elementwise_affine);
        if (!elementwise_affine) return;
        weight = NewParameter.Ones(normalized_shape, device, dtype);
        if (bias) this.bias = NewParameter.Zeros(normalized_shape, device, dtype);
    }

    /// <summary>Factors; null where there are none.</summary>
    public Parameter? weight
    {
        get;
        set => Adopt(nameof(weight), field = value);
    }

    /// <summary>Summands; null where there are none.</summary>
    public Parameter? bias
    {
        get;
        set => Adopt(nameof(bias), field = value);
    }

    /// <summary>Lengths of the axes.</summary>
    public long[] normalized_shape { get; set; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Whether there are factors.</summary>
    public bool elementwise_affine { get; set; }

    /// <summary>Sets factors to one and summands to zero.</summary>
    public void reset_parameters()
    {
        if (weight is not null) nn.init.ones_(weight);
        if (bias is not null) nn.init.zeros_(bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, weight, bias, eps);
}
