using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Largest elements of windows of images.</summary>
public sealed class MaxPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal MaxPool2d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode) : base(nameof(MaxPool2d)) =>
        (this.kernel_size, this.stride, this.padding, this.dilation, this.ceil_mode) = (kernel_size, stride, padding, dilation, ceil_mode);

    /// <summary>Lengths of a window.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>Steps between windows; null for those of the window.</summary>
    public long[]? stride { get; set; }

    /// <summary>Elements added on both sides.</summary>
    public long[]? padding { get; set; }

    /// <summary>Steps between elements of a window.</summary>
    public long[]? dilation { get; set; }

    /// <summary>Whether a window may reach over the end.</summary>
    public bool ceil_mode { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);

    /// <summary>The computation, and where the largest elements lie.</summary>
    /// <param name="input">[batch, channels, height, width].</param>
    public (Tensor output, Tensor indices) forward_with_indices(Tensor input) => nn.functional.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
}
