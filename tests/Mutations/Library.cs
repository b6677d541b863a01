using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mutations;

/// <summary>The sources of the helper library, compiled as they are or with one change.</summary>
internal sealed class Library
{
    private readonly CSharpCompilation compilation;
    private readonly string theory;

    /// <summary>Reads the sources.</summary>
    /// <param name="root">The repository.</param>
    public Library(string root)
    {
        var source = Path.Combine(root, "src", "RankCollapse");
        theory = Path.Combine(source, "Theory");
        var generated = Path.Combine(root, "artifacts", "obj", "RankCollapse", "release");
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        var trees = Directory.GetFiles(source, "*.cs", SearchOption.AllDirectories).Concat(Directory.GetFiles(generated, "*.cs")).Order(StringComparer.Ordinal)
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path, System.Text.Encoding.UTF8));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Append(Path.Combine(root, "artifacts", "bin", "RankCollapse", "release", "MathNet.Numerics.dll"));
        var sources = CSharpCompilation.Create("RankCollapse", trees, references.Select(r => MetadataReference.CreateFromFile(r)), new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([RegexGenerator()], parseOptions: options).RunGeneratorsAndUpdateCompilation(sources, out var complete, out _);
        compilation = (CSharpCompilation)complete;
    }

    /// <summary>The topics: the folders under Theory.</summary>
    public ImmutableArray<string> Topics => [.. Directory.GetDirectories(theory).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    /// <summary>All changes of a topic that compile one by one are among these.</summary>
    /// <param name="topic">A folder under Theory.</param>
    public IEnumerable<Mutant> Mutants(string topic) => compilation.SyntaxTrees
        .Where(t => t.FilePath.StartsWith(Path.Combine(theory, topic) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        .SelectMany(t => Mutant.Of(topic, t, compilation.GetSemanticModel(t)));

    /// <summary>Writes the library.</summary>
    /// <param name="mutant">The change; none for the library as it is.</param>
    /// <param name="path">Where to.</param>
    /// <returns>Whether it compiles.</returns>
    public bool Write(Mutant? mutant, string path)
    {
        using var file = File.Create(path);
        var result = (mutant is null ? compilation : compilation.ReplaceSyntaxTree(mutant.Tree, mutant.Changed)).Emit(file);
        return result.Success || mutant is not null ? result.Success
            : throw new InvalidOperationException($"The library does not compile: {result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}");
    }

    /// <summary>The SDK's generator of regular expressions, which the library uses outside of Theory.</summary>
    private static ISourceGenerator RegexGenerator()
    {
        var packs = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        var file = Directory.GetFiles(packs, "System.Text.RegularExpressions.Generator.dll", SearchOption.AllDirectories).Max()
            ?? throw new FileNotFoundException($"There is no generator of regular expressions below {packs}. Install the .NET SDK, not the runtime alone.");
        var type = Assembly.LoadFrom(file).GetType("System.Text.RegularExpressions.Generator.RegexGenerator", throwOnError: true)!;
        return ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }
}
