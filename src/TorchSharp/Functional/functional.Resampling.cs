using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Puts elements around a tensor.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="pad">Before and after the last axis, before and after the one before, and so on.</param>
            /// <param name="mode">A constant, the mirrored inside, the outermost element, or the other end.</param>
            /// <param name="value">The constant.</param>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Constant => Aten.pad.Call(input, pad, "constant", value),
                PaddingModes.Zeros => Aten.pad.Call(input, pad, "constant", 0.0),
                PaddingModes.Reflect => Aten.pad.Call(input, pad, "reflect", Arg.None),
                PaddingModes.Replicate => Aten.pad.Call(input, pad, "replicate", Arg.None),
                _ => Aten.pad.Call(input, pad, "circular", Arg.None),
            };

            /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, pad.ToArray(), mode, value);

            /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, Two(pad), mode, value);

            /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, [pad, pad], mode, value);

            /// <summary>Resamples signals, [batch, channels, length], or images, [batch, channels, height, width].</summary>
            /// <param name="x">The samples.</param>
            /// <param name="size">New lengths of the trailing axes; or else</param>
            /// <param name="scale_factor">factors of their lengths, one for all or one for each.</param>
            /// <param name="mode">How values between the samples are found.</param>
            /// <param name="align_corners">Whether the outermost samples stay in place, for linear, bilinear and bicubic.</param>
            /// <param name="recompute_scale_factor">Whether the factors are those of the new lengths, after rounding.</param>
            /// <param name="antialias">Whether to smooth first where an image shrinks, for bilinear and bicubic.</param>
            /// <exception cref="ArgumentException">Not one of the two was given, or the mode does not suit the axes.</exception>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                if ((size is null) == (scale_factor is null)) throw new ArgumentException("Interpolation needs either size or scale_factor.");
                var axes = (int)x.ndim - 2;
                if (size is { Length: 1 }) size = [.. Enumerable.Repeat(size[0], axes)];
                if (scale_factor is { Length: 1 }) scale_factor = [.. Enumerable.Repeat(scale_factor[0], axes)];
                if ((size?.Length ?? scale_factor!.Length) != axes) throw new ArgumentException($"Interpolation of a tensor with {axes} axes after batch and channels needs as many lengths or factors, or one.");
                if (scale_factor is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                    (size, scale_factor) = ([.. scale_factor.Select((f, i) => (long)Math.Floor(x.size(i + 2) * f))], null);
                var corners = align_corners ?? false;
                return (mode, axes, antialias) switch
                {
                    (InterpolationMode.Nearest, 1, false) => Aten.upsample_nearest1d_vec.Call(x, size, scale_factor),
                    (InterpolationMode.Nearest, 2, false) => Aten.upsample_nearest2d_vec.Call(x, size, scale_factor),
                    (InterpolationMode.NearestExact, 1, false) => Aten._upsample_nearest_exact1d_vec.Call(x, size, scale_factor),
                    (InterpolationMode.NearestExact, 2, false) => Aten._upsample_nearest_exact2d_vec.Call(x, size, scale_factor),
                    (InterpolationMode.Linear, 1, false) => Aten.upsample_linear1d_vec.Call(x, size, corners, scale_factor),
                    (InterpolationMode.Bilinear, 2, false) => Aten.upsample_bilinear2d_vec.Call(x, size, corners, scale_factor),
                    (InterpolationMode.Bilinear, 2, true) => Aten._upsample_bilinear2d_aa_vec.Call(x, size, corners, scale_factor),
                    (InterpolationMode.Bicubic, 2, false) => Aten.upsample_bicubic2d_vec.Call(x, size, corners, scale_factor),
                    (InterpolationMode.Bicubic, 2, true) => Aten._upsample_bicubic2d_aa_vec.Call(x, size, corners, scale_factor),
                    (InterpolationMode.Area, 2, false) => Aten.adaptive_avg_pool2d.Call(x, size!),
                    _ => throw new ArgumentException($"{mode}{(antialias ? " with antialiasing" : "")} does not interpolate a tensor with {axes} axes after batch and channels."),
                };
            }
        }
    }
}
