using System.Collections.Concurrent;
using System.Text;

namespace Workbook.Kernel;

/// <summary>The kernel behind standard input and output: Jupyter's messages, one a line.</summary>
/// <remarks>A line that is not a message is counted, reported on standard error and otherwise ignored.</remarks>
internal sealed class LineServer : IKernelTransport
{
    private const int PendingLines = 64;

    private readonly BlockingCollection<byte[]> outgoing = new(PendingLines);
    private readonly Thread writer;

    private LineServer(Stream output)
    {
        writer = new Thread(() => Write(output)) { IsBackground = true, Name = "protocol output" };
        writer.Start();
    }

    /// <inheritdoc/>
    public bool HasOnlookers => false;

    /// <summary>Serves until the input ends or a shutdown is asked for.</summary>
    /// <param name="folder">The notebook's folder.</param>
    public static void Run(string folder)
    {
        var log = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false), false, 1 << 16);
        var lines = new LineServer(NativeOutput.Claim());
        CellConsole.Install();
        using var server = new KernelServer(folder, lines, log);
        Listen(input, server, new RefusedInput(log));
        // Not a return: threads that cells left running must not keep the process.
        lines.outgoing.CompleteAdding();
        lines.writer.Join(TimeSpan.FromSeconds(2));
        Environment.Exit(0);
    }

    private static void Listen(TextReader input, KernelServer server, RefusedInput refused)
    {
        while (!server.IsShutdown && input.ReadLine() is { } line)
        {
            if (LineMessage.Parse(line) is { Channel: "shell" or "control" or "stdin" } message) server.Receive(message);
            else refused.Add("lines", count => $"Ignored line {count} that is not a message.");
        }
    }

    /// <inheritdoc/>
    public void Send(LineMessage message)
    {
        try
        {
            outgoing.Add(message.ToLine());
        }
        catch (InvalidOperationException)
        {
            // The server is shutting down; nobody listens any more.
        }
    }

    private void Write(Stream output)
    {
        try
        {
            foreach (var line in outgoing.GetConsumingEnumerable())
            {
                output.Write(line);
                output.Flush();
            }
        }
        catch (IOException)
        {
            // The front end is gone; so is the reason for this process.
            Environment.Exit(0);
        }
    }
}
