using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Means over windows of two axes.</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="kernel_size">Height and width of a window.</param>
            /// <param name="stride">Steps between windows; those of the window when left out.</param>
            /// <param name="padding">Zeros on both sides.</param>
            /// <param name="ceil_mode">Whether a window may reach over the end.</param>
            /// <param name="count_include_pad">Whether padding counts in the mean.</param>
            /// <param name="divisor_override">What to divide by, in place of the number of elements.</param>
            public static Tensor avg_pool2d(Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
            {
                stride ??= [];
                padding ??= [0];
                return Aten.avg_pool2d.Call(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
            }

            /// <inheritdoc cref="avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
            public static Tensor avg_pool2d(Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, [kernel_size], One(stride), [padding], ceil_mode, count_include_pad, divisor_override);

            /// <inheritdoc cref="avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
            public static Tensor avg_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Two(kernel_size), Both(stride), Both(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Means over as many windows of two axes as are asked for.</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="output_size">Windows along both axes.</param>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) => Aten.adaptive_avg_pool2d.Call(input, output_size);

            /// <inheritdoc cref="adaptive_avg_pool2d(Tensor, long[])"/>
            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => adaptive_avg_pool2d(input, Two(output_size));

            /// <inheritdoc cref="adaptive_avg_pool2d(Tensor, long[])"/>
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, [output_size, output_size]);

            /// <summary>Largest elements of windows of two axes.</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="kernel_size">Height and width of a window.</param>
            /// <param name="strides">Steps between windows; those of the window when left out.</param>
            /// <param name="padding">Places on both sides that never win.</param>
            /// <param name="dilation">Steps between elements of a window.</param>
            /// <param name="ceil_mode">Whether a window may reach over the end.</param>
            public static Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
            {
                strides ??= [];
                padding ??= [0];
                dilation ??= [1];
                return Aten.max_pool2d.Call(input, kernel_size, strides, padding, dilation, ceil_mode);
            }

            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, [kernel_size], One(stride), One(padding), One(dilation), ceil_mode);

            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
            public static Tensor max_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Two(kernel_size), Both(stride), Both(padding), Both(dilation), ceil_mode);

            /// <summary>Largest elements of windows of two axes, and where they lie.</summary>
            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
            {
                strides ??= [];
                padding ??= [0];
                dilation ??= [1];
                return Aten.max_pool2d_with_indices.CallPair(input, kernel_size, strides, padding, dilation, ceil_mode);
            }

            private static long[]? One(long? number) => number is { } given ? [given] : null;

            private static long[]? Both((long, long)? pair) => pair is { } given ? Two(given) : null;
        }
    }
}
