using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Standardises groups of channels of each sample and applies weight and bias.</summary>
public sealed class GroupNorm : nn.Module<Tensor, Tensor>
{
    internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype) : base(nameof(GroupNorm))
    {
        if (num_groups < 1 || num_channels % num_groups != 0) throw new ArgumentException($"{num_channels} channels do not divide into {num_groups} groups of one size.", nameof(num_groups));
        (this.num_groups, this.eps, this.affine) = (num_groups, eps, affine);
        if (!affine) return;
        weight = NewParameter.Ones([num_channels], device, dtype);
        bias = NewParameter.Zeros([num_channels], device, dtype);
    }

    /// <summary>[channels]; null where there is none.</summary>
    public Parameter? weight
    {
        get;
        set => Adopt(nameof(weight), field = value);
    }

    /// <summary>[channels]; null where there is none.</summary>
    public Parameter? bias
    {
        get;
        set => Adopt(nameof(bias), field = value);
    }

    /// <summary>Number of groups.</summary>
    public long num_groups { get; set; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Whether there are weight and bias.</summary>
    public bool affine { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.group_norm(tensor, num_groups, weight, bias, eps);
}
