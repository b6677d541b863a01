namespace Workbook.Notebooks;

/// <summary>
/// Something the reader of a notebook can mend: the message says what was given, what is allowed and what to do,
/// and is printed as it stands, without a stack trace.
/// </summary>
internal sealed class NotebookException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">Complete sentences, with the remedy last.</param>
    /// <param name="cause">What went wrong below, if anything did.</param>
    public NotebookException(string message, Exception? cause = null) : base(message, cause)
    {
    }
}
