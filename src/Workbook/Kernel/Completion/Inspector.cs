using Microsoft.CodeAnalysis;

namespace Workbook.Kernel.Completion;

/// <summary>What a tooltip shows.</summary>
/// <param name="Plain">As plain text.</param>
/// <param name="Markdown">As Markdown.</param>
internal sealed record Inspection(string Plain, string Markdown);

/// <summary>Says what the thing under the cursor is: its signature, its other forms, and its documentation.</summary>
/// <remarks>Nothing is run and the session stays as it is; any thread may ask, also while a cell runs.</remarks>
internal sealed class Inspector(SubmissionChain chain)
{
    /// <summary>Signatures in a tooltip that was not asked for all.</summary>
    private const int FewSignatures = 5;

    private readonly SymbolDocumentation documentation = new(new DocumentationFiles());

    /// <summary>What stands at the cursor, or what call its argument belongs to; null when that is nothing known.</summary>
    /// <param name="code">The cell as typed so far.</param>
    /// <param name="cursor">A position in UTF-16 units; outside the text it is moved to its nearest end.</param>
    /// <param name="detail">0 for the essentials; 1 adds all other forms, remarks and examples.</param>
    public Inspection? Inspect(string code, int cursor, int detail)
    {
        cursor = Math.Clamp(cursor, 0, code.Length);
        var draft = CellDraft.Of(code, cursor);
        if (draft.Directive is not null || !draft.IsCSharp) return null;
        var tree = SubmissionChain.Parse(draft.Text, "draft");
        var compilation = chain.Draft(tree);
        var model = compilation.GetSemanticModel(tree);
        var symbols = InspectedSymbols.At(model, tree.GetRoot(), cursor);
        if (symbols.IsEmpty) return null;

        var signatures = symbols.Select(SymbolText.Signature).Distinct().ToList();
        var count = detail > 0 ? signatures.Count : Math.Min(FewSignatures, signatures.Count);
        var head = string.Join("\n", signatures.Take(count));
        var more = signatures.Count > count ? $"and {signatures.Count - count} more forms" : "";
        // The chosen form's text, or that of the first form that has any.
        var text = symbols.Select(s => documentation.Of(s, compilation)).FirstOrDefault(e => e is not null);
        return new Inspection(
            Join(head, more, text is null ? "" : DocumentationText.Of(text, isMarkdown: false, isFull: detail > 0)),
            Join($"```csharp\n{head}\n```", more, text is null ? "" : DocumentationText.Of(text, isMarkdown: true, isFull: detail > 0)));
    }

    private static string Join(params string[] parts) => string.Join("\n\n", parts.Where(p => p.Length > 0));
}
