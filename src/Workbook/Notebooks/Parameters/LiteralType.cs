using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Notebooks.Parameters;

/// <summary>A type whose values can be written as literals: a number, bool, string or char, or a nullable or a collection of those.</summary>
/// <param name="Name">The type as the notebook spells it.</param>
internal abstract record LiteralType(string Name)
{
    /// <summary>What messages list when a type is not among these.</summary>
    public const string Allowed = "int, long, uint, ulong, float, double, decimal, bool, string, char, and arrays, collections and nullables of these";

    private static readonly string[] Collections =
        ["List", "IList", "IReadOnlyList", "ICollection", "IReadOnlyCollection", "IEnumerable", "ImmutableArray"];

    /// <summary>C# text for a value that was given in the type's notation, ready to be assigned; null when it is no such literal.</summary>
    /// <param name="given">What the user wrote. Only literals pass, so the result never runs code of the user's.</param>
    public string? Translate(string given)
    {
        var text = given.Trim();
        return TranslateBare(text) ?? (ParseLiteral(text) is { } literal ? TranslateLiteral(literal) : null);
    }

    /// <summary>A value that C# would not accept as a literal but that is convenient in a shell, such as a bare word for a string.</summary>
    protected virtual string? TranslateBare(string text) => null;

    /// <summary>The text of a parsed literal; null when it has another type or is out of range.</summary>
    public abstract string? TranslateLiteral(ExpressionSyntax literal);

    /// <summary>The type that a declaration names; null when its values cannot be written as literals.</summary>
    public static LiteralType? Of(TypeSyntax type) => type switch
    {
        NullableTypeSyntax nullable when Of(nullable.ElementType) is { } inner => new NullableLiteral(type.ToString(), inner),
        PredefinedTypeSyntax predefined => ScalarLiteral.Of(predefined.Keyword.ValueText),
        ArrayTypeSyntax { RankSpecifiers: [{ Rank: 1 }, ..] } array when Of(ElementOf(array)) is { } element =>
            new CollectionLiteral(type.ToString(), element),
        GenericNameSyntax { TypeArgumentList.Arguments: [var argument] } generic when Of(argument) is { } element =>
            generic.Identifier.ValueText == "Nullable" ? new NullableLiteral(type.ToString(), element)
            : Collections.Contains(generic.Identifier.ValueText) ? new CollectionLiteral(type.ToString(), element)
            : null,
        QualifiedNameSyntax qualified => Of(qualified.Right),
        IdentifierNameSyntax name => ScalarLiteral.OfFrameworkName(name.Identifier.ValueText),
        _ => null,
    };

    /// <summary>The type that <c>var</c> gets from a literal; null when the expression is not one.</summary>
    public static LiteralType? OfValue(ExpressionSyntax value)
    {
        switch (value)
        {
            case ParenthesizedExpressionSyntax inner:
                return OfValue(inner.Expression);
            case PrefixUnaryExpressionSyntax { OperatorToken.ValueText: "-" or "+" } signed:
                return OfValue(signed.Operand) is ScalarLiteral { IsNumber: true } number ? number : null;
            case LiteralExpressionSyntax { Token.Value: { } constant }:
                return ScalarLiteral.OfConstant(constant);
            case ArrayCreationExpressionSyntax { Type: { } type, Initializer: { } elements } when elements.Expressions.All(IsLiteral):
                return Of(type);
            case ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: { Count: > 0 } elements }:
                var types = elements.Select(OfValue).Distinct().ToArray();
                // C# takes the best common type; of the numeric literals that is double as soon as one is.
                var element = types is [{ } only] ? only
                    : types.All(type => type?.Name is "int" or "double") ? ScalarLiteral.Of("double")
                    : null;
                return element is null ? null : new CollectionLiteral(element.Name + "[]", element);
            default:
                return null;
        }
    }

    /// <summary>Whether an expression is a literal or a collection of literals, whatever its type.</summary>
    public static bool IsLiteral(ExpressionSyntax value) => value switch
    {
        LiteralExpressionSyntax => true,
        PrefixUnaryExpressionSyntax { OperatorToken.ValueText: "-" or "+" } signed => IsLiteral(signed.Operand),
        ParenthesizedExpressionSyntax inner => IsLiteral(inner.Expression),
        _ => ElementsOf(value) is { } elements && elements.All(IsLiteral),
    };

    /// <summary>The elements of a collection expression or of an array creation; null for anything else.</summary>
    protected static IReadOnlyList<ExpressionSyntax>? ElementsOf(ExpressionSyntax value) => value switch
    {
        CollectionExpressionSyntax { Elements: var elements } when elements.All(element => element is ExpressionElementSyntax) =>
            [.. elements.Cast<ExpressionElementSyntax>().Select(element => element.Expression)],
        ImplicitArrayCreationExpressionSyntax array => [.. array.Initializer.Expressions],
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
        ObjectCreationExpressionSyntax { Initializer: { RawKind: (int)SyntaxKind.CollectionInitializerExpression } initializer } =>
            [.. initializer.Expressions],
        _ => null,
    };

    /// <summary>The syntax has <c>int[][]</c> as one array of <c>int</c> with two brackets, of which the first is the outer one.</summary>
    private static TypeSyntax ElementOf(ArrayTypeSyntax array) =>
        array.RankSpecifiers.Count == 1 ? array.ElementType : array.WithRankSpecifiers(array.RankSpecifiers.RemoveAt(0));

    private static ExpressionSyntax? ParseLiteral(string text)
    {
        var parsed = SyntaxFactory.ParseExpression(text);
        return !parsed.ContainsDiagnostics && parsed.FullSpan.Length == text.Length && !parsed.ContainsDirectives ? parsed : null;
    }
}
