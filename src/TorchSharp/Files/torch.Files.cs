using System.Text;
using TorchSharp.Files;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Writes a tensor to a file in TorchSharp's own format.</summary>
    /// <param name="t">The tensor.</param>
    /// <param name="location">The file.</param>
    public static void save(Tensor t, string location) => t.save(location);

    /// <summary>Reads a tensor from a file in TorchSharp's own format.</summary>
    /// <param name="location">The file.</param>
    /// <exception cref="InvalidDataException">It holds no tensor.</exception>
    /// <exception cref="EndOfStreamException">It is truncated.</exception>
    public static Tensor load(string location) => Tensor.Load(location);

    public partial class Tensor
    {
        internal bool IsPending => Info.IsPending != 0;

        /// <summary>Writes the tensor to a file in TorchSharp's own format.</summary>
        /// <param name="location">The file.</param>
        public void save(string location) => TensorFile.Write(location, writer => TensorStream.Write(writer, this));

        /// <inheritdoc cref="torch.load(string)"/>
        public static Tensor load(string location) => Load(location);

        /// <inheritdoc cref="torch.load(string)"/>
        public static Tensor Load(string location) => TensorFile.Read(location, TensorStream.Read);

        /// <summary>Reads a tensor in TorchSharp's own format.</summary>
        /// <param name="reader">Where from; it goes on behind the tensor.</param>
        /// <exception cref="InvalidDataException">No tensor is there.</exception>
        /// <exception cref="EndOfStreamException">The stream ends before the tensor does.</exception>
        public static Tensor Load(BinaryReader reader) => TensorStream.Read(reader);

        /// <summary>Reads a tensor in TorchSharp's own format.</summary>
        /// <param name="stream">Where from; it stays open behind the tensor.</param>
        /// <exception cref="InvalidDataException">No tensor is there.</exception>
        /// <exception cref="EndOfStreamException">The stream ends before the tensor does.</exception>
        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            return TensorStream.Read(reader);
        }
    }
}
