using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Convolution of signals, [batch, channels, length].</summary>
public sealed class Conv1d : Convolution
{
    internal Conv1d(long in_channels, long out_channels, ConvolutionForm form, bool bias, Device? device, ScalarType? dtype) : base(nameof(Conv1d), in_channels, out_channels, form, bias, device, dtype)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (padding_mode is not (PaddingModes.Zeros or PaddingModes.Constant))
        {
            using var padded = nn.functional.pad(input, Around(), padding_mode);
            return nn.functional.conv1d(padded, weight, bias, stride[0], 0, dilation[0], groups);
        }
        return padding_type is { } rule
            ? nn.functional.conv1d_padding(input, weight, bias, stride[0], rule, dilation[0], groups)
            : nn.functional.conv1d(input, weight, bias, stride[0], padding[0], dilation[0], groups);
    }
}
