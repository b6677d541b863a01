using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Workbook.Kernel.Completion;

/// <summary>Finds the documentation of a symbol: from a cell's <c>///</c> comment, from a library's file, or inherited.</summary>
internal sealed class SymbolDocumentation(DocumentationFiles files)
{
    private const int DeepestInheritance = 4;

    /// <summary>The symbol's documentation element, or null.</summary>
    /// <param name="symbol">Any symbol; constructed and reduced forms stand for their originals.</param>
    /// <param name="compilation">Where it was met.</param>
    public XElement? Of(ISymbol symbol, Compilation compilation) => Of(symbol, compilation, 0);

    private XElement? Of(ISymbol symbol, Compilation compilation, int depth)
    {
        var meant = symbol switch { IMethodSymbol { ReducedFrom: { } reduced } => reduced, IAliasSymbol alias => alias.Target, _ => symbol };
        symbol = meant.OriginalDefinition;
        switch (symbol)
        {
            case IParameterSymbol parameter:
                return Of(parameter.ContainingSymbol, compilation, depth) is { } owner ? Named(owner, "param", parameter.Name) : null;
            case ITypeParameterSymbol type when type.ContainingSymbol is { } container:
                return Of(container, compilation, depth) is { } generic ? Named(generic, "typeparam", type.Name) : null;
            case INamespaceSymbol or ILocalSymbol or IRangeVariableSymbol:
                return null;
        }
        var element = Parse(Text(symbol, compilation));
        if (element?.Descendants("inheritdoc").FirstOrDefault() is { } inherits && depth < DeepestInheritance)
            return Inherited(symbol, inherits, compilation) is { } from ? Of(from, compilation, depth + 1) ?? element : element;
        // The properties of a record are documented as its parameters.
        if (element is null && symbol is IPropertySymbol { ContainingType: { IsRecord: true } record })
            return Of(record, compilation, depth) is { } found ? Named(found, "param", symbol.Name) : null;
        // What overrides without a word says what is overridden.
        if (element is null && depth < DeepestInheritance && Inherited(symbol, null, compilation) is { } silent) return Of(silent, compilation, depth + 1);
        return element;
    }

    private string? Text(ISymbol symbol, Compilation compilation)
    {
        if (symbol.Locations.Any(l => l.IsInSource)) return symbol.GetDocumentationCommentXml();
        return symbol.GetDocumentationCommentId() is { } id && Library(symbol, compilation) is { } library ? files.Find(library, id) : null;
    }

    /// <summary>The file of a symbol's library: it was referenced by some cell up to this one.</summary>
    private static string? Library(ISymbol symbol, Compilation compilation)
    {
        var name = symbol.ContainingAssembly?.Name;
        for (var cell = compilation; cell is not null && name is not null; cell = cell.ScriptCompilationInfo?.PreviousScriptCompilation)
            foreach (var reference in cell.ExternalReferences.Concat(cell.DirectiveReferences).OfType<PortableExecutableReference>())
                if (reference.FilePath is { } path && Path.GetFileNameWithoutExtension(path).Equals(name, StringComparison.OrdinalIgnoreCase)) return path;
        return null;
    }

    private static ISymbol? Inherited(ISymbol symbol, XElement? inherits, Compilation compilation)
    {
        if (inherits?.Attribute("cref")?.Value is { } cref) return DocumentationCommentId.GetFirstSymbolForDeclarationId(cref, compilation);
        var overridden = symbol switch
        {
            IMethodSymbol method => method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            IEventSymbol @event => @event.OverriddenEvent,
            INamedTypeSymbol type when inherits is not null =>
                type.BaseType is { SpecialType: not SpecialType.System_Object } parent ? parent : type.Interfaces.FirstOrDefault(),
            _ => (ISymbol?)null,
        };
        return overridden ?? (symbol is ITypeSymbol ? null : symbol.ContainingType?.AllInterfaces.SelectMany(i => i.GetMembers(symbol.Name))
            .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(m), symbol)));
    }

    private static XElement? Named(XElement element, string tag, string name) =>
        element.Elements(tag).FirstOrDefault(e => e.Attribute("name")?.Value == name) is { } found
            ? new XElement("member", new XElement("summary", found.Nodes())) : null;

    private static XElement? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            var element = XElement.Parse(text, LoadOptions.PreserveWhitespace);
            return element.HasElements ? element : null;
        }
        catch (XmlException)
        {
            // A comment that is not well formed, as one being written is not.
            return null;
        }
    }
}
