using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Means over windows of images.</summary>
public sealed class AvgPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal AvgPool2d(long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad, long? divisor_override) : base(nameof(AvgPool2d)) =>
        (this.kernel_size, this.stride, this.padding, this.ceil_mode, this.count_include_pad, this.divisor_override) = (kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

    /// <summary>Lengths of a window.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>Steps between windows; null for those of the window.</summary>
    public long[]? stride { get; set; }

    /// <summary>Elements added on both sides.</summary>
    public long[]? padding { get; set; }

    /// <summary>Whether a window may reach over the end.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>Whether padding counts in the mean.</summary>
    public bool count_include_pad { get; set; }

    /// <summary>What to divide by, in place of the number of elements.</summary>
    public long? divisor_override { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
}
