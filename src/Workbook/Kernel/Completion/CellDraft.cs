namespace Workbook.Kernel.Completion;

/// <summary>A cell that is being written, as the compiler should see it.</summary>
/// <param name="Text">The cell with blanks for its directives and for parts in other languages, so that every position is the cell's.</param>
/// <param name="IsCSharp">Whether the cursor stands in C#.</param>
/// <param name="Directive">The directive left of the cursor, from its <c>#</c> to the cursor; null where there is none.</param>
internal sealed record CellDraft(string Text, bool IsCSharp, string? Directive)
{
    /// <summary>Reads a cell up to its end, whatever it lacks.</summary>
    /// <param name="code">The text of the cell.</param>
    /// <param name="cursor">A position in UTF-16 units, at most the text's length.</param>
    public static CellDraft Of(string code, int cursor)
    {
        var text = code.ToCharArray();
        var (isCSharp, isCSharpAtCursor) = (true, true);
        string? directive = null;
        for (var start = 0; start <= code.Length;)
        {
            var end = code.IndexOf('\n', start);
            if (end < 0) end = code.Length;
            var line = code.AsSpan(start, end - start).TrimEnd();
            var isCommand = line.StartsWith("#!");
            if (isCommand && Language(line) is { } language) isCSharp = language == "csharp";
            var isReference = isCSharp && line.TrimStart() is "#r" or ['#', 'r', ' ' or '\t' or '"', ..];
            if (cursor >= start && cursor <= end)
            {
                isCSharpAtCursor = isCSharp;
                var before = code[start..cursor];
                if (before.TrimStart().StartsWith('#') && (isCSharp || isCommand)) directive = before.TrimStart();
            }
            if (isCommand || isReference || !isCSharp) text.AsSpan(start, end - start).Fill(' ');
            start = end + 1;
        }
        return new CellDraft(new string(text), isCSharpAtCursor, directive);
    }

    private static string? Language(ReadOnlySpan<char> line)
    {
        var name = line[2..].ToString();
        name = name is "c#" or "C#" ? "csharp" : name is "js" ? "javascript" : name;
        return CellDirectives.Languages.Contains(name) ? name : null;
    }
}
