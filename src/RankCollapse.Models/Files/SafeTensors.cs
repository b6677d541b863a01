using static TorchSharp.torch;

namespace RankCollapse.Models.Files;

/// <summary>Named tensors in a file of the safetensors format: nothing in it is code, and any part can be found without reading the rest.</summary>
public static class SafeTensors
{
    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Tensors on the processor, for the caller to dispose, in the order of their places.</returns>
    /// <exception cref="InvalidDataException">The file is truncated, damaged or of another kind; the message says where.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        using var stream = File.OpenRead(path);
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            foreach (var entry in SafeTensorsHeader.Read(stream, path).Entries) tensors[entry.Name] = TensorBytes.Read(stream, entry.Type, entry.Shape);
            return tensors;
        }
        catch
        {
            TensorBytes.Drop(tensors);
            throw;
        }
    }

    /// <summary>Reads the notes of a file, and none of its tensors.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Names and texts; none where the file has no notes.</returns>
    /// <exception cref="InvalidDataException">The file is truncated, damaged or of another kind.</exception>
    public static Dictionary<string, string> ReadMetadata(string path)
    {
        using var stream = File.OpenRead(path);
        return SafeTensorsHeader.Read(stream, path).Metadata;
    }

    /// <summary>Writes tensors to a file, which appears only when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors, on any device.</param>
    /// <exception cref="NotSupportedException">A tensor has elements that the format does not know.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors) => Write(path, tensors, new Dictionary<string, string>());

    /// <summary>Writes tensors and notes to a file, which appears only when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors, on any device.</param>
    /// <param name="metadata">Notes: names and texts.</param>
    /// <exception cref="ArgumentException">A tensor has the name that is kept for the notes.</exception>
    /// <exception cref="NotSupportedException">A tensor has elements that the format does not know.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        if (tensors.ContainsKey("__metadata__")) throw new ArgumentException("No tensor can be named __metadata__: safetensors files keep their notes there. Choose another name.", nameof(tensors));
        var entries = new List<SafeTensorsEntry>();
        foreach (var (name, tensor) in tensors)
        {
            SafeTensorsHeader.NameOf(tensor.dtype, name);
            entries.Add(new SafeTensorsEntry(name, tensor.dtype, tensor.shape, 0, 0));
        }
        // Wide elements first, then by name: every tensor lies at a multiple of its element's size, and the same tensors give the same file.
        entries.Sort((a, b) => (-SafeTensorsHeader.BytesOf(a.Type)).CompareTo(-SafeTensorsHeader.BytesOf(b.Type)) is not 0 and var order ? order : string.CompareOrdinal(a.Name, b.Name));
        var end = 0L;
        for (var i = 0; i < entries.Count; i++)
        {
            var begin = end;
            end += entries[i].Shape.Aggregate((long)SafeTensorsHeader.BytesOf(entries[i].Type), (product, axis) => product * axis);
            entries[i] = entries[i] with { Begin = begin, End = end };
        }
        Draft.Write(path, stream =>
        {
            stream.Write(SafeTensorsHeader.Write(entries, metadata));
            foreach (var entry in entries) TensorBytes.Write(stream, tensors[entry.Name]);
        });
    }
}
