namespace Workbook.Kernel.Completion;

/// <summary>Positions in a text: the protocol counts Unicode code points, C# strings count UTF-16 units.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 position of a code point position; positions outside the text are moved to its nearest end.</summary>
    public static int ToUtf16(string text, int codePoints)
    {
        var position = 0;
        for (var i = 0; i < codePoints && position < text.Length; i++) position += IsPair(text, position) ? 2 : 1;
        return position;
    }

    /// <summary>The code point position of a UTF-16 position; half a pair counts as none of it.</summary>
    public static int FromUtf16(string text, int position)
    {
        var count = 0;
        for (var i = 0; i < position && i < text.Length; count++)
        {
            i += IsPair(text, i) ? 2 : 1;
            if (i > position) return count;
        }
        return count;
    }

    private static bool IsPair(string text, int at) => char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
}
