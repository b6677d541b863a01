using System.IO.Compression;
using System.Security.Cryptography;

namespace RankCollapse.Models.Data;

/// <summary>Finding, unpacking and checking the files of a data set; every refusal names the file and the remedy.</summary>
internal static class DataFiles
{
    /// <summary>The environment variable that names the folder of data that a user brings.</summary>
    public const string Variable = "RANKCOLLAPSE_DATA";

    /// <summary>The folder that the environment names, or nothing.</summary>
    public static string? UserFolder => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>The first of some folders that holds a file, plain or as .gz; or nothing.</summary>
    public static string? Find(string file, IEnumerable<string> folders) =>
        folders.SelectMany(folder => new[] { Path.Combine(folder, file), Path.Combine(folder, file + ".gz") }).FirstOrDefault(File.Exists);

    /// <summary>A file of the repository, found through <c>WORKBOOK_ROOT</c> or at or above the library and the current folder.</summary>
    /// <exception cref="FileNotFoundException">No folder on the way holds it.</exception>
    public static string InRepository(string file)
    {
        string[] starts = [Environment.GetEnvironmentVariable("WORKBOOK_ROOT") ?? "", AppContext.BaseDirectory, Path.GetDirectoryName(typeof(DataFiles).Assembly.Location) ?? "", Environment.CurrentDirectory];
        foreach (var start in starts.Where(folder => folder.Length > 0))
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (Path.Combine(folder.FullName, file) is var path && File.Exists(path)) return path;
            }
        }

        throw Missing(Path.GetFileName(file), file, [.. starts.Where(folder => folder.Length > 0)], "It is part of the repository: restore it with git checkout -- " + file);
    }

    /// <summary>A missing file: what was looked for, where, and the one command that mends it.</summary>
    public static FileNotFoundException Missing(string title, string file, IReadOnlyCollection<string> folders, string remedy)
    {
        var where = folders.Count == 0
            ? $"the environment variable {Variable} is not set"
            : $"looked for {file} in {string.Join(", ", folders)}";
        return new FileNotFoundException($"{title} was not found: {where}. {remedy}", file);
    }

    /// <summary>The content of a file, unpacked when it begins like a gzip file, whatever its name.</summary>
    /// <exception cref="InvalidDataException">The compressed data are damaged or end early.</exception>
    public static byte[] Read(string path)
    {
        var raw = File.ReadAllBytes(path);
        if (raw is not [0x1F, 0x8B, ..]) return raw;
        try
        {
            using var unpacked = new MemoryStream(capacity: UnpackedSize(raw));
            using (var gzip = new GZipStream(new MemoryStream(raw), CompressionMode.Decompress)) gzip.CopyTo(unpacked);
            return unpacked.Length == unpacked.Capacity ? unpacked.GetBuffer() : unpacked.ToArray();
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException(
                $"{path} could not be unpacked: its {raw.Length} bytes are not one whole gzip file. Fetch it again.", damage);
        }
    }

    /// <summary>Compares the SHA-256 of unpacked content with the one of the published data.</summary>
    /// <exception cref="InvalidDataException">They differ.</exception>
    public static void Verify(byte[] content, string path, string expected, string remedy)
    {
        var found = Convert.ToHexStringLower(SHA256.HashData(content));
        if (found == expected) return;
        throw new InvalidDataException($"{path}: the SHA-256 of the unpacked content was {found}, expected {expected}. {remedy}");
    }

    /// <summary>The last four bytes of a gzip file: its unpacked size, a hint that saves copying 47 MB three times.</summary>
    private static int UnpackedSize(byte[] raw)
    {
        var hint = raw.Length < 18 ? 0 : BitConverter.ToUInt32(raw, raw.Length - 4);
        return hint <= 1 << 28 ? (int)hint : 0;
    }
}
