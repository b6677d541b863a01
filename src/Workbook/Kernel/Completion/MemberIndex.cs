using System.Text;

namespace Workbook.Kernel.Completion;

/// <summary>Where each member's text lies in a group of XML documentation files.</summary>
/// <remarks>
/// Only places are kept: the framework's documentation has some hundred thousand members, and reading them as XML takes seconds.
/// </remarks>
internal sealed class MemberIndex
{
    private readonly Dictionary<ulong, (string File, int Start, int Length)> places = [];

    /// <param name="files">Files as the C# compiler writes them; the first that has a member wins.</param>
    public MemberIndex(IEnumerable<string> files)
    {
        foreach (var file in files) Read(file);
    }

    /// <summary>The element of a member, or null when no file has it.</summary>
    /// <param name="id">The member's documentation id, such as <c>M:System.Math.Max(System.Double,System.Double)</c>.</param>
    public string? Find(string id)
    {
        if (!places.TryGetValue(Hash(Encoding.UTF8.GetBytes(id)), out var place)) return null;
        using var file = File.OpenRead(place.File);
        var bytes = new byte[place.Length];
        file.Position = place.Start;
        file.ReadExactly(bytes);
        var text = Encoding.UTF8.GetString(bytes);
        // Two ids can share a hash.
        return text.StartsWith($"<member name=\"{id}\"", StringComparison.Ordinal) ? text : null;
    }

    private void Read(string path)
    {
        var opening = "<member name=\""u8;
        var closing = "</member>"u8;
        ReadOnlySpan<byte> text = File.ReadAllBytes(path);
        for (var at = 0; ;)
        {
            var found = text[at..].IndexOf(opening);
            if (found < 0) return;
            var start = at + found;
            var id = text[(start + opening.Length)..];
            var (idEnd, end) = (id.IndexOf((byte)'"'), id.IndexOf(closing));
            if (idEnd < 0 || end < 0) return;
            var length = opening.Length + end + closing.Length;
            places.TryAdd(Hash(id[..idEnd]), (path, start, length));
            at = start + length;
        }
    }

    /// <summary>FNV-1a.</summary>
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in bytes) hash = unchecked((hash ^ b) * 1099511628211UL);
        return hash;
    }
}
