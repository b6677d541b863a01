using System.Buffers.Binary;
using System.IO.Compression;

namespace RankCollapse.Models.Tests.Data;

/// <summary>A folder for spoiled files, deleted with its content.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Directory.CreateDirectory(Root);

    public string Root { get; } = Path.Combine(Path.GetTempPath(), "rankcollapse-" + Guid.NewGuid().ToString("N"));

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

/// <summary>Contents of files as they are published, and spoiled.</summary>
internal static class Content
{
    public static byte[] Idx(byte element, int[] shape, ReadOnlySpan<byte> numbers)
    {
        var file = new byte[4 + (4 * shape.Length) + numbers.Length];
        file[2] = element;
        file[3] = (byte)shape.Length;
        for (var i = 0; i < shape.Length; i++) BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), shape[i]);
        numbers.CopyTo(file.AsSpan(4 + (4 * shape.Length)));
        return file;
    }

    public static byte[] Compressed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>Labels that appear as often as asked for, in order.</summary>
    public static byte[] Labels(params int[] counts) =>
        [.. counts.SelectMany((count, label) => Enumerable.Repeat((byte)label, count))];
}
