using System.Text;
using Workbook.Kernel;
using Workbook.Notebooks;

namespace Workbook.Jupyter;

/// <summary>Puts the kernelspec where Jupyter finds it, and takes it away again; another program's is left alone.</summary>
/// <param name="Kernels">The folder of kernelspecs.</param>
internal sealed record KernelSpecInstallation(string Kernels)
{
    /// <summary>Not a name that Jupyter takes for a kernel, so that an unfinished one is never listed.</summary>
    private const string Unfinished = KernelInfo.Name + "~new", Replaced = KernelInfo.Name + "~old";

    /// <summary>The kernelspec's folder.</summary>
    public string Folder => Path.Combine(Kernels, KernelInfo.Name);

    /// <summary>Writes the kernelspec: afterwards the old one is there or the new one, never a part.</summary>
    /// <param name="text">The content of <c>kernel.json</c>.</param>
    /// <param name="force">Replaces another program's kernelspec.</param>
    /// <exception cref="NotebookException">Another program's is there, or the folder cannot be written.</exception>
    public void Install(string text, bool force)
    {
        if (Directory.Exists(Folder) && !KernelSpec.IsOurs(Folder) && !force)
            throw new NotebookException($"{Folder} is another program's kernelspec ({KernelSpec.Starts(Folder)}). "
                + "Add --force to replace it, or --prefix DIR to install elsewhere.");
        try
        {
            Directory.CreateDirectory(Kernels);
            if (Directory.Exists(Folder) && KernelSpec.IsOurs(Folder))
                AtomicFile.Write(Path.Combine(Folder, KernelSpec.FileName), Encoding.UTF8.GetBytes(text));
            else
                Place(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"The kernelspec could not be written to {Folder}: {e.Message.TrimEnd('.')}. Choose another place: --user, or --prefix DIR.", e);
        }
    }

    /// <summary>Removes the kernelspec if it is this project's.</summary>
    /// <returns>What was found.</returns>
    public Removal Uninstall()
    {
        if (!Directory.Exists(Folder)) return Removal.NothingThere;
        if (!KernelSpec.IsOurs(Folder)) return Removal.AnotherProgram;
        try
        {
            Directory.Delete(Folder, recursive: true);
            return Removal.Removed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{Folder} could not be removed: {e.Message.TrimEnd('.')}. Remove it with the rights that it was installed with.", e);
        }
    }

    private void Place(string text)
    {
        var (made, old) = (Path.Combine(Kernels, Unfinished), Path.Combine(Kernels, Replaced));
        Delete(made);
        Delete(old);
        Directory.CreateDirectory(made);
        File.WriteAllText(Path.Combine(made, KernelSpec.FileName), text);
        if (Directory.Exists(Folder)) Directory.Move(Folder, old);
        Directory.Move(made, Folder);
        Delete(old);
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}

/// <summary>What became of a kernelspec that was to be removed.</summary>
internal enum Removal
{
    /// <summary>It was removed.</summary>
    Removed,

    /// <summary>There was none.</summary>
    NothingThere,

    /// <summary>It is another program's and was left.</summary>
    AnotherProgram,
}
