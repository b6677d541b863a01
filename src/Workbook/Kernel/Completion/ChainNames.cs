using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Kernel.Completion;

/// <summary>The names that all finished cells together leave in scope: what they declare and what their usings bring.</summary>
/// <remarks>
/// The compiler's own lookup walks the whole chain for each question, up to a quarter of a second at 200 cells. Here each finished
/// cell is read once. Every name keeps one symbol, that of the latest cell.
/// </remarks>
internal sealed class ChainNames
{
    private readonly Lock gate = new();
    private readonly List<string> usings = [.. FrameworkReferences.Usings];
    private Dictionary<string, ISymbol> cells = [];
    private Dictionary<string, ISymbol> imported = [];
    private CSharpCompilation? latest;

    /// <summary>The names in scope behind a compilation.</summary>
    /// <param name="Cells">What cells declare themselves.</param>
    /// <param name="Imported">What usings bring.</param>
    public sealed record Scope(IReadOnlyDictionary<string, ISymbol> Cells, IReadOnlyDictionary<string, ISymbol> Imported);

    /// <summary>Reads the cells that are new and returns the names of all.</summary>
    /// <param name="compilation">The compilation of the latest finished cell.</param>
    public Scope Of(CSharpCompilation compilation)
    {
        lock (gate)
        {
            var unread = new Stack<CSharpCompilation>();
            for (var c = compilation; c is not null && c != latest; c = c.ScriptCompilationInfo?.PreviousScriptCompilation) unread.Push(c);
            if (unread.Count > 0)
            {
                // Copies: a list that was handed out is still being read by another thread.
                (cells, imported) = (new(cells), new(imported));
                foreach (var cell in unread) Read(cell);
                latest = compilation;
            }
            return new Scope(cells, imported);
        }
    }

    /// <summary>What a cell's own using lines bring.</summary>
    public static IEnumerable<(string Name, ISymbol Symbol)> Usings(CSharpCompilation compilation, SyntaxTree tree)
    {
        foreach (var line in ((CompilationUnitSyntax)tree.GetRoot()).Usings)
            foreach (var entry in line.Alias is { } alias ? Alias(compilation, alias) : Brought(compilation, line.NamespaceOrType.ToString()))
                yield return entry;
    }

    private void Read(CSharpCompilation compilation)
    {
        var tree = compilation.SyntaxTrees.Last();
        foreach (var line in ((CompilationUnitSyntax)tree.GetRoot()).Usings.Where(u => u.Alias is null)) usings.Add(line.NamespaceOrType.ToString());
        // New references can add types to namespaces that are in use already.
        if (latest is null || !compilation.ExternalReferences.IsEmpty)
            foreach (var (name, symbol) in usings.SelectMany(name => Brought(compilation, name))) imported[name] = symbol;
        else
            foreach (var (name, symbol) in Usings(compilation, tree)) imported[name] = symbol;
        if (compilation.ScriptClass is { } script)
            foreach (var member in script.GetMembers().Where(m => m.CanBeReferencedByName)) cells[member.Name] = member;
        latest = compilation;
    }

    private static IEnumerable<(string, ISymbol)> Alias(CSharpCompilation compilation, NameEqualsSyntax alias) =>
        compilation.GetSemanticModel(alias.SyntaxTree).GetDeclaredSymbol((UsingDirectiveSyntax)alias.Parent!) is { Target: { } target }
            ? [(alias.Name.Identifier.ValueText, target)] : [];

    private static IEnumerable<(string, ISymbol)> Brought(CSharpCompilation compilation, string name)
    {
        INamespaceOrTypeSymbol? at = compilation.GlobalNamespace;
        foreach (var part in name.Split('.')) at = at?.GetMembers(part.Trim()).OfType<INamespaceOrTypeSymbol>().FirstOrDefault();
        var members = at switch
        {
            INamespaceSymbol space => space.GetTypeMembers().Where(t => t.DeclaredAccessibility == Accessibility.Public),
            INamedTypeSymbol type => type.GetMembers().Where(m => m.DeclaredAccessibility == Accessibility.Public && (m.IsStatic || m is ITypeSymbol)),
            _ => Enumerable.Empty<ISymbol>(),
        };
        return members.Where(m => m.CanBeReferencedByName).Select(m => (m.Name, m));
    }
}
