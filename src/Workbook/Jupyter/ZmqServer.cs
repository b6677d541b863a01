using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Workbook.Kernel;

namespace Workbook.Jupyter;

/// <summary>The kernel behind the five sockets of the Jupyter protocol.</summary>
/// <remarks>
/// One thread owns shell, control, stdin and iopub: it takes what arrives, control first, and sends what other threads put into the
/// <see cref="Outbox"/>. Messages that are not signed with the connection's key are counted, reported and never looked into.
/// </remarks>
internal sealed class ZmqServer : IKernelTransport
{
    /// <summary>How many messages of a channel are taken before the other channels get their turn.</summary>
    private const int Turn = 64;

    /// <summary>In the order in which they are served.</summary>
    private static readonly string[] Channels = ["control", "stdin", "shell"];

    private readonly ConnectionFile connection;
    private readonly WireFormat format;
    private readonly RefusedInput refused;
    private readonly WakeUp wakeUp = new();
    private readonly Outbox outbox;
    private readonly StillFigures figures;
    private volatile bool isOrphaned;

    private ZmqServer(ConnectionFile connection, TextWriter log)
    {
        this.connection = connection;
        format = new WireFormat(new MessageSigner(connection.Key));
        refused = new RefusedInput(log);
        figures = new StillFigures(log);
        outbox = new Outbox(wakeUp.Wake);
    }

    /// <inheritdoc/>
    public bool HasOnlookers => true;

    /// <summary>Serves until a shutdown is asked for, or the front end that started the kernel is gone.</summary>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="connectionFile">The file in which the front end says where it waits.</param>
    public static void Run(string folder, string connectionFile)
    {
        var log = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });
        LibZmq.Require();
        var server = new ZmqServer(ConnectionFile.Read(connectionFile, log), log);
        _ = NativeOutput.Claim();
        CellConsole.Install();
        server.Serve(folder, log);
        // Not a return: threads that cells left running must not keep the process.
        Environment.Exit(0);
    }

    /// <inheritdoc/>
    public void Send(LineMessage message) => outbox.Add(message.Channel, format.Write(figures.WithPicture(message)));

    private void Serve(string folder, TextWriter log)
    {
        outbox.Own();
        var context = LibZmq.NewContext();
        var heartbeat = new Heartbeat(context, connection.Endpoint("hb"));
        var sockets = Channels.Append("iopub").ToDictionary(c => c,
            c => new ZmqSocket(context, c == "iopub" ? ZmqSocketType.Publish : ZmqSocketType.Router, connection.Endpoint(c)));
        Send(LineMessage.Create("iopub", "status", new JsonObject { ["execution_state"] = "starting" }));
        ParentWatch.Start(() =>
        {
            isOrphaned = true;
            wakeUp.Wake();
        });
        using (var kernel = new KernelServer(folder, this, log))
        {
            Loop(kernel, sockets);
            outbox.Close();
            Deliver(sockets);
        }
        foreach (var socket in sockets.Values) socket.Dispose();
        _ = LibZmq.ShutdownContext(context);
        heartbeat.Join();
        while (LibZmq.TerminateContext(context) != 0 && Marshal.GetLastPInvokeError() == LibZmq.Interrupted) { }
        if (refused.Total > 0) log.WriteLine(refused);
    }

    private void Loop(KernelServer kernel, Dictionary<string, ZmqSocket> sockets)
    {
        var items = Channels.Select(c => new LibZmq.PollItem { Socket = sockets[c].Handle, Events = 1 })
            .Append(new LibZmq.PollItem { Descriptor = wakeUp.Descriptor, Events = 1 }).ToArray();
        while (!kernel.IsShutdown && !isOrphaned)
        {
            Deliver(sockets);
            if (LibZmq.Poll(items, items.Length, -1) < 0)
            {
                if (Marshal.GetLastPInvokeError() == LibZmq.Interrupted) continue;
                return;
            }
            if (items[^1].Ready != 0) wakeUp.Clear();
            for (var i = 0; i < Channels.Length && !kernel.IsShutdown; i++)
                if (items[i].Ready != 0) Take(kernel, Channels[i], sockets[Channels[i]]);
        }
    }

    private void Take(KernelServer kernel, string channel, ZmqSocket socket)
    {
        for (var i = 0; i < Turn && !kernel.IsShutdown && socket.TryReceive() is { } frames; i++)
        {
            if (format.Read(channel, frames, out var refusal) is { } message) kernel.Receive(message);
            else refused.Add(refusal!, count => $"Refused message {count} that is {refusal}, on the {channel} channel.");
        }
    }

    private void Deliver(Dictionary<string, ZmqSocket> sockets)
    {
        foreach (var (channel, frames) in outbox.TakeAll()) sockets[channel].Send(frames);
    }
}
