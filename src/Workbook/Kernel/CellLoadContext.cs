using System.Reflection;
using System.Runtime.Loader;

namespace Workbook.Kernel;

/// <summary>Where the assemblies of cells and of their references live.</summary>
/// <remarks>
/// Not collectible: collectible code is not re-optimised at run time, and loops in cells would run at half speed. Starting
/// over means a new process. A reference is found by the name of a file that a cell asked for, or of one that lies beside it.
/// </remarks>
internal sealed class CellLoadContext() : AssemblyLoadContext("cells", isCollectible: false)
{
    private readonly Dictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> folders = [];

    /// <summary>Makes a file known, so that it is loaded when a cell first uses it.</summary>
    /// <returns>False when a file of the same assembly name was known already: the earlier one stays.</returns>
    public bool AddFile(string path)
    {
        lock (files)
        {
            var folder = Path.GetDirectoryName(path)!;
            if (!folders.Contains(folder)) folders.Add(folder);
            return files.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        }
    }

    /// <summary>Makes a folder of native libraries known.</summary>
    public void AddFolder(string folder)
    {
        lock (files)
            if (!folders.Contains(folder)) folders.Add(folder);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName name)
    {
        // Cells of this session by name, then the files that cells asked for; everything else is the framework's or the kernel's own.
        string? path;
        lock (files)
        {
            if (!files.TryGetValue(name.Name!, out path)) path = Beside(name.Name + ".dll");
        }
        var isKernels = path is null || Path.GetFileName(path) == Path.GetFileName(typeof(CellLoadContext).Assembly.Location);
        return isKernels ? null : LoadFromAssemblyPath(path!);
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string name)
    {
        string? path;
        lock (files)
            path = Beside(name) ?? Beside(name + ".so") ?? Beside("lib" + name + ".so") ?? Beside("lib" + name + ".dylib") ?? Beside(name + ".dll");
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }

    private string? Beside(string file) => folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
}
