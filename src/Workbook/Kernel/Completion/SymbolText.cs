using Microsoft.CodeAnalysis;

namespace Workbook.Kernel.Completion;

/// <summary>How a symbol is shown: its kind in one word and its declaration in one line.</summary>
internal static class SymbolText
{
    private static readonly SymbolDisplayFormat Line = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeConstantValue,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.Default,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        localOptions: SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat LineWithOwner = Line.WithMemberOptions(Line.MemberOptions | SymbolDisplayMemberOptions.IncludeContainingType);

    private static readonly SymbolDisplayFormat TypeName = Line.WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The symbol's kind, as front ends name icons.</summary>
    public static string Kind(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => "module",
        INamedTypeSymbol type => type.TypeKind switch
        {
            TypeKind.Interface => "interface", TypeKind.Enum => "enum", TypeKind.Struct => "struct", _ => "class",
        },
        ITypeParameterSymbol => "typeParameter",
        IMethodSymbol method => IsOfCell(method) || method.MethodKind == MethodKind.LocalFunction ? "function" : "method",
        IPropertySymbol => "property",
        IEventSymbol => "event",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "enumMember",
        IFieldSymbol { IsConst: true } or ILocalSymbol { IsConst: true } => "constant",
        IFieldSymbol field => IsOfCell(field) ? "variable" : "field",
        _ => "variable",
    };

    /// <summary>The declaration in one line, with parameter names and types.</summary>
    public static string Signature(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => "namespace " + symbol.ToDisplayString(),
        INamedTypeSymbol type => TypeLine(type),
        IRangeVariableSymbol => symbol.Name,
        IMethodSymbol { MethodKind: MethodKind.Constructor } => symbol.ToDisplayString(Line),
        _ => symbol.ToDisplayString(symbol.ContainingType is null || IsOfCell(symbol) ? Line : LineWithOwner),
    };

    /// <summary>Whether a symbol was declared at the top of a cell.</summary>
    public static bool IsOfCell(ISymbol symbol) => symbol.ContainingType?.IsScriptClass == true;

    private static string TypeLine(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Delegate) return "delegate " + type.ToDisplayString(Line);
        var word = type switch
        {
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Interface } => "interface",
            { TypeKind: TypeKind.Enum } => "enum",
            { TypeKind: TypeKind.Struct } => "struct",
            _ => "class",
        };
        var home = type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." : "";
        var outer = type.ContainingType is { IsScriptClass: false } owner ? owner.ToDisplayString(Line) + "." : "";
        return $"{word} {home}{outer}{type.ToDisplayString(TypeName)}";
    }
}
