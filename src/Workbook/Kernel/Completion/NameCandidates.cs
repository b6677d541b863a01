using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Kernel.Completion;

/// <summary>Bare names in scope that start with a prefix: those of the draft itself first, then of earlier cells, then what usings bring.</summary>
internal static class NameCandidates
{
    /// <summary>Where a name comes from; nearer ones are shown first.</summary>
    public enum Origin
    {
        /// <summary>Declared in the draft.</summary>
        Draft,

        /// <summary>Declared by an earlier cell.</summary>
        Cell,

        /// <summary>Brought by a using, or a namespace.</summary>
        Import,
    }

    /// <summary>The names, each once.</summary>
    /// <param name="model">The meaning of the draft.</param>
    /// <param name="site">The cursor's place in it.</param>
    /// <param name="chain">The names of finished cells.</param>
    /// <param name="matches">Whether a name fits what is typed.</param>
    public static IEnumerable<(ISymbol Symbol, Origin Origin)> Of(SemanticModel model, CompletionSite site, ChainNames.Scope chain, Func<string, bool> matches)
    {
        var compilation = (CSharpCompilation)model.Compilation;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var symbol in Declared(model, site, matches))
            if (seen.Add(symbol.Name)) yield return (symbol, Origin.Draft);
        foreach (var (name, symbol) in chain.Cells)
            if (matches(name) && seen.Add(name)) yield return (symbol, Origin.Cell);
        foreach (var (name, symbol) in ChainNames.Usings(compilation, site.Token.SyntaxTree!).Concat(chain.Imported.Select(i => (i.Key, i.Value))))
            if (matches(name) && seen.Add(name)) yield return (symbol, Origin.Import);
        foreach (var space in compilation.GlobalNamespace.GetMembers())
            if (matches(space.Name) && (space is INamespaceSymbol || space.DeclaredAccessibility == Accessibility.Public) && seen.Add(space.Name))
                yield return (space, Origin.Import);
    }

    /// <summary>Names declared in the draft: the compiler is asked for each that fits, not for all, since all would walk the whole chain.</summary>
    private static IEnumerable<ISymbol> Declared(SemanticModel model, CompletionSite site, Func<string, bool> matches)
    {
        var (root, position) = (site.Token.SyntaxTree!.GetRoot(), site.Start);
        var names = root.DescendantTokens()
            .Where(t => t.IsKind(SyntaxKind.IdentifierToken) && t != site.Token && t.Parent is not SimpleNameSyntax && matches(t.ValueText))
            .Select(t => t.ValueText).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var name in names)
        {
            var found = model.LookupSymbols(position, name: name).FirstOrDefault(s => s.CanBeReferencedByName && !s.IsImplicitlyDeclared && IsBefore(s, site));
            if (found is not null) yield return found;
        }
        foreach (var type in site.Token.Parent!.Ancestors().OfType<BaseTypeDeclarationSyntax>())
            if (model.GetDeclaredSymbol(type) is { } symbol)
                foreach (var member in model.LookupSymbols(position, symbol).Where(m => m.CanBeReferencedByName && matches(m.Name)))
                    yield return member;
    }

    /// <summary>A local variable is no suggestion before its own declaration; a type or a function is.</summary>
    private static bool IsBefore(ISymbol symbol, CompletionSite site) =>
        symbol is not ILocalSymbol || symbol.DeclaringSyntaxReferences is not [{ } place, ..] || place.SyntaxTree != site.Token.SyntaxTree || place.Span.Start < site.Start;
}
