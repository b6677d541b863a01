using static TorchSharp.torch;

namespace RankCollapse.Models.Files;

/// <summary>Moves the elements of tensors to and from streams, low byte first.</summary>
internal static class TensorBytes
{
    /// <summary>Writes the elements in the order of the indices, wherever the tensor lives.</summary>
    public static void Write(Stream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        // An in-between copy where libtorch keeps a conjugate or a negative pending: its memory holds something else.
        stream.Write(tensor.cpu().clone().contiguous().bytes);
    }

    /// <summary>Reads a tensor.</summary>
    /// <param name="stream">Where from; as many bytes must be left as the tensor takes.</param>
    /// <param name="type">Element type.</param>
    /// <param name="shape">Length of each axis.</param>
    /// <returns>A tensor for the caller to dispose.</returns>
    public static Tensor Read(Stream stream, ScalarType type, long[] shape)
    {
        var tensor = empty(shape, dtype: type);
        try
        {
            stream.ReadExactly(tensor.bytes);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>Disposes what was read before an error.</summary>
    public static void Drop(Dictionary<string, Tensor> tensors)
    {
        foreach (var tensor in tensors.Values) tensor.Dispose();
    }
}
