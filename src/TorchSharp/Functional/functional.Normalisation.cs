using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Standardises the trailing axes of each sample and applies weight and bias.</summary>
            /// <param name="input">[…, the normalised shape].</param>
            /// <param name="normalized_shape">Lengths of the axes.</param>
            /// <param name="weight">Factors, of the normalised shape.</param>
            /// <param name="bias">Summands, of the normalised shape.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Aten.layer_norm.Call(input, normalized_shape, weight, bias, eps);

            /// <summary>Standardises each channel over the batch, or by running statistics, and applies weight and bias.</summary>
            /// <param name="input">[batch, channels, …].</param>
            /// <param name="running_mean">[channels]; in training it is moved towards the mean of the batch.</param>
            /// <param name="running_var">[channels]; likewise, with the unbiased variance.</param>
            /// <param name="weight">[channels].</param>
            /// <param name="bias">[channels].</param>
            /// <param name="training">Whether to use the statistics of the batch.</param>
            /// <param name="momentum">How far running statistics move.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5) =>
                Aten.batch_norm.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            /// <summary>Standardises groups of channels of each sample and applies weight and bias.</summary>
            /// <param name="input">[batch, channels, …].</param>
            /// <param name="num_groups">Number of groups, which divides the channels.</param>
            /// <param name="weight">[channels].</param>
            /// <param name="bias">[channels].</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Aten.group_norm.Call(input, num_groups, weight, bias, eps);
        }
    }
}
