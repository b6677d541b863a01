using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Convolution of signals, [batch, channels, length].</summary>
        /// <param name="in_channels">Channels of what comes in.</param>
        /// <param name="out_channels">Channels of what goes out.</param>
        /// <param name="kernel_size">Lengths of the kernel.</param>
        /// <param name="stride">Steps between positions.</param>
        /// <param name="padding">Elements added on both sides, or the rule for them.</param>
        /// <param name="dilation">Steps between the weights.</param>
        /// <param name="padding_mode">What is added.</param>
        /// <param name="groups">Groups of channels that do not mix.</param>
        /// <param name="bias">Whether there is a bias.</param>
        /// <param name="device">Where the weights live.</param>
        /// <param name="dtype">Their element type.</param>
        public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, new ConvolutionForm { Kernel = [kernel_size], Stride = [stride], Padding = [padding], Dilation = [dilation], Mode = padding_mode, Groups = groups }, bias, device, dtype);

        /// <inheritdoc cref="Conv1d(long, long, long, long, long, long, PaddingModes, long, bool, Device, ScalarType?)"/>
        public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, new ConvolutionForm { Kernel = [kernel_size], Stride = [stride], Padding = [0], PaddingType = padding, Dilation = [dilation], Mode = padding_mode, Groups = groups }, bias, device, dtype);

        /// <summary>Convolution of images, [batch, channels, height, width].</summary>
        /// <param name="in_channels">Channels of what comes in.</param>
        /// <param name="out_channels">Channels of what goes out.</param>
        /// <param name="kernel_size">Lengths of the kernel.</param>
        /// <param name="stride">Steps between positions.</param>
        /// <param name="padding">Elements added on both sides, or the rule for them.</param>
        /// <param name="dilation">Steps between the weights.</param>
        /// <param name="padding_mode">What is added.</param>
        /// <param name="groups">Groups of channels that do not mix.</param>
        /// <param name="bias">Whether there is a bias.</param>
        /// <param name="device">Where the weights live.</param>
        /// <param name="dtype">Their element type.</param>
        public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, new ConvolutionForm { Kernel = [kernel_size, kernel_size], Stride = [stride, stride], Padding = [padding, padding], Dilation = [dilation, dilation], Mode = padding_mode, Groups = groups }, bias, device, dtype);

        /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device, ScalarType?)"/>
        public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, new ConvolutionForm { Kernel = ConvolutionForm.Two(kernel_size, 1), Stride = ConvolutionForm.Two(stride, 1), Padding = ConvolutionForm.Two(padding, 0), Dilation = ConvolutionForm.Two(dilation, 1), Mode = padding_mode, Groups = groups }, bias, device, dtype);

        /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device, ScalarType?)"/>
        public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, new ConvolutionForm { Kernel = [kernel_size, kernel_size], Stride = [stride, stride], Padding = [0, 0], PaddingType = padding, Dilation = [dilation, dilation], Mode = padding_mode, Groups = groups }, bias, device, dtype);

        /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device, ScalarType?)"/>
        public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, new ConvolutionForm { Kernel = ConvolutionForm.Two(kernel_size, 1), Stride = ConvolutionForm.Two(stride, 1), Padding = [0, 0], PaddingType = padding, Dilation = ConvolutionForm.Two(dilation, 1), Mode = padding_mode, Groups = groups }, bias, device, dtype);
    }
}
