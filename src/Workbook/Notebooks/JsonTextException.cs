namespace Workbook.Notebooks;

/// <summary>Where and why a text is not JSON.</summary>
internal sealed class JsonTextException : Exception
{
    /// <summary>Creates the error for one place of a text.</summary>
    public JsonTextException(string reason, int line, int column) : base($"line {line}, column {column}: {reason}")
    {
        Reason = reason;
        Line = line;
        Column = column;
    }

    /// <summary>What was found and what would have been allowed.</summary>
    public string Reason { get; }

    /// <summary>One-based line of the first character that does not fit.</summary>
    public int Line { get; }

    /// <summary>One-based column, in UTF-16 units.</summary>
    public int Column { get; }
}
