using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Workbook.Running;

/// <summary>Progress as lines of text, for logs: one a cell, one a notebook.</summary>
internal sealed class PlainProgress(TextWriter output) : IRunProgress
{
    private readonly ConcurrentDictionary<string, Stopwatch> watches = new();

    /// <inheritdoc/>
    public void Started(string notebook, int cells)
    {
        watches[notebook] = Stopwatch.StartNew();
        output.WriteLine($"{notebook}: {cells} cells");
    }

    /// <inheritdoc/>
    public void Cell(string notebook, int cell, int cells) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{notebook}: cell {cell}/{cells} at {watches[notebook].Elapsed.TotalSeconds:0.0} s"));

    /// <inheritdoc/>
    public void Ended(NotebookResult result) => output.WriteLine(ResultLine.Of(result));

    /// <inheritdoc/>
    public void Say(string text) => output.WriteLine(text);
}
