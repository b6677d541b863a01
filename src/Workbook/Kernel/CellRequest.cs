namespace Workbook.Kernel;

/// <summary>A cell that is to run, and how.</summary>
/// <param name="Code">Its text, with directives.</param>
internal sealed record CellRequest(string Code)
{
    /// <summary>The last value is not shown.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The cell gets a number and a place in the history.</summary>
    public bool IsCounted { get; init; } = true;

    /// <summary>Asks the person at the front end for a line; null when nobody sits there.</summary>
    public AskLine? Ask { get; init; }
}

/// <summary>Asks the person at the front end for a line of text.</summary>
/// <param name="question">What the front end writes beside the field; may be empty.</param>
/// <param name="cancellation">Ends the waiting.</param>
internal delegate string AskLine(string question, CancellationToken cancellation);
