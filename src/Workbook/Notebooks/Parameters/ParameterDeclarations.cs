using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Notebooks.Parameters;

/// <summary>What the source of a parameters cell declares, found in its syntax alone: nothing is compiled or run.</summary>
internal sealed class ParameterDeclarations
{
    /// <summary>Variables of these names hold ready-made settings; they are chosen as a whole, not set member by member.</summary>
    private static readonly string[] PresetNames = ["quick", "full"];

    private readonly Dictionary<string, TypeDeclarationSyntax> records;
    private readonly List<(string Name, string? Record, VariableDeclarationSyntax Declaration, VariableDeclaratorSyntax Variable)> variables = [];

    private ParameterDeclarations(CompilationUnitSyntax cell)
    {
        records = cell.Members.OfType<TypeDeclarationSyntax>()
            .Where(type => type is RecordDeclarationSyntax or StructDeclarationSyntax) // those that `with` copies
            .GroupBy(type => type.Identifier.ValueText)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        foreach (var field in cell.Members.OfType<FieldDeclarationSyntax>())
        {
            if (field.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.ConstKeyword or SyntaxKind.ReadOnlyKeyword))
                continue;
            foreach (var variable in field.Declaration.Variables)
                variables.Add((variable.Identifier.ValueText, RecordOf(field.Declaration.Type, variable.Initializer?.Value), field.Declaration, variable));
        }
        var current = variables.FirstOrDefault(variable => variable.Record is not null && !PresetNames.Contains(variable.Name));
        Current = current.Name;
        CurrentRecord = current.Record;
        Parameters = [.. OfCurrentRecord(), .. OfVariables()];
    }

    /// <summary>The variable that holds the current setting, if a record is used.</summary>
    public string? Current { get; }

    /// <summary>What can be set.</summary>
    public IReadOnlyList<NotebookParameter> Parameters { get; }

    private string? CurrentRecord { get; }

    /// <summary>Reads the source of a cell; parts that do not parse are passed over, the compiler will report them.</summary>
    public static ParameterDeclarations Parse(string source) => new((CompilationUnitSyntax)CSharpSyntaxTree
        .ParseText(source, new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script)).GetRoot());

    /// <summary>Whether a variable of this name holds a setting of the current one's type.</summary>
    public bool HasPreset(string name) => CurrentRecord is not null && variables.Any(variable => variable.Name == name && variable.Record == CurrentRecord);

    private IEnumerable<NotebookParameter> OfCurrentRecord()
    {
        if (CurrentRecord is null)
            yield break;
        var record = records[CurrentRecord];
        foreach (var parameter in record.ParameterList?.Parameters ?? [])
            yield return Parameter(parameter.Identifier, parameter.Type!, parameter.Default?.Value, Current);
        foreach (var property in record.Members.OfType<PropertyDeclarationSyntax>().Where(IsSettable))
            yield return Parameter(property.Identifier, property.Type, property.Initializer?.Value, Current);
    }

    private IEnumerable<NotebookParameter> OfVariables()
    {
        foreach (var (name, record, declaration, variable) in variables)
        {
            if (record is not null || variable.Initializer?.Value is not { } value || !LiteralType.IsLiteral(value))
                continue;
            if ((declaration.Type.IsVar ? LiteralType.OfValue(value) : LiteralType.Of(declaration.Type)) is { } type)
                yield return new NotebookParameter(name, type.Name, type, value.ToString(), Owner: null);
        }
    }

    private static NotebookParameter Parameter(SyntaxToken name, TypeSyntax type, ExpressionSyntax? value, string? owner) =>
        new(name.ValueText, type.ToString(), LiteralType.Of(type), value?.ToString(), owner);

    private static bool IsSettable(PropertyDeclarationSyntax property) =>
        property.Modifiers.Any(SyntaxKind.PublicKeyword)
        && !property.Modifiers.Any(SyntaxKind.StaticKeyword)
        && property.AccessorList?.Accessors.Any(accessor =>
            accessor.Kind() is SyntaxKind.InitAccessorDeclaration or SyntaxKind.SetAccessorDeclaration && accessor.Modifiers.Count == 0) == true;

    /// <summary>The record that a variable holds: by its declared type, by the type created, or through the variable that it copies.</summary>
    private string? RecordOf(TypeSyntax declared, ExpressionSyntax? value)
    {
        if (declared is IdentifierNameSyntax { IsVar: false } named)
            return Known(named.Identifier.ValueText);
        return value switch
        {
            ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax created } => Known(created.Identifier.ValueText),
            WithExpressionSyntax copied => RecordOf(declared, copied.Expression),
            ParenthesizedExpressionSyntax inner => RecordOf(declared, inner.Expression),
            IdentifierNameSyntax other => variables.FirstOrDefault(variable => variable.Name == other.Identifier.ValueText).Record,
            _ => null,
        };
    }

    private string? Known(string type) => records.ContainsKey(type) ? type : null;
}
