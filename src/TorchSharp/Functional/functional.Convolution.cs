using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Convolution along one axis.</summary>
            /// <param name="input">[batch, channels in, length].</param>
            /// <param name="weight">[channels out, channels in / groups, width].</param>
            /// <param name="bias">[channels out].</param>
            /// <param name="stride">Steps between positions.</param>
            /// <param name="padding">Zeros on both sides.</param>
            /// <param name="dilation">Steps between the weights.</param>
            /// <param name="groups">Groups of channels that do not mix.</param>
            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1)
            {
                long[] strides = [stride ?? 1], paddings = [padding ?? 0], dilations = [dilation ?? 1];
                return Aten.conv1d.Call(input, weight, bias, strides, paddings, dilations, groups);
            }

            /// <summary>Convolution along one axis, with zeros that keep the length, or none.</summary>
            /// <inheritdoc cref="conv1d"/>
            public static Tensor conv1d_padding(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid, long? dilation = null, long groups = 1)
            {
                long[] strides = [stride ?? 1], dilations = [dilation ?? 1];
                return Aten.conv1d_padding.Call(input, weight, bias, strides, Name(padding), dilations, groups);
            }

            /// <summary>Convolution along two axes.</summary>
            /// <param name="input">[batch, channels in, height, width].</param>
            /// <param name="weight">[channels out, channels in / groups, height, width].</param>
            /// <param name="bias">[channels out].</param>
            /// <param name="strides">Steps between positions, for both axes or each.</param>
            /// <param name="padding">Zeros on both sides.</param>
            /// <param name="dilation">Steps between the weights.</param>
            /// <param name="groups">Groups of channels that do not mix.</param>
            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1)
            {
                strides ??= [1];
                padding ??= [0];
                dilation ??= [1];
                return Aten.conv2d.Call(input, weight, bias, strides, padding, dilation, groups);
            }

            /// <summary>Convolution along two axes, with zeros that keep the lengths, or none.</summary>
            /// <inheritdoc cref="conv2d"/>
            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1)
            {
                strides ??= [1];
                dilation ??= [1];
                return Aten.conv2d_padding.Call(input, weight, bias, strides, Name(padding), dilation, groups);
            }

            /// <summary>Patches of an image as columns.</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="kernel_size">Height and width of a patch.</param>
            /// <param name="dilation">Steps between elements of a patch.</param>
            /// <param name="padding">Zeros on both sides.</param>
            /// <param name="stride">Steps between patches.</param>
            /// <returns>[batch, channels × elements of a patch, patches].</returns>
            public static Tensor unfold(Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null)
            {
                long[] kernel = Two(kernel_size), dilations = Two(dilation ?? (1, 1)), paddings = Two(padding ?? (0, 0)), strides = Two(stride ?? (1, 1));
                return Aten.im2col.Call(input, kernel, dilations, paddings, strides);
            }

            /// <inheritdoc cref="unfold(Tensor, ValueTuple{long, long}, ValueTuple{long, long}?, ValueTuple{long, long}?, ValueTuple{long, long}?)"/>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            private static string Name(Padding padding) => padding == Padding.Same ? "same" : "valid";

            private static long[] Two((long, long) pair) => [pair.Item1, pair.Item2];
        }
    }
}
