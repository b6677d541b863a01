using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Kernel.Completion;

/// <summary>What can stand behind a dot, and between the braces of an initialiser.</summary>
internal static class MemberCandidates
{
    /// <summary>Members, nested types or namespaces behind the dot left of a name.</summary>
    public static IEnumerable<ISymbol> BehindDot(SemanticModel model, SyntaxToken token)
    {
        var (position, name) = (token.SpanStart, (SimpleNameSyntax)token.Parent!);
        switch (name.Parent)
        {
            case MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax }:
                return model.LookupBaseMembers(position);
            case MemberAccessExpressionSyntax access:
                var symbol = model.GetSymbolInfo(access.Expression);
                var type = TypeOf(model.GetTypeInfo(access.Expression), symbol);
                if (access.IsKind(SyntaxKind.PointerMemberAccessExpression)) type = (type as IPointerTypeSymbol)?.PointedAtType;
                return Of(model, position, symbol.Symbol, type);
            case MemberBindingExpressionSyntax binding:
                var conditional = binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().First(c => c.WhenNotNull.Span.Contains(binding.Span));
                var value = TypeOf(model.GetTypeInfo(conditional.Expression), model.GetSymbolInfo(conditional.Expression));
                return Values(model, position, IsNullable(value) ? ((INamedTypeSymbol)value!).TypeArguments[0] : value);
            case QualifiedNameSyntax qualified:
                return BehindName(model, position, qualified.Left);
            case AliasQualifiedNameSyntax alias when alias.Alias.Identifier.IsKind(SyntaxKind.GlobalKeyword):
                return model.Compilation.GlobalNamespace.GetMembers().Where(m => m is INamespaceSymbol || m.DeclaredAccessibility == Accessibility.Public);
            default:
                return [];
        }
    }

    /// <summary>Properties and fields that an initialiser can set, or a pattern can match, and that it does not name yet.</summary>
    public static IEnumerable<ISymbol> InBraces(SemanticModel model, SyntaxToken token)
    {
        var braces = CompletionSite.Braces(token.Parent!)!;
        var isPattern = braces is RecursivePatternSyntax;
        var type = braces switch
        {
            RecursivePatternSyntax { Type: { } named } => model.GetTypeInfo(named).Type,
            RecursivePatternSyntax pattern => model.GetTypeInfo(pattern).Type ?? model.GetTypeInfo(pattern).ConvertedType,
            { Parent: WithExpressionSyntax with } => model.GetTypeInfo(with.Expression).Type,
            { Parent: BaseObjectCreationExpressionSyntax creation } => model.GetTypeInfo(creation).Type ?? model.GetTypeInfo(creation).ConvertedType,
            { Parent: AssignmentExpressionSyntax assignment } => model.GetTypeInfo(assignment.Left).Type,
            _ => null,
        };
        if (type is null or IErrorTypeSymbol) return [];
        var given = braces is InitializerExpressionSyntax initialiser
            ? initialiser.Expressions.OfType<AssignmentExpressionSyntax>().Select(a => a.Left.ToString())
            : ((RecursivePatternSyntax)braces).PropertyPatternClause!.Subpatterns.Select(s => s.NameColon?.Name.ToString() ?? "");
        return model.LookupSymbols(token.SpanStart, type)
            .Where(m => !m.IsStatic && m switch
            {
                IPropertySymbol { IsIndexer: false } property => isPattern || property.SetMethod is not null || property.Type.TypeKind == TypeKind.Class,
                IFieldSymbol field => isPattern || !field.IsReadOnly,
                _ => false,
            })
            .ExceptBy(given.ToArray(), m => m.Name);
    }

    /// <summary>Names of the parameters of the call whose argument a token stands in, first methods first.</summary>
    public static IEnumerable<IParameterSymbol> Parameters(SemanticModel model, SyntaxToken token)
    {
        if (token.Parent is not IdentifierNameSyntax { Parent: ArgumentSyntax { NameColon: null, Parent: BaseArgumentListSyntax list } }) return [];
        var methods = list.Parent switch
        {
            InvocationExpressionSyntax call => model.GetMemberGroup(call.Expression).OfType<IMethodSymbol>(),
            ObjectCreationExpressionSyntax creation when model.GetSymbolInfo(creation.Type).Symbol is INamedTypeSymbol type => type.InstanceConstructors,
            _ => [],
        };
        return methods.SelectMany(m => m.Parameters).DistinctBy(p => p.Name);
    }

    private static IEnumerable<ISymbol> BehindName(SemanticModel model, int position, NameSyntax left)
    {
        if (model.GetSymbolInfo(left).Symbol is INamespaceOrTypeSymbol known) return Of(model, position, known, null);
        // A statement without its end, and the next line read as the name of a declaration: what looks like a type is a value.
        var expression = SyntaxFactory.ParseExpression(left.ToString());
        var symbol = model.GetSpeculativeSymbolInfo(position, expression, SpeculativeBindingOption.BindAsExpression);
        return Of(model, position, symbol.Symbol, TypeOf(model.GetSpeculativeTypeInfo(position, expression, SpeculativeBindingOption.BindAsExpression), symbol));
    }

    private static IEnumerable<ISymbol> Of(SemanticModel model, int position, ISymbol? symbol, ITypeSymbol? type) => symbol switch
    {
        IAliasSymbol alias => Of(model, position, alias.Target, type),
        INamespaceSymbol space => model.LookupNamespacesAndTypes(position, space),
        ITypeSymbol named => model.LookupStaticMembers(position, named),
        _ => Values(model, position, type),
    };

    private static IEnumerable<ISymbol> Values(SemanticModel model, int position, ITypeSymbol? type) =>
        type is null or IErrorTypeSymbol or IDynamicTypeSymbol || type.SpecialType == SpecialType.System_Void ? [] :
        model.LookupSymbols(position, type, includeReducedExtensionMethods: true)
            .Where(m => m is not ITypeSymbol && (!m.IsStatic || m is IMethodSymbol { ReducedFrom: not null }));

    /// <summary>The type of an expression; of a call whose arguments do not fit yet, what its first candidate returns.</summary>
    private static ITypeSymbol? TypeOf(TypeInfo info, SymbolInfo symbol) => symbol.CandidateSymbols.FirstOrDefault() switch
    {
        _ when info.Type is { } type and not IErrorTypeSymbol => type,
        IMethodSymbol method => method.ReturnType,
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        ILocalSymbol local => local.Type,
        _ => null,
    };

    private static bool IsNullable(ITypeSymbol? type) => type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
}
