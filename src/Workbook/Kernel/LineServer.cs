using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbook.Kernel.Completion;

namespace Workbook.Kernel;

/// <summary>The kernel behind standard input and output: Jupyter's messages, one a line.</summary>
/// <remarks>
/// Requests on <c>shell</c> are worked off in order; those on <c>control</c> at once, also while a cell runs. A line that is not a
/// message is counted, reported on standard error and otherwise ignored.
/// </remarks>
internal sealed class LineServer : IDisposable
{
    private const int PendingLines = 64;

    private readonly CellSession session;
    private readonly BlockingCollection<byte[]> outgoing = new(PendingLines);
    private readonly BlockingCollection<LineMessage> _requests = [];
    private readonly Thread writer;
    private readonly TextWriter log;
    private bool isAborting;

    private LineServer(string folder, Stream output, TextWriter log)
    {
        session = new CellSession(folder);
        this.log = log;
        writer = new Thread(() => Write(output)) { IsBackground = true, Name = "protocol output" };
        writer.Start();
    }

    /// <summary>Serves until the input ends or a shutdown is asked for.</summary>
    /// <param name="folder">The notebook's folder.</param>
    public static void Run(string folder)
    {
        var log = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false), false, 1 << 16);
        var output = NativeOutput.Claim();
        CellConsole.Install();
        using var server = new LineServer(folder, output, log);
        new Thread(server.WorkOff) { IsBackground = true, Name = "shell" }.Start();
        server.Listen(input);
        // Not a return: threads that cells left running must not keep the process.
        server.outgoing.CompleteAdding();
        server.writer.Join(TimeSpan.FromSeconds(2));
        Environment.Exit(0);
    }

    private void Listen(TextReader input)
    {
        var ignored = 0;
        while (input.ReadLine() is { } line)
        {
            if (LineMessage.Parse(line) is not { } message)
            {
                log.WriteLine($"Ignored line {++ignored} that is not a message.");
                continue;
            }
            if (message.Channel != "control")
            {
                _requests.Add(message);
                continue;
            }
            Answer(message, () => AnswerControl(message));
            if (message.Type == "shutdown_request") return;
        }
    }

    private void WorkOff()
    {
        foreach (var message in _requests.GetConsumingEnumerable())
        {
            // Only what was already waiting when a cell failed is dropped.
            if (isAborting && message.Type == "execute_request")
            {
                Reply(message, new JsonObject { ["status"] = "aborted", ["execution_count"] = session.ExecutionCount });
                if (_requests.Count == 0) isAborting = false;
                continue;
            }
            Answer(message, () => AnswerShell(message));
        }
    }

    private void Answer(LineMessage request, Func<JsonObject> answer)
    {
        Status(request, "busy");
        JsonObject content;
        try
        {
            content = answer();
        }
        catch (Exception e)
        {
            log.WriteLine($"{request.Type} failed: {e}");
            content = new JsonObject { ["status"] = "error", ["ename"] = e.GetType().Name, ["evalue"] = e.Message, ["traceback"] = new JsonArray() };
        }
        Reply(request, content);
        Status(request, "idle");
    }

    private JsonObject AnswerShell(LineMessage request) => request.Type switch
    {
        "execute_request" => Execute(request),
        "kernel_info_request" => KernelInfo.Reply(),
        "is_complete_request" => new JsonObject { ["status"] = CellSession.Completeness(request.Content["code"]?.ToString() ?? "") },
        "complete_request" => CompletionReply.Complete(session, request.Content),
        "inspect_request" => CompletionReply.Inspect(session, request.Content),
        _ => Unknown(request),
    };

    private JsonObject AnswerControl(LineMessage request)
    {
        switch (request.Type)
        {
            case "interrupt_request":
                session.Interrupt();
                return new JsonObject { ["status"] = "ok" };
            case "shutdown_request":
                return new JsonObject { ["status"] = "ok", ["restart"] = request.Content["restart"]?.GetValueKind() == JsonValueKind.True };
            case "kernel_info_request":
                return KernelInfo.Reply();
            default:
                return Unknown(request);
        }
    }

    private JsonObject Execute(LineMessage request)
    {
        var code = request.Content["code"]?.ToString() ?? "";
        var isSilent = request.Content["silent"]?.GetValueKind() == JsonValueKind.True;
        var error = session.Execute(code, isSilent, message => Send("iopub", message.Type, message.Content, request)).GetAwaiter().GetResult();
        var reply = new JsonObject { ["execution_count"] = session.ExecutionCount };
        if (error is null)
        {
            reply["status"] = "ok";
            reply["payload"] = new JsonArray();
            reply["user_expressions"] = new JsonObject();
            return reply;
        }
        isAborting = request.Content["stop_on_error"]?.GetValueKind() != JsonValueKind.False && _requests.Count > 0;
        reply["status"] = "error";
        reply["ename"] = error.Name;
        reply["evalue"] = error.Message;
        reply["traceback"] = new JsonArray([.. error.Traceback.Select(l => (JsonNode)l)]);
        return reply;
    }

    private static JsonObject Unknown(LineMessage request) => new()
    {
        ["status"] = "error", ["ename"] = "UnknownRequest", ["traceback"] = new JsonArray(),
        ["evalue"] = $"This kernel does not answer {request.Type} on the {request.Channel} channel.",
    };

    private void Status(LineMessage request, string state) => Send("iopub", "status", new JsonObject { ["execution_state"] = state }, request);

    private void Reply(LineMessage request, JsonObject content) =>
        Send(request.Channel, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), content, request);

    private void Send(string channel, string type, JsonObject content, LineMessage request)
    {
        try
        {
            outgoing.Add(LineMessage.Create(channel, type, content, request.Header).ToLine());
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

    /// <inheritdoc/>
    public void Dispose()
    {
        session.Dispose();
        outgoing.Dispose();
        _requests.Dispose();
    }
}
