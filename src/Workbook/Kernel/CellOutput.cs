using System.Text;
using System.Text.Json.Nodes;

namespace Workbook.Kernel;

/// <summary>Something a cell shows: one of the output messages of the Jupyter protocol.</summary>
/// <param name="Type">The message type: <c>stream</c>, <c>display_data</c>, <c>update_display_data</c>, <c>execute_result</c> or <c>error</c>.</param>
/// <param name="Content">The message's content.</param>
internal sealed record OutputMessage(string Type, JsonObject Content);

/// <summary>The outputs of one cell, in order, on their way to a front end.</summary>
/// <remarks>
/// Console text is gathered for <see cref="GatherFor"/> or <see cref="GatherCharacters"/>, because one message a line costs a front end
/// most of a millisecond; anything else sends the gathered text first, so that the order is the cell's. The object outlives its
/// cell: what background work of the cell prints later still belongs to that cell.
/// </remarks>
internal sealed class CellOutput(string cellName, Action<OutputMessage> send)
{
    private const int GatherCharacters = 8192;
    private static readonly TimeSpan GatherFor = TimeSpan.FromMilliseconds(30);
    private static readonly AsyncLocal<CellOutput?> Ambient = new();
    private static volatile CellOutput? latest;

    private readonly Lock gate = new();
    private readonly StringBuilder gathered = new();
    private string gatheredStream = "stdout";
    private bool flushIsDue;

    /// <summary>The output of the cell that the calling code belongs to; the latest cell's where that cannot be known.</summary>
    public static CellOutput? Current => Ambient.Value ?? latest;

    /// <summary>What the cell is called in messages and traces, for example <c>Cell 3</c>.</summary>
    public string CellName { get; } = cellName;

    /// <summary>The token that an interrupt of the cell cancels first.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Asks the person at the front end for a line; null when nobody sits there.</summary>
    public AskLine? Ask { get; init; }

    /// <summary>Ids of the claims that the cell showed and that do not hold.</summary>
    public List<string> FailedClaims { get; } = [];

    /// <summary>Makes this the output of the calling code and of all that it starts.</summary>
    public void MakeCurrent()
    {
        Ambient.Value = this;
        latest = this;
    }

    /// <summary>Adds console text.</summary>
    /// <param name="stream"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">The text, with its line ends.</param>
    public void Write(string stream, ReadOnlySpan<char> text)
    {
        lock (gate)
        {
            if (stream != gatheredStream) FlushHere();
            gatheredStream = stream;
            gathered.Append(text);
            if (gathered.Length >= GatherCharacters) FlushHere();
            else if (!flushIsDue)
            {
                flushIsDue = true;
                _ = Task.Delay(GatherFor).ContinueWith(_ => Flush(), TaskScheduler.Default);
            }
        }
    }

    /// <summary>Sends a message after all console text that came before it.</summary>
    public void Send(OutputMessage message)
    {
        lock (gate)
        {
            FlushHere();
            if (ClaimMime.FailedId(message.Content) is { } id) FailedClaims.Add(id);
            send(message);
        }
    }

    /// <summary>Sends the console text gathered so far.</summary>
    public void Flush()
    {
        lock (gate)
        {
            flushIsDue = false;
            FlushHere();
        }
    }

    private void FlushHere()
    {
        if (gathered.Length == 0) return;
        send(new OutputMessage("stream", new JsonObject { ["name"] = gatheredStream, ["text"] = gathered.ToString() }));
        gathered.Clear();
    }
}
