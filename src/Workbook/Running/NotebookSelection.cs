using Workbook.Notebooks;
using Workbook.Notebooks.Parameters;

namespace Workbook.Running;

/// <summary>Which notebooks a command means.</summary>
internal static class NotebookSelection
{
    /// <summary>The files for what was given: paths, names under the notebooks folder with or without <c>.ipynb</c>, or their leading numbers.</summary>
    /// <param name="given">None for all.</param>
    /// <param name="folder">The notebooks folder.</param>
    /// <exception cref="NotebookException">A name that fits no notebook, or several.</exception>
    public static IReadOnlyList<string> Resolve(IReadOnlyList<string> given, string folder)
    {
        var known = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.ipynb").Order(StringComparer.Ordinal).ToArray() : [];
        if (given.Count > 0) return [.. given.Select(name => Resolve(name, known)).Distinct()];
        return known.Length > 0 ? known : throw new NotebookException($"There are no notebooks in {folder}. Name one: ./workbook run PATH.ipynb");
    }

    private static string Resolve(string given, string[] known)
    {
        if (File.Exists(given)) return Path.GetFullPath(given);
        var exact = known.Where(path => Path.GetFileNameWithoutExtension(path) == given || Path.GetFileName(path) == given).ToArray();
        var fitting = exact.Length > 0 ? exact : [.. known.Where(path => Path.GetFileName(path).StartsWith(given + "-", StringComparison.Ordinal))];
        if (fitting is [var only]) return only;
        var names = known.Select(path => Path.GetFileNameWithoutExtension(path)!).ToArray();
        if (fitting.Length > 1) throw new NotebookException($"'{given}' fits several notebooks: {string.Join(", ", fitting.Select(Path.GetFileNameWithoutExtension))}. Name one in full.");
        var near = NearestNames.Of(given, names);
        throw new NotebookException($"There is no notebook '{given}'. " + (near.Count > 0
            ? $"The nearest are: {string.Join(", ", near)}."
            : names.Length > 0 ? $"There are: {string.Join(", ", names)}." : "Give the path of an .ipynb file."));
    }
}
