using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Batch normalisation of vectors, [batch, channels], or signals, [batch, channels, length].</summary>
        /// <param name="num_features">Number of channels.</param>
        /// <param name="eps">Added to the variance.</param>
        /// <param name="momentum">How far the kept statistics move towards those of a batch.</param>
        /// <param name="affine">Whether there are weight and bias.</param>
        /// <param name="track_running_stats">Whether statistics are kept for evaluation.</param>
        /// <param name="device">Where the weights live.</param>
        /// <param name="dtype">Their element type.</param>
        public static BatchNorm1d BatchNorm1d(long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

        /// <summary>Batch normalisation of images, [batch, channels, height, width].</summary>
        /// <param name="num_features">Number of channels.</param>
        /// <param name="eps">Added to the variance.</param>
        /// <param name="momentum">How far the kept statistics move towards those of a batch.</param>
        /// <param name="affine">Whether there are weight and bias.</param>
        /// <param name="track_running_stats">Whether statistics are kept for evaluation.</param>
        /// <param name="device">Where the weights live.</param>
        /// <param name="dtype">Their element type.</param>
        public static BatchNorm2d BatchNorm2d(long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

        /// <summary>Standardises groups of channels of each sample and applies weight and bias.</summary>
        /// <param name="num_groups">Number of groups.</param>
        /// <param name="num_channels">Number of channels, which the groups divide.</param>
        /// <param name="eps">Added to the variance.</param>
        /// <param name="affine">Whether there are weight and bias.</param>
        /// <param name="device">Where the weights live.</param>
        /// <param name="dtype">Their element type.</param>
        public static GroupNorm GroupNorm(long num_groups, long num_channels, double eps = 1e-5, bool affine = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_groups, num_channels, eps, affine, device, dtype);

        /// <summary>Standardises the trailing axes of each sample and applies weight and bias.</summary>
        /// <param name="normalized_shape">Lengths of the axes.</param>
        /// <param name="eps">Added to the variance.</param>
        /// <param name="elementwise_affine">Whether there are factors.</param>
        /// <param name="bias">Whether there are summands too.</param>
        /// <param name="device">Where the weights live.</param>
        /// <param name="dtype">Their element type.</param>
        public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-5, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

        /// <inheritdoc cref="LayerNorm(long[], double, bool, bool, Device, ScalarType?)"/>
        public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-5, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new([normalized_shape], eps, elementwise_affine, bias, device, dtype);
    }
}
