using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Standardises each channel over the batch; in evaluation, by the statistics kept from training.</summary>
public abstract class BatchNorm : NormBase
{
    private readonly int[] axes;

    private protected BatchNorm(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name, int[] axes)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name) => this.axes = axes;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Another number of axes than this kind of batch normalisation has.</exception>
    public override Tensor forward(Tensor input)
    {
        if (!axes.Contains((int)input.ndim))
            throw new ArgumentException($"{GetName()} takes tensors with {string.Join(" or ", axes)} axes; this one has the shape [{string.Join(", ", input.shape)}].", nameof(input));
        var keeps = training && track_running_stats;
        if (keeps && num_batches_tracked is not null) Aten.add__Scalar.Do(num_batches_tracked, 1L);
        var share = momentum ?? (keeps && num_batches_tracked is not null ? 1.0 / num_batches_tracked.item<long>() : 0);
        // Statistics that are there are used in evaluation; in training they are only moved.
        var (mean, variance) = !training || track_running_stats ? (running_mean, running_var) : (null, null);
        return nn.functional.batch_norm(input, mean, variance, weight, bias, training || running_mean is null, share, eps);
    }
}

/// <summary>Batch normalisation of vectors, [batch, channels], or signals, [batch, channels, length].</summary>
public sealed class BatchNorm1d : BatchNorm
{
    internal BatchNorm1d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm1d), [2, 3])
    {
    }
}

/// <summary>Batch normalisation of images, [batch, channels, height, width].</summary>
public sealed class BatchNorm2d : BatchNorm
{
    internal BatchNorm2d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm2d), [4])
    {
    }
}
