using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mutations;

/// <summary>One formula with one change.</summary>
/// <param name="Topic">The folder under Theory.</param>
/// <param name="Tree">The file that the formula is in.</param>
/// <param name="Old">The expression.</param>
/// <param name="New">What stands in its place.</param>
internal sealed record Mutant(string Topic, SyntaxTree Tree, ExpressionSyntax Old, ExpressionSyntax New)
{
    /// <summary>File name, line, the expression and its change: the same on any machine, as long as the file stays as it is.</summary>
    public string Name => $"{Path.GetFileName(Tree.FilePath)}: {OneLine(Old)} → {OneLine(New)}";

    /// <summary>Where it is.</summary>
    public int Line => Tree.GetLineSpan(Old.Span).StartLinePosition.Line + 1;

    /// <summary>The file with the change.</summary>
    public SyntaxTree Changed => Tree.WithRootAndOptions(Tree.GetRoot().ReplaceNode(Old, New), Tree.Options);

    /// <summary>All changes that can be made in a file of a topic: a sign, a product for a quotient, a constant, a maximum for a minimum, a sine for a cosine.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="tree">The file.</param>
    /// <param name="model">What its expressions mean.</param>
    public static IEnumerable<Mutant> Of(string topic, SyntaxTree tree, SemanticModel model)
    {
        foreach (var expression in tree.GetRoot().DescendantNodes(node => !IsTalk(node)).OfType<ExpressionSyntax>())
        {
            if (Change(expression, model) is { } changed) yield return new Mutant(topic, tree, expression, changed.WithTriviaFrom(expression));
        }
    }

    /// <summary>Error messages and attributes are no formulas.</summary>
    private static bool IsTalk(SyntaxNode node) => node is ThrowExpressionSyntax or ThrowStatementSyntax or AttributeListSyntax or InterpolatedStringExpressionSyntax
        || (node is InvocationExpressionSyntax call && call.Expression.ToString().StartsWith("Guard.", StringComparison.Ordinal));

    private static ExpressionSyntax? Change(ExpressionSyntax expression, SemanticModel model)
    {
        switch (expression)
        {
            case BinaryExpressionSyntax binary when IsReal(binary, model) && Swapped(binary.Kind(), isScalar: model.GetTypeInfo(binary).Type!.SpecialType == SpecialType.System_Double) is { } operation:
                return SyntaxFactory.BinaryExpression(operation.Kind, binary.Left, SyntaxFactory.Token(operation.Token).WithTriviaFrom(binary.OperatorToken), binary.Right);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression, Parent: BinaryExpressionSyntax parent } literal when IsReal(parent, model):
                return SyntaxFactory.ParseExpression($"({literal.Token.Text} + 1)");
            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Math" } } call when Twin(call.Name.Identifier.Text) is { } twin:
                return call.WithName(SyntaxFactory.IdentifierName(twin));
            default:
                return null;
        }
    }

    /// <summary>Real numbers, complex ones, vectors and matrices; no counts and no text.</summary>
    private static bool IsReal(ExpressionSyntax expression, SemanticModel model) => model.GetTypeInfo(expression).Type is { } type
        && (type.SpecialType == SpecialType.System_Double || type.Name is "Complex" or "Matrix" or "Vector");

    private static (SyntaxKind Kind, SyntaxKind Token)? Swapped(SyntaxKind kind, bool isScalar) => kind switch
    {
        SyntaxKind.AddExpression => (SyntaxKind.SubtractExpression, SyntaxKind.MinusToken),
        SyntaxKind.SubtractExpression => (SyntaxKind.AddExpression, SyntaxKind.PlusToken),
        SyntaxKind.MultiplyExpression when isScalar => (SyntaxKind.DivideExpression, SyntaxKind.SlashToken),
        SyntaxKind.DivideExpression when isScalar => (SyntaxKind.MultiplyExpression, SyntaxKind.AsteriskToken),
        _ => null,
    };

    private static string? Twin(string function) => function switch
    {
        "Max" => "Min", "Min" => "Max", "Sin" => "Cos", "Cos" => "Sin", "Sqrt" => "Cbrt", "Sinh" => "Tanh", "Tanh" => "Sinh", _ => null,
    };

    private static string OneLine(SyntaxNode node) => string.Join(' ', node.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
