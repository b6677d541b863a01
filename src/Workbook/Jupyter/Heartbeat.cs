namespace Workbook.Jupyter;

/// <summary>Sends back what a front end sends to see whether the kernel lives, on a thread of its own that nothing else can hold up.</summary>
internal sealed class Heartbeat
{
    private readonly Thread thread;

    /// <param name="context">The context of the process; shutting it down ends the thread.</param>
    /// <param name="endpoint">Where to listen.</param>
    public Heartbeat(nint context, string endpoint)
    {
        var socket = new ZmqSocket(context, ZmqSocketType.Reply, endpoint);
        // Handed over before it is used: starting a thread is the full fence that the library asks for.
        thread = new Thread(() =>
        {
            while (socket.Receive() is { } beat) socket.Send(beat);
            socket.Dispose();
        }) { IsBackground = true, Name = "heartbeat" };
        thread.Start();
    }

    /// <summary>Waits for the thread to end.</summary>
    public void Join() => thread.Join();
}
