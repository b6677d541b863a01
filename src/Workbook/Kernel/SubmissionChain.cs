using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Text;

namespace Workbook.Kernel;

/// <summary>The cells of one session as a chain of C# submissions, each compiled against all that came before.</summary>
/// <remarks>
/// Made by hand instead of through the script API, for the debug information (a cell's name and line in each stack trace), the load
/// context, and the freedom to start the code on a thread that can be interrupted. References and usings go to the first submission
/// only: later ones inherit both, and giving them again costs 1.7 MB a cell.
/// </remarks>
internal sealed class SubmissionChain(string folder, CellLoadContext context)
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.Parse, SourceCodeKind.Script);

    private readonly ScriptMetadataResolver metadata = ScriptMetadataResolver.Default.WithBaseDirectory(folder);
    private readonly SourceFileResolver sources = new([], folder);
    private volatile CSharpCompilation? previous;
    private object?[] instances = new object?[16];
    private int count;

    /// <summary>One compiled cell: call <see cref="Start"/> to run it.</summary>
    /// <param name="Start">Starts the cell's code and returns the task of its last expression.</param>
    /// <param name="HasValue">Whether the cell ends with an expression that has a value; asked only of a null result, since it costs a second binding.</param>
    public sealed record Submission(Func<Task<object?>> Start, Lazy<bool> HasValue);

    /// <summary>Parses a cell as it would be compiled.</summary>
    /// <param name="code">The C# text of the cell.</param>
    /// <param name="name">What error messages and stack traces call the cell, for example <c>Cell 3</c>.</param>
    public static SyntaxTree Parse(string code, string name) =>
        CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), Parsing, path: name);

    /// <summary>Compiles and loads a cell as the next submission.</summary>
    /// <exception cref="CompilationException">The cell does not compile; the chain is as before.</exception>
    public Submission Add(SyntaxTree tree, ImmutableArray<MetadataReference> references, CancellationToken cancellation)
    {
        var isFirst = previous is null;
        var runnable = LoopCheckRewriter.Rewrite(WithStatement(tree));
        var compilation = CSharpCompilation.CreateScriptCompilation(
            $"cell-{count}", runnable,
            isFirst ? FrameworkReferences.Default.Value.AddRange(references) : references,
            Options(isFirst), previous, returnType: typeof(object));

        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(image, symbols,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb), cancellationToken: cancellation);
        if (!emitted.Success)
        {
            // Errors are those of the cell as it was written, so that they name its columns.
            var found = runnable == tree ? emitted.Diagnostics : compilation.ReplaceSyntaxTree(runnable, tree).GetDiagnostics(cancellation);
            throw new CompilationException([.. found.Where(d => d.Severity == DiagnosticSeverity.Error)]);
        }

        foreach (var file in compilation.DirectiveReferences.OfType<PortableExecutableReference>().Select(r => r.FilePath).OfType<string>())
            context.AddFile(file);
        image.Position = symbols.Position = 0;
        var assembly = context.LoadFromStream(image, symbols);
        var entry = compilation.GetEntryPoint(cancellation)!;
        var factory = assembly.GetType(entry.ContainingType.MetadataName)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!
            .CreateDelegate<Func<object?[], Task<object?>>>();

        previous = compilation;
        count++;
        // Slot 0 belongs to a host object, which this kernel has none of; submission k keeps its variables in slot k.
        if (count >= instances.Length) Array.Resize(ref instances, 2 * instances.Length);
        return new Submission(() => factory(instances), new Lazy<bool>(() => EndsWithValue(compilation, runnable)));
    }

    /// <summary>An unfinished cell as the next submission, for questions about its meaning; the chain is as before. Any thread may call this.</summary>
    public CSharpCompilation Draft(SyntaxTree tree)
    {
        // Read once: a cell that finishes meanwhile belongs to the next question.
        var latest = previous;
        return CSharpCompilation.CreateScriptCompilation(
            "draft", tree, latest is null ? FrameworkReferences.Default.Value : [], Options(latest is null), latest, returnType: typeof(object));
    }

    private CSharpCompilationOptions Options(bool isFirst) =>
        new(OutputKind.DynamicallyLinkedLibrary,
            usings: isFirst ? FrameworkReferences.Usings : [],
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            // The references mix versions of the framework's facades; the runtime unifies them as the compiler is told to do here.
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)],
            metadataReferenceResolver: metadata,
            sourceReferenceResolver: sources,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default,
            nullableContextOptions: NullableContextOptions.Annotations);

    /// <summary>A cell of comments or usings alone gets an empty statement: without one the compiler emits nothing and does not say why.</summary>
    private static SyntaxTree WithStatement(SyntaxTree tree)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot();
        if (root.Members.Count > 0) return tree;
        return tree.WithRootAndOptions(root.AddMembers(SyntaxFactory.GlobalStatement(SyntaxFactory.EmptyStatement())), tree.Options);
    }

    private static bool EndsWithValue(CSharpCompilation compilation, SyntaxTree tree)
    {
        var last = ((CompilationUnitSyntax)tree.GetRoot()).Members.LastOrDefault();
        return last is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement }
            && compilation.GetSemanticModel(tree).GetTypeInfo(statement.Expression).Type?.SpecialType != SpecialType.System_Void;
    }
}

/// <summary>A cell that does not compile.</summary>
internal sealed class CompilationException(ImmutableArray<Diagnostic> errors) : Exception(errors[0].GetMessage())
{
    /// <summary>The compiler's errors in source order.</summary>
    public ImmutableArray<Diagnostic> Errors { get; } = errors;
}
