using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Kernel.Completion;

/// <summary>What kind of thing can stand at the cursor.</summary>
internal enum SiteKind
{
    /// <summary>A new name, a comment, a string or a number: nothing to suggest.</summary>
    None,

    /// <summary>Behind a dot.</summary>
    Member,

    /// <summary>A property to set between the braces of <c>new T { }</c> or <c>with { }</c>, or to match between those of a pattern.</summary>
    Initialiser,

    /// <summary>Any name in scope.</summary>
    Name,

    /// <summary>A type, as after <c>new</c> or between angle brackets.</summary>
    Type,

    /// <summary>A namespace, after <c>using</c>.</summary>
    Using,
}

/// <summary>The cursor's place in the syntax of an unfinished cell.</summary>
/// <param name="Kind">What can stand there.</param>
/// <param name="Start">Where the prefix starts, in UTF-16 units.</param>
/// <param name="Prefix">What is typed already of the name.</param>
/// <param name="Token">A stand-in identifier at the cursor; it keeps the syntax whole where the prefix is empty or happens to be a keyword.</param>
internal sealed record CompletionSite(SiteKind Kind, int Start, string Prefix, SyntaxToken Token)
{
    private const string StandIn = "__completion";

    /// <summary>Finds the site of a cursor.</summary>
    /// <param name="text">C# text, as in <see cref="CellDraft.Text"/>.</param>
    /// <param name="cursor">A position in UTF-16 units.</param>
    public static CompletionSite Of(string text, int cursor)
    {
        var (start, end) = (cursor, cursor);
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(text[start - 1])) start--;
        while (end < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[end])) end++;
        var prefix = text[start..cursor];
        var tree = SubmissionChain.Parse(string.Concat(text.AsSpan(0, start), StandIn, text.AsSpan(end)), "draft");
        var token = tree.GetRoot().FindToken(start);
        // In strings, comments and switched-off code there is no identifier at that place.
        var isName = token.SpanStart == start && token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == StandIn;
        var kind = !isName || prefix is [>= '0' and <= '9', ..] ? SiteKind.None : KindOf(token, prefix);
        return new CompletionSite(kind, start, prefix, token);
    }

    private static SiteKind KindOf(SyntaxToken token, string prefix)
    {
        if (token.Parent is not SimpleNameSyntax name) return IsNewName(token) ? SiteKind.None : SiteKind.Name;
        if (name.Ancestors().FirstOrDefault(a => a is not NameSyntax) is UsingDirectiveSyntax) return SiteKind.Using;
        switch (name.Parent)
        {
            case MemberAccessExpressionSyntax access when access.Name == name:
                // A dot behind digits is a decimal point until letters follow.
                return prefix.Length == 0 && access.Expression.IsKind(SyntaxKind.NumericLiteralExpression) ? SiteKind.None : SiteKind.Member;
            case QualifiedNameSyntax qualified when qualified.Right == name:
            case MemberBindingExpressionSyntax:
            case AliasQualifiedNameSyntax:
                return SiteKind.Member;
        }
        if (Braces(name) is not null) return SiteKind.Initialiser;
        return IsTypeOnly(name) ? SiteKind.Type : SiteKind.Name;
    }

    /// <summary>The initialiser or pattern that a name is an entry of, or null.</summary>
    public static SyntaxNode? Braces(SyntaxNode name)
    {
        var entry = name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name ? assignment : name;
        return entry.Parent switch
        {
            InitializerExpressionSyntax braces when braces.Kind() is SyntaxKind.ObjectInitializerExpression or SyntaxKind.WithInitializerExpression
                || (braces.IsKind(SyntaxKind.CollectionInitializerExpression) && braces.Expressions.Count == 1) => braces,
            ConstantPatternSyntax { Parent: SubpatternSyntax { Parent: PropertyPatternClauseSyntax { Parent: RecursivePatternSyntax pattern } } } => pattern,
            NameColonSyntax { Parent: SubpatternSyntax { Parent: PropertyPatternClauseSyntax { Parent: RecursivePatternSyntax pattern } } } => pattern,
            _ => null,
        };
    }

    private static bool IsTypeOnly(SimpleNameSyntax name) => name.Parent switch
    {
        ObjectCreationExpressionSyntax or TypeArgumentListSyntax or SimpleBaseTypeSyntax or TypeOfExpressionSyntax => true,
        ArrayTypeSyntax { Parent: ArrayCreationExpressionSyntax } => true,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } cast => cast.Right == name,
        _ => false,
    };

    /// <summary>Whether the token names something new. Behind a line break it does not: there the line above merely lacks its end.</summary>
    private static bool IsNewName(SyntaxToken token)
    {
        var before = token.GetPreviousToken();
        if (before.RawKind == 0) return false;
        var lines = token.SyntaxTree!.GetText().Lines;
        return lines.GetLineFromPosition(before.SpanStart).LineNumber == lines.GetLineFromPosition(token.SpanStart).LineNumber;
    }
}
