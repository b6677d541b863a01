using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Kernel.Completion;

/// <summary>Suggests how a cell can go on at the cursor, from what the compiler knows of it and of all finished cells.</summary>
/// <remarks>
/// Nothing is run and the session stays as it is; any thread may ask, also while a cell runs. A library that the unfinished cell
/// itself names with <c>#r</c> is known only once the cell has run: packages take seconds to restore.
/// </remarks>
internal sealed class Completer(SubmissionChain chain, string folder)
{
    /// <summary>Above this many, items carry no signature: nobody reads them, and each costs the compiler some work.</summary>
    private const int MostWithSignature = 200;

    private readonly ChainNames names = new();

    /// <summary>What can stand at the cursor.</summary>
    /// <param name="code">The cell as typed so far.</param>
    /// <param name="cursor">A position in UTF-16 units; outside the text it is moved to its nearest end.</param>
    public Completions Complete(string code, int cursor)
    {
        cursor = Math.Clamp(cursor, 0, code.Length);
        var draft = CellDraft.Of(code, cursor);
        if (draft.Directive is { } directive) return DirectiveCompletion.Of(directive, cursor, folder);
        if (!draft.IsCSharp) return Completions.None(cursor);
        var site = CompletionSite.Of(draft.Text, cursor);
        if (site.Kind == SiteKind.None) return Completions.None(cursor);

        var tree = site.Token.SyntaxTree!;
        var compilation = chain.Draft(tree);
        var found = Candidates(compilation.GetSemanticModel(tree), site).GroupBy(c => c.Text)
            .OrderBy(f => f.Key.StartsWith(site.Prefix, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(f => f.Min(c => c.Rank))
            .ThenBy(f => f.Key, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var isShort = found.Count <= MostWithSignature;
        var items = found.Select(forms => forms.FirstOrDefault(f => f.Symbol is not null)?.Symbol is { } symbol
            ? new CompletionItem(forms.Key, SymbolText.Kind(symbol), isShort ? Signature(symbol, forms.Count()) : "")
            : new CompletionItem(forms.Key, "keyword", ""));
        return new Completions(site.Start, cursor, [.. items]);
    }

    private static string Signature(ISymbol symbol, int forms) =>
        SymbolText.Signature(symbol) + (symbol is not IMethodSymbol || forms == 1 ? "" : $" (+ {forms - 1} overload{(forms == 2 ? "" : "s")})");

    private sealed record Candidate(string Text, ISymbol? Symbol, int Rank);

    private IEnumerable<Candidate> Candidates(SemanticModel model, CompletionSite site)
    {
        bool Matches(string name) => name.StartsWith(site.Prefix, StringComparison.OrdinalIgnoreCase);

        switch (site.Kind)
        {
            case SiteKind.Member:
                return Of(MemberCandidates.BehindDot(model, site.Token));
            case SiteKind.Initialiser:
                var entries = Of(MemberCandidates.InBraces(model, site.Token)).ToList();
                // A list's braces hold any expression.
                return entries.Count > 0 && !IsCollection(model, site) ? entries : entries.Concat(Names(_ => true)).Concat(Words(Keywords.All));
            case SiteKind.Using:
                return Of(Spaces(model, site));
            case SiteKind.Type:
                return Names(s => s is INamespaceOrTypeSymbol).Concat(Words(Keywords.Types));
            default:
                var parameters = MemberCandidates.Parameters(model, site.Token).Where(p => Matches(p.Name)).Select(p => new Candidate(p.Name + ":", p, 3));
                return Names(_ => true).Concat(parameters).Concat(Words(Keywords.All));
        }

        IEnumerable<Candidate> Of(IEnumerable<ISymbol> symbols) =>
            symbols.Where(s => s.CanBeReferencedByName && Matches(s.Name))
                .Select(s => new Candidate(s.Name, s, IsEverywhere(s) ? 2 : s is INamespaceSymbol ? 1 : 0));

        IEnumerable<Candidate> Names(Func<ISymbol, bool> fits) =>
            NameCandidates.Of(model, site, Scope((CSharpCompilation)model.Compilation), Matches).Where(n => fits(n.Symbol))
                .Select(n => new Candidate(n.Symbol.Name, n.Symbol, (int)n.Origin));

        IEnumerable<Candidate> Words(ImmutableArray<string> words) => words.Where(Matches).Select(w => new Candidate(w, null, 2));
    }

    /// <summary>What every value has, and nobody looks for.</summary>
    private static bool IsEverywhere(ISymbol symbol) =>
        symbol.ContainingType?.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum;

    private ChainNames.Scope Scope(CSharpCompilation draft) =>
        draft.ScriptCompilationInfo?.PreviousScriptCompilation is { } finished ? names.Of(finished) : new ChainNames().Of(draft);

    private static bool IsCollection(SemanticModel model, CompletionSite site) =>
        CompletionSite.Braces(site.Token.Parent!) is InitializerExpressionSyntax { RawKind: (int)SyntaxKind.CollectionInitializerExpression, Parent: { } creation }
        && model.GetTypeInfo(creation).Type?.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable) == true;

    private static IEnumerable<ISymbol> Spaces(SemanticModel model, CompletionSite site)
    {
        var directive = site.Token.Parent!.FirstAncestorOrSelf<UsingDirectiveSyntax>()!;
        var takesTypes = directive.Alias is not null || directive.StaticKeyword.RawKind != 0;
        INamespaceOrTypeSymbol at = model.Compilation.GlobalNamespace;
        if (site.Token.Parent!.Parent is QualifiedNameSyntax { Left: var left } qualified && qualified.Right == site.Token.Parent)
            foreach (var part in left.ToString().Split('.'))
            {
                if (at.GetMembers(part.Trim()).OfType<INamespaceOrTypeSymbol>().FirstOrDefault() is not { } next) return [];
                at = next;
            }
        return at.GetMembers().Where(m => m is INamespaceSymbol || (takesTypes && m is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public }));
    }
}
