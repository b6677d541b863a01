using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Notebooks.Parameters;

/// <summary>A value or <c>null</c>.</summary>
internal sealed record NullableLiteral(string Name, LiteralType Inner) : LiteralType(Name)
{
    /// <inheritdoc/>
    protected override string? TranslateBare(string text) => text == "null" ? text : Inner.Translate(text);

    /// <inheritdoc/>
    public override string? TranslateLiteral(ExpressionSyntax literal) =>
        literal.IsKind(SyntaxKind.NullLiteralExpression) ? "null" : Inner.TranslateLiteral(literal);
}

/// <summary>An array or a collection; <c>[1, 2]</c> and <c>new[] { 1, 2 }</c> are both accepted and both written as <c>[1, 2]</c>.</summary>
internal sealed record CollectionLiteral(string Name, LiteralType Element) : LiteralType(Name)
{
    /// <inheritdoc/>
    public override string? TranslateLiteral(ExpressionSyntax literal)
    {
        if (ElementsOf(literal) is not { } elements)
            return null;
        var values = elements.Select(Element.TranslateLiteral).ToArray();
        return values.Contains(null) ? null : $"[{string.Join(", ", values)}]";
    }
}
