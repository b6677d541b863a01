using static TorchSharp.torch;

namespace RankCollapse.Models.BatchNorm;

/// <summary>The two ways to read the output of a convolution as a representation [samples, features].</summary>
public static class FeatureMaps
{
    /// <summary>Channels as features, every position of every image as a sample: what a convolution mixes and batch norm normalises.</summary>
    /// <param name="maps">Shape [batch, channels, height, width].</param>
    /// <returns>Shape [batch · height · width, channels]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">Not four axes.</exception>
    /// <source paper="daneshmand2020" item="convolutional networks">There the transposed matrix, channels as rows.</source>
    public static Tensor Channels(Tensor maps)
    {
        Check(maps);
        using var scope = NewDisposeScope();
        return maps.permute(0, 2, 3, 1).reshape(-1, maps.size(1)).MoveToOuterDisposeScope();
    }

    /// <summary>Images as samples, everything else flattened: what a linear read-out of the whole map would see.</summary>
    /// <param name="maps">Shape [batch, channels, height, width].</param>
    /// <returns>Shape [batch, channels · height · width]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">Not four axes.</exception>
    public static Tensor Images(Tensor maps)
    {
        Check(maps);
        return maps.flatten(1);
    }

    /// <summary>The way back from <see cref="Channels"/>.</summary>
    internal static Tensor FromChannels(Tensor samples, long[] shape)
    {
        using var scope = NewDisposeScope();
        return samples.reshape(shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2).contiguous().MoveToOuterDisposeScope();
    }

    private static void Check(Tensor maps)
    {
        if (maps.dim() != 4)
            throw new ArgumentException($"The maps have the shape [{string.Join(", ", maps.shape)}]; they must be [batch, channels, height, width].", nameof(maps));
    }
}
