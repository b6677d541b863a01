using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Largest elements of windows of images.</summary>
        /// <param name="kernel_size">Lengths of a window.</param>
        /// <param name="stride">Steps between windows; those of the window when left out.</param>
        /// <param name="padding">Elements added on both sides.</param>
        /// <param name="dilation">Steps between elements of a window.</param>
        /// <param name="ceil_mode">Whether a window may reach over the end.</param>
        public static MaxPool2d MaxPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
            new(kernel_size, stride, padding, dilation, ceil_mode);

        /// <inheritdoc cref="MaxPool2d(long[], long[], long[], long[], bool)"/>
        public static MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new([kernel_size, kernel_size], Twice(stride), Twice(padding), Twice(dilation), ceil_mode);

        /// <inheritdoc cref="MaxPool2d(long[], long[], long[], long[], bool)"/>
        public static MaxPool2d MaxPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
            new(Both(kernel_size)!, Both(stride), Both(padding), Both(dilation), ceil_mode);

        /// <summary>Means over windows of images.</summary>
        /// <param name="kernel_size">Lengths of a window.</param>
        /// <param name="stride">Steps between windows; those of the window when left out.</param>
        /// <param name="padding">Elements added on both sides.</param>
        /// <param name="ceil_mode">Whether a window may reach over the end.</param>
        /// <param name="count_include_pad">Whether padding counts in the mean.</param>
        /// <param name="divisor_override">What to divide by, in place of the number of elements.</param>
        public static AvgPool2d AvgPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

        /// <inheritdoc cref="AvgPool2d(long[], long[], long[], bool, bool, long?)"/>
        public static AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new([kernel_size, kernel_size], Twice(stride), Twice(padding), ceil_mode, count_include_pad, divisor_override);

        /// <inheritdoc cref="AvgPool2d(long[], long[], long[], bool, bool, long?)"/>
        public static AvgPool2d AvgPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(Both(kernel_size)!, Both(stride), Both(padding), ceil_mode, count_include_pad, divisor_override);

        /// <summary>Means over as many windows of images as are asked for.</summary>
        /// <param name="output_size">Windows along both axes.</param>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);

        /// <inheritdoc cref="AdaptiveAvgPool2d(long[])"/>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new(Both(output_size)!);

        /// <inheritdoc cref="AdaptiveAvgPool2d(long[])"/>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new([output_size, output_size]);

        private static long[]? Twice(long? number) => number is { } given ? [given, given] : null;

        private static long[]? Both((long, long)? pair) => pair is { } given ? [given.Item1, given.Item2] : null;
    }
}
