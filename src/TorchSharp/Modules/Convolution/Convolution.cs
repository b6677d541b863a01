using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The same weights at every position of a signal or an image.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private protected Convolution(string name, long in_channels, long out_channels, ConvolutionForm form, bool bias, Device? device, ScalarType? dtype) : base(name)
    {
        if (form.Groups < 1 || in_channels % form.Groups != 0 || out_channels % form.Groups != 0)
            throw new ArgumentException($"{in_channels} channels in and {out_channels} out do not both divide into {form.Groups} groups.");
        if (form.PaddingType == Padding.Same && form.Stride.Any(s => s != 1)) throw new ArgumentException("Padding that keeps the length needs a stride of 1.");
        (this.in_channels, this.out_channels) = (in_channels, out_channels);
        (kernel_size, stride, dilation, groups) = (form.Kernel, form.Stride, form.Dilation, form.Groups);
        (padding, padding_type, padding_mode) = (form.Padding, form.PaddingType, form.Mode);
        weight = NewParameter.Empty([out_channels, in_channels / groups, .. kernel_size], device, dtype);
        if (bias) this.bias = NewParameter.Empty([out_channels], device, dtype);
        reset_parameters();
    }

    /// <summary>[channels out, channels in / groups, lengths of the kernel].</summary>
    public Parameter weight
    {
        get;
        set => Adopt(nameof(weight), field = value);
    }

    /// <summary>[channels out]; null where there is none.</summary>
    public Parameter? bias
    {
        get;
        set => Adopt(nameof(bias), field = value);
    }

    /// <summary>Channels of what comes in.</summary>
    public long in_channels { get; }

    /// <summary>Channels of what goes out.</summary>
    public long out_channels { get; }

    /// <summary>Lengths of the kernel.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>Steps between positions.</summary>
    public long[] stride { get; set; }

    /// <summary>Steps between the weights.</summary>
    public long[] dilation { get; set; }

    /// <summary>Groups of channels that do not mix.</summary>
    public long groups { get; set; }

    /// <summary>Elements added on both sides of each axis.</summary>
    public long[] padding { get; set; }

    /// <summary>Padding by a rule; null where it is given by numbers.</summary>
    public Padding? padding_type { get; set; }

    /// <summary>What is added.</summary>
    public PaddingModes padding_mode { get; set; }

    /// <summary>Draws weights and bias evenly within 1/√(connections into a unit).</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is null) return;
        var (fanIn, _) = nn.init.CalculateFanInAndFanOut(weight);
        if (fanIn == 0) return;
        var bound = 1 / Math.Sqrt(fanIn);
        nn.init.uniform_(bias, -bound, bound);
    }

    /// <summary>Sets the padding by numbers.</summary>
    /// <param name="padding">Elements on both sides of each axis.</param>
    public void SetPadding(long[] padding) => (this.padding, padding_type) = (padding, null);

    /// <summary>Sets the padding by a rule.</summary>
    /// <param name="padding">The rule.</param>
    public void SetPadding(Padding padding) => (this.padding, padding_type) = ([.. kernel_size.Select(_ => 0L)], padding);

    /// <summary>The padding of each side, last axis first: what goes around a tensor that is padded with something other than zeros.</summary>
    private protected long[] Around()
    {
        var around = new long[2 * kernel_size.Length];
        for (var axis = 0; axis < kernel_size.Length; axis++)
        {
            // An odd total gets the larger half behind, as libtorch does for zeros.
            var total = padding_type is Padding.Same ? dilation[axis] * (kernel_size[axis] - 1) : padding_type is null ? 2 * padding[axis] : 0;
            var at = 2 * (kernel_size.Length - 1 - axis);
            (around[at], around[at + 1]) = (total / 2, total - total / 2);
        }
        return around;
    }
}
