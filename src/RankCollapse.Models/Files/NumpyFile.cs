using System.IO.Compression;
using static TorchSharp.torch;

namespace RankCollapse.Models.Files;

/// <summary>Arrays of numpy: one in an npy file, several by name in an npz archive. Pickled objects are neither read nor written.</summary>
public static class NumpyFile
{
    private const string Suffix = ".npy";

    /// <summary>Reads the arrays of an npz archive.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Tensors on the processor, for the caller to dispose, by the names that numpy gave them.</returns>
    /// <exception cref="InvalidDataException">The file is truncated, damaged, or holds what is not read; the message names the array.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        var tensors = new Dictionary<string, Tensor>();
        using var stream = File.OpenRead(path);
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (var entry in archive.Entries)
            {
                var name = entry.FullName.EndsWith(Suffix, StringComparison.Ordinal) ? entry.FullName[..^Suffix.Length] : entry.FullName;
                using var content = entry.Open();
                tensors[name] = ReadArray(content, entry.Length, $"{path} ({name})");
            }
            return tensors;
        }
        catch (Exception e)
        {
            TensorBytes.Drop(tensors);
            if (e is EndOfStreamException or InvalidDataException && !e.Message.StartsWith(path, StringComparison.Ordinal))
                throw new InvalidDataException($"{path} is not a whole npz archive: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Reads the array of an npy file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A tensor on the processor, for the caller to dispose.</returns>
    /// <exception cref="InvalidDataException">The file is truncated, damaged, or holds what is not read.</exception>
    public static Tensor ReadArray(string path)
    {
        using var stream = File.OpenRead(path);
        return ReadArray(stream, stream.Length, path);
    }

    /// <summary>Writes tensors to an npz archive, which appears only when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors, on any device.</param>
    /// <exception cref="NotSupportedException">A tensor has elements that numpy does not know.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors) => Draft.Write(path, stream =>
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, tensor) in tensors)
        {
            // Not compressed, as numpy.savez does: weights hardly shrink. A fixed date keeps the same tensors the same file.
            var entry = archive.CreateEntry(name + Suffix, CompressionLevel.NoCompression);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var content = entry.Open();
            WriteArray(content, tensor, name);
        }
    });

    /// <summary>Writes a tensor to an npy file, which appears only when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensor">The tensor, on any device.</param>
    /// <exception cref="NotSupportedException">The tensor has elements that numpy does not know.</exception>
    public static void WriteArray(string path, Tensor tensor) => Draft.Write(path, stream => WriteArray(stream, tensor, "The tensor"));

    private static Tensor ReadArray(Stream stream, long length, string source)
    {
        var (type, shape) = NumpyHeader.Read(stream, length, source);
        return TensorBytes.Read(stream, type, shape);
    }

    private static void WriteArray(Stream stream, Tensor tensor, string name)
    {
        stream.Write(NumpyHeader.Write(tensor.dtype, tensor.shape, name));
        TensorBytes.Write(stream, tensor);
    }
}
