using System.Collections.Concurrent;

namespace Workbook.Kernel.Completion;

/// <summary>The XML documentation of libraries: the file beside a library, or the reference pack for the framework.</summary>
/// <remarks>
/// Each file is read once, in the background, when its library is first asked about. The framework's text lies under other file
/// names than its code (<c>Math</c> is in System.Private.CoreLib and documented in System.Runtime.xml), so the pack is one group.
/// </remarks>
internal sealed class DocumentationFiles
{
    /// <summary>What a tooltip waits for a file that is still being read; later ones have it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private readonly ConcurrentDictionary<string, Lazy<Task<MemberIndex>>> indexes = new();

    /// <summary>The element of a member, or null when there is none.</summary>
    /// <param name="library">The path of the library that the member is in.</param>
    /// <param name="id">The member's documentation id.</param>
    public string? Find(string library, string id)
    {
        var isFrameworks = Path.GetDirectoryName(library) == FrameworkFolder;
        var index = indexes.GetOrAdd(isFrameworks ? "" : library, key => new(() => Task.Run(() => new MemberIndex(key.Length == 0 ? Pack() : Beside(key))))).Value;
        try
        {
            return index.Wait(Patience) ? index.Result.Find(id) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or AggregateException)
        {
            // A tooltip without its text is better than none: the file may just be written anew by a build.
            return null;
        }
    }

    private static IEnumerable<string> Beside(string library) => new[] { Path.ChangeExtension(library, ".xml") }.Where(File.Exists);

    /// <summary>The files of the newest reference pack of this framework, as far as one is installed.</summary>
    private static IEnumerable<string> Pack()
    {
        var packs = Path.GetFullPath(Path.Combine(FrameworkFolder, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        if (!Directory.Exists(packs)) return [];
        return Directory.GetDirectories(packs)
            .OrderByDescending(p => Version.TryParse(Path.GetFileName(p), out var version) ? version : new Version())
            .Select(p => Path.Combine(p, "ref", $"net{Environment.Version.Major}.0"))
            .FirstOrDefault(Directory.Exists) is { } folder ? Directory.GetFiles(folder, "*.xml") : [];
    }
}
