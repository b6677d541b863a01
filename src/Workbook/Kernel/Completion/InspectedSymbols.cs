using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Kernel.Completion;

/// <summary>The symbols that a place in the code stands for.</summary>
internal static class InspectedSymbols
{
    /// <summary>The symbol at a position and its overloads, the chosen one first.</summary>
    public static ImmutableArray<ISymbol> At(SemanticModel model, SyntaxNode root, int cursor)
    {
        foreach (var position in new[] { cursor, cursor - 1 }.Where(p => p >= 0 && p < root.FullSpan.End))
        {
            var token = root.FindToken(position);
            // A comment belongs to the token behind it; the cursor is not on that.
            if (token.Span.Contains(position) && Of(model, token) is { IsEmpty: false } symbols) return symbols;
        }
        var inside = root.FindToken(Math.Max(0, Math.Min(cursor, root.FullSpan.End) - 1));
        if (inside.SpanStart >= cursor) inside = inside.GetPreviousToken();
        if (IsInText(root, inside, cursor)) return [];
        var arguments = inside.Parent?.AncestorsAndSelf().OfType<BaseArgumentListSyntax>().FirstOrDefault(l => l.SpanStart < cursor);
        return arguments?.Parent is { } call ? Of(model, Called(call)) : [];
    }

    private static SyntaxNode Called(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.Expression,
        ElementAccessExpressionSyntax element => element.Expression,
        _ => call,
    };

    private static bool IsInText(SyntaxNode root, SyntaxToken token, int cursor) =>
        (token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
            && cursor > token.SpanStart && cursor < token.Span.End)
        || root.FindTrivia(Math.Max(0, cursor - 1)).Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;

    private static ImmutableArray<ISymbol> Of(SemanticModel model, SyntaxToken token)
    {
        if (token.Parent is not { } node) return [];
        if (token.IsKind(SyntaxKind.IdentifierToken) && node is not SimpleNameSyntax)
            return model.GetDeclaredSymbol(node) is { } declared ? [declared] : [];
        var isNamed = node is SimpleNameSyntax or PredefinedTypeSyntax or ThisExpressionSyntax or BaseExpressionSyntax || token.IsKind(SyntaxKind.NewKeyword);
        return isNamed ? Of(model, node) : [];
    }

    private static ImmutableArray<ISymbol> Of(SemanticModel model, SyntaxNode node)
    {
        // Under the name of a type that is created, its constructors are what one wants to know.
        if (node.Parent is ObjectCreationExpressionSyntax creation && creation.Type == node) node = creation;
        var info = model.GetSymbolInfo(node);
        var chosen = info.Symbol ?? (node is BaseObjectCreationExpressionSyntax ? null : info.CandidateSymbols.FirstOrDefault());
        IEnumerable<ISymbol> group = node is BaseObjectCreationExpressionSyntax
            ? (model.GetTypeInfo(node).Type as INamedTypeSymbol)?.InstanceConstructors.Where(c => !c.IsImplicitlyDeclared || c.Parameters.IsEmpty) ?? []
            : node is ExpressionSyntax expression ? model.GetMemberGroup(expression) : [];
        var symbols = (chosen is null ? [] : new[] { chosen }).Concat(group).Where(s => s is not IErrorTypeSymbol)
            .Distinct<ISymbol>(SymbolEqualityComparer.Default).ToImmutableArray();
        return symbols.IsEmpty && node is ThisExpressionSyntax or BaseExpressionSyntax && model.GetTypeInfo(node).Type is { } type ? [type] : symbols;
    }
}
