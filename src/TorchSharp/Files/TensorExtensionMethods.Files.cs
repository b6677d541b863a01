using System.Text;
using TorchSharp.Files;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    /// <summary>Writes a tensor in TorchSharp's own format.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="writer">Where to.</param>
    public static void Save(this torch.Tensor tensor, BinaryWriter writer) => TensorStream.Write(writer, tensor);

    /// <summary>Writes a tensor in TorchSharp's own format.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public static void Save(this torch.Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        TensorStream.Write(writer, tensor);
    }

    /// <summary>Writes a tensor to a file in TorchSharp's own format.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="location">The file.</param>
    public static void Save(this torch.Tensor tensor, string location) => tensor.save(location);

    /// <summary>Fills a tensor with elements in TorchSharp's own format.</summary>
    /// <param name="tensor">The tensor, of the same type and shape.</param>
    /// <param name="reader">Where from; it goes on behind the elements.</param>
    /// <param name="skip">Whether to pass over the elements and leave the tensor as it is.</param>
    /// <exception cref="ArgumentException">Type or shape differ.</exception>
    /// <exception cref="InvalidDataException">No tensor is there.</exception>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        if (skip) TensorStream.Skip(reader);
        else TensorStream.ReadInto(reader, tensor);
    }

    /// <summary>Reads a tensor in TorchSharp's own format.</summary>
    /// <param name="reader">Where from; it goes on behind the tensor.</param>
    /// <param name="skip">Whether to pass over it and return null.</param>
    /// <exception cref="InvalidDataException">No tensor is there.</exception>
    public static torch.Tensor Load(BinaryReader reader, bool skip = false)
    {
        if (!skip) return TensorStream.Read(reader);
        TensorStream.Skip(reader);
        return null!;
    }
}
