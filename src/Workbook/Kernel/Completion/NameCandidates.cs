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

    /// <summary>What the draft declares around the cursor. Found through the syntax: a lookup by the compiler would walk the whole chain for each name.</summary>
    private static IEnumerable<ISymbol> Declared(SemanticModel model, CompletionSite site, Func<string, bool> matches)
    {
        var root = site.Token.SyntaxTree!.GetRoot();
        var locals = root.DescendantTokens()
            .Where(t => t.IsKind(SyntaxKind.IdentifierToken) && t != site.Token && t.Parent is not SimpleNameSyntax)
            .Where(t => matches(t.ValueText) && IsInScope(t, site))
            .Select(t => model.GetDeclaredSymbol(t.Parent!)).OfType<ISymbol>()
            .Where(s => s is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ITypeParameterSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction });
        // Nearer declarations hide those farther out.
        foreach (var symbol in locals.Reverse()) yield return symbol;
        foreach (var type in site.Token.Parent!.Ancestors().OfType<BaseTypeDeclarationSyntax>())
            if (model.GetDeclaredSymbol(type) is { } symbol)
                foreach (var member in model.LookupSymbols(site.Start, symbol).Where(m => m.CanBeReferencedByName && matches(m.Name)))
                    yield return member;
        foreach (var member in model.Compilation.ScriptClass?.GetMembers() ?? [])
            if (member.CanBeReferencedByName && matches(member.Name)) yield return member;
    }

    /// <summary>Whether a local declaration can be named at the cursor: it is behind it and within the same braces, function or query.</summary>
    private static bool IsInScope(SyntaxToken declared, CompletionSite site)
    {
        var isFunction = declared.Parent is LocalFunctionStatementSyntax;
        if (!isFunction && declared.SpanStart > site.Start) return false;
        var scope = (isFunction ? declared.Parent!.Parent : declared.Parent)?.AncestorsAndSelf().FirstOrDefault(IsScope);
        return scope is not null && site.Token.Parent!.AncestorsAndSelf().Contains(scope);
    }

    private static bool IsScope(SyntaxNode node) => node
        is BlockSyntax or MemberDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or QueryExpressionSyntax
        or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or UsingStatementSyntax or FixedStatementSyntax or CatchClauseSyntax
        or SwitchSectionSyntax or SwitchExpressionArmSyntax;
}
