using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Workbook.Notebooks;

namespace Workbook.Kernel;

/// <summary>One part of a cell: text in one language.</summary>
/// <param name="Language">One of <see cref="CellDirectives.Languages"/>.</param>
/// <param name="Text">The part's text; lines before it in the cell are kept as empty lines, so that line numbers are the cell's.</param>
/// <param name="IsTimed">Whether <c>#!time</c> stands in the part.</param>
/// <param name="Imports">Files named by <c>#!import</c>, in order.</param>
internal sealed record CellPart(string Language, string Text, bool IsTimed, ImmutableArray<string> Imports);

/// <summary>The lines of a cell that speak to the kernel: <c>#!…</c> for languages and commands, <c>#r</c> for references.</summary>
internal static class CellDirectives
{
    /// <summary>The languages a cell can be in, as after <c>#!</c>.</summary>
    public static readonly ImmutableArray<string> Languages = ["csharp", "html", "markdown", "javascript", "mermaid"];

    private const string Commands = "#!time, #!import FILE";

    /// <summary>Splits a cell at its <c>#!language</c> lines.</summary>
    /// <exception cref="NotebookException">A <c>#!</c> line that is not known.</exception>
    public static ImmutableArray<CellPart> Split(string code)
    {
        var parts = ImmutableArray.CreateBuilder<CellPart>();
        var lines = code.ReplaceLineEndings("\n").Split('\n');
        var (language, text, isTimed, imports) = ("csharp", new List<string>(), false, ImmutableArray.CreateBuilder<string>());
        for (var i = 0; i < lines.Length; i++)
        {
            var command = lines[i].TrimEnd();
            if (!command.StartsWith("#!", StringComparison.Ordinal))
            {
                text.Add(lines[i]);
                continue;
            }
            var (name, argument) = command.IndexOf(' ') is var at and > 0 ? (command[2..at], command[(at + 1)..].Trim(' ', '"')) : (command[2..], "");
            name = name is "c#" or "C#" ? "csharp" : name is "js" ? "javascript" : name;
            if (Languages.Contains(name))
            {
                Close();
                language = name;
                // Line numbers of C# count from the top of the cell.
                text = name == "csharp" ? [.. Enumerable.Repeat("", i + 1)] : [];
                continue;
            }
            if (name == "time") isTimed = true;
            else if (name == "import" && argument.Length > 0) imports.Add(argument);
            else throw Unknown(name);
            text.Add("");
        }
        Close();
        return parts.ToImmutable();

        void Close()
        {
            if (text.Any(line => line.Trim().Length > 0) || imports.Count > 0)
                parts.Add(new CellPart(language, string.Join("\n", text), isTimed, imports.ToImmutable()));
            (isTimed, imports) = (false, ImmutableArray.CreateBuilder<string>());
        }
    }

    /// <summary>Takes the <c>#r</c> lines out of C# text; the lines stay as empty ones.</summary>
    /// <returns>The text without them, and what they name, in order.</returns>
    public static (SyntaxTree Tree, ImmutableArray<string> References) TakeReferences(string code, string cellName)
    {
        var tree = SubmissionChain.Parse(code, cellName);
        if (!code.Contains("#r", StringComparison.Ordinal)) return (tree, []);
        var directives = ((CompilationUnitSyntax)tree.GetRoot()).GetReferenceDirectives();
        if (directives.Count == 0) return (tree, []);
        var without = tree.GetText().WithChanges(directives.Select(d => new TextChange(d.Span, "")));
        return (SubmissionChain.Parse(without.ToString(), cellName), [.. directives.Select(d => d.File.ValueText)]);
    }

    private static NotebookException Unknown(string name) => new(
        $"#!{name} is not known to this kernel. Languages: {string.Join(", ", Languages.Select(l => "#!" + l))}. Commands: {Commands}.");
}
