namespace Workbook.Jupyter;

/// <summary>Messages on their way to the thread that owns the sockets.</summary>
/// <remarks>
/// Threads that write much wait while <see cref="Limit"/> messages are on their way, so that output cannot pile up; the owner, which is
/// the one that empties it, never waits.
/// </remarks>
internal sealed class Outbox(Action wake)
{
    /// <summary>How many messages may wait.</summary>
    private const int Limit = 256;

    private readonly object gate = new();
    private readonly Queue<(string Channel, byte[][] Frames)> waiting = [];
    private Thread? owner;
    private bool isClosed;

    /// <summary>Makes the calling thread the one that empties the box.</summary>
    public void Own() => owner = Thread.CurrentThread;

    /// <summary>Adds a message; drops it when the box is closed.</summary>
    public void Add(string channel, byte[][] frames)
    {
        lock (gate)
        {
            while (waiting.Count >= Limit && !isClosed && Thread.CurrentThread != owner) Monitor.Wait(gate);
            if (isClosed) return;
            waiting.Enqueue((channel, frames));
            if (waiting.Count > 1) return;
        }
        wake();
    }

    /// <summary>Takes all that waits, in order.</summary>
    public IReadOnlyList<(string Channel, byte[][] Frames)> TakeAll()
    {
        lock (gate)
        {
            var all = waiting.ToArray();
            waiting.Clear();
            Monitor.PulseAll(gate);
            return all;
        }
    }

    /// <summary>Takes no more messages; what waits can still be taken.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.PulseAll(gate);
        }
    }
}
