using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Convolution of images, [batch, channels, height, width].</summary>
public sealed class Conv2d : Convolution
{
    internal Conv2d(long in_channels, long out_channels, ConvolutionForm form, bool bias, Device? device, ScalarType? dtype) : base(nameof(Conv2d), in_channels, out_channels, form, bias, device, dtype)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (padding_mode is not (PaddingModes.Zeros or PaddingModes.Constant))
        {
            using var padded = nn.functional.pad(input, Around(), padding_mode);
            return nn.functional.conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
        }
        return padding_type is { } rule
            ? nn.functional.conv2d_padding(input, weight, bias, stride, rule, dilation, groups)
            : nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
    }
}
