using Microsoft.CodeAnalysis.CSharp;

namespace Workbook.Notebooks.Parameters;

/// <summary>One <c>NAME=VALUE</c> of the command line, not yet checked against a notebook.</summary>
/// <param name="Name">Left of the first <c>=</c>.</param>
/// <param name="Value">Right of it, as it was given.</param>
internal sealed record ParameterAssignment(string Name, string Value)
{
    /// <summary>Splits at the first <c>=</c>.</summary>
    /// <exception cref="NotebookException">There is none, or the left side is not a name or the right side is empty.</exception>
    public static ParameterAssignment Parse(string text)
    {
        var mark = text.IndexOf('=');
        var name = mark < 0 ? "" : text[..mark].Trim();
        if (mark < 0 || mark == text.Length - 1 || !SyntaxFacts.IsValidIdentifier(name))
            throw new NotebookException(
                $"'{text}' is not of the form NAME=VALUE: a parameter's name, '=', and a C# literal. For example: -p Layers=40 or -p \"Widths=[64, 128]\". "
                + "The empty text is written as Title='\"\"'.");
        return new ParameterAssignment(name, text[(mark + 1)..]);
    }
}
