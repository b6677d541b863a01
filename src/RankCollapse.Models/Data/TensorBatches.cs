using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Data;

/// <summary>Elements of a data set as tensors on the device where models run; the caller disposes them.</summary>
public static class TensorBatches
{
    /// <summary>Some images and their labels.</summary>
    /// <param name="set">The set.</param>
    /// <param name="indices">Image numbers, shape [batch].</param>
    /// <param name="normalisation">Usually the statistics of the training set, also for test images.</param>
    /// <returns>Images, shape [batch, channels, height, width], single precision; labels, shape [batch], 64-bit integers.</returns>
    public static (Tensor Images, Tensor Labels) Batch(this ImageSet set, ReadOnlySpan<int> indices, PixelStatistics normalisation)
    {
        var pixels = new float[indices.Length * set.Shape.Size];
        var labels = new long[indices.Length];
        set.CopyNormalised(indices, normalisation, pixels);
        set.CopyLabels(indices, labels);
        return (Moved(pixels, indices.Length, set.Shape.Channels, set.Shape.Height, set.Shape.Width), Moved(labels, indices.Length));
    }

    /// <summary>Some token sequences and what is to be predicted at each position.</summary>
    /// <param name="task">The task.</param>
    /// <param name="indices">Sequence numbers, shape [batch].</param>
    /// <returns>Tokens and targets, shape [batch, length] each, 64-bit integers; a target of -100 is not scored.</returns>
    public static (Tensor Tokens, Tensor Targets) Batch(this TokenTask task, ReadOnlySpan<int> indices)
    {
        var (tokens, targets) = (new long[indices.Length * task.Shape.Length], new long[indices.Length * task.Shape.Length]);
        task.CopyInputs(indices, tokens);
        task.CopyTargets(indices, targets);
        return (Moved(tokens, indices.Length, task.Shape.Length), Moved(targets, indices.Length, task.Shape.Length));
    }

    /// <summary>Some samples of vectors and their labels.</summary>
    /// <param name="task">The task.</param>
    /// <param name="indices">Sample numbers, shape [batch].</param>
    /// <returns>Vectors, shape [batch, positions, width], single precision; labels, shape [batch, positions], 64-bit integers.</returns>
    public static (Tensor Vectors, Tensor Labels) Batch(this VectorTask task, ReadOnlySpan<int> indices)
    {
        var vectors = new float[indices.Length * task.Shape.Positions * task.Shape.Width];
        var labels = new long[indices.Length * task.Shape.Positions];
        task.CopyVectors(indices, vectors);
        task.CopyLabels(indices, labels);
        return (Moved(vectors, indices.Length, task.Shape.Positions, task.Shape.Width), Moved(labels, indices.Length, task.Shape.Positions));
    }

    /// <summary>Some signals and what is to be made of them.</summary>
    /// <param name="task">The task.</param>
    /// <param name="indices">Signal numbers, shape [batch].</param>
    /// <returns>Inputs, shape [batch, positions, input width]; targets, shape [batch, positions, target width]; single precision.</returns>
    public static (Tensor Inputs, Tensor Targets) Batch(this SignalTask task, ReadOnlySpan<int> indices)
    {
        var inputs = new float[indices.Length * task.Shape.Positions * task.Shape.InputWidth];
        var targets = new float[indices.Length * task.Shape.Positions * task.Shape.TargetWidth];
        task.CopyInputs(indices, inputs);
        task.CopyTargets(indices, targets);
        return (Moved(inputs, indices.Length, task.Shape.Positions, task.Shape.InputWidth), Moved(targets, indices.Length, task.Shape.Positions, task.Shape.TargetWidth));
    }

    private static Tensor Moved(float[] values, params long[] shape) => Moved(tensor(values, shape));

    private static Tensor Moved(long[] values, params long[] shape) => Moved(tensor(values, shape));

    private static Tensor Moved(Tensor here)
    {
        if (Devices.Default.type == DeviceType.CPU) return here;
        using (here) return here.to(Devices.Default);
    }
}
