using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Workbook.Notebooks;

namespace Workbook.Kernel;

/// <summary>Turns <c>#r</c> lines into references: a file, a framework assembly, or a package with all that it depends on.</summary>
internal sealed class CellReferences(string folder, CellLoadContext context)
{
    private readonly HashSet<string> given = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The references that are new to the session.</summary>
    /// <param name="requests">What stands in the quotes after <c>#r</c>.</param>
    /// <exception cref="NotebookException">A file that does not exist, or a package that cannot be restored.</exception>
    public ImmutableArray<MetadataReference> Resolve(IEnumerable<string> requests)
    {
        var references = ImmutableArray.CreateBuilder<MetadataReference>();
        foreach (var file in requests.SelectMany(Files))
        {
            var isFrameworks = Path.GetDirectoryName(file) == Path.GetDirectoryName(typeof(object).Assembly.Location);
            // The first file of a name stays: two assemblies of one name cannot be told apart by code that uses both.
            var isNew = given.Add(Path.GetFileName(file));
            if (isNew) references.Add(MetadataReference.CreateFromFile(file));
            if (isNew && !isFrameworks) context.AddFile(file);
        }
        return references.ToImmutable();
    }

    private IEnumerable<string> Files(string request)
    {
        if (request.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
        {
            var package = PackageRestore.Restore(request["nuget:".Length..].Trim());
            foreach (var native in package.NativeFolders) context.AddFolder(native);
            return package.Assemblies;
        }
        var path = Path.GetFullPath(Path.Combine(folder, request));
        if (File.Exists(path)) return [path, .. Dependencies(path)];
        if (FrameworkReferences.Find(request) is { } framework) return [framework];
        throw new NotebookException(
            $"#r \"{request}\" names no file: {path} does not exist. Paths are relative to the notebook's folder. "
            + "If it is this repository's library, `./workbook run` builds it; packages are written #r \"nuget: Name, Version\".");
    }

    /// <summary>The libraries that a library was built with, as far as they lie beside it.</summary>
    private static IEnumerable<string> Dependencies(string path)
    {
        var list = Path.ChangeExtension(path, ".deps.json");
        if (!File.Exists(list)) return [];
        var targets = JsonNode.Parse(File.ReadAllText(list))?["targets"]?.AsObject();
        return targets is null ? [] :
        [
            .. targets.SelectMany(t => t.Value!.AsObject())
                .SelectMany(library => library.Value?["runtime"]?.AsObject().Select(r => Path.GetFileName(r.Key)) ?? [])
                .Select(file => Path.Combine(Path.GetDirectoryName(path)!, file))
                .Where(file => file != path && File.Exists(file)),
        ];
    }
}
