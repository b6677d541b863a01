using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Kernel;

/// <summary>Works off the requests of a session, whichever way they come.</summary>
/// <remarks>
/// Requests on <c>shell</c> are worked off in order; those on <c>control</c> at once, also while a cell runs. Every request is framed
/// by the states busy and idle. A cell that fails takes along the cells that were already waiting, unless it was sent with
/// <c>stop_on_error</c> false; cells sent later run.
/// </remarks>
internal sealed class KernelServer : IDisposable
{
    private readonly CellSession session;
    private readonly IKernelTransport transport;
    private readonly TextWriter log;
    private readonly BlockingCollection<LineMessage> waiting = [];
    private readonly FrontEndInput input;
    private readonly RequestAnswers answers;
    private int toAbort;

    /// <param name="folder">The notebook's folder.</param>
    /// <param name="transport">Where messages go.</param>
    /// <param name="log">Where trouble is reported.</param>
    public KernelServer(string folder, IKernelTransport transport, TextWriter log)
    {
        session = new CellSession(folder);
        this.transport = transport;
        this.log = log;
        input = new FrontEndInput(transport);
        answers = new RequestAnswers(session, transport, input);
        new Thread(WorkOff) { IsBackground = true, Name = "shell" }.Start();
    }

    /// <summary>Whether a front end has asked the session to end; the answer is on its way.</summary>
    public bool IsShutdown { get; private set; }

    /// <summary>Takes a request that has arrived; returns at once. Called from one thread.</summary>
    public void Receive(LineMessage message)
    {
        switch (message.Channel)
        {
            case "control":
                Answer(message, () => answers.OnControl(message));
                if (message.Type == "shutdown_request") IsShutdown = true;
                break;
            case "stdin":
                input.Receive(message);
                break;
            // Front ends before version 5.4 of the protocol may end a session on the shell channel.
            case "shell" when message.Type == "shutdown_request":
                Answer(message, () => answers.OnControl(message));
                IsShutdown = true;
                break;
            // Asked while a person types, also beside a running cell: an answer after the cell would come when nobody waits for it.
            case "shell" when message.Type is "complete_request" or "inspect_request":
                _ = Task.Run(() => Answer(message, () => answers.OnShell(message)));
                break;
            default:
                waiting.Add(message);
                break;
        }
    }

    private void WorkOff()
    {
        foreach (var message in waiting.GetConsumingEnumerable())
        {
            if (toAbort > 0 && toAbort-- > 0 && message.Type == "execute_request")
            {
                Answer(message, () => new JsonObject { ["status"] = "aborted", ["execution_count"] = session.ExecutionCount });
                continue;
            }
            Answer(message, () => answers.OnShell(message));
            if (message.Type == "execute_request" && answers.HasFailed && message.Content["stop_on_error"]?.GetValueKind() != JsonValueKind.False)
                toAbort = waiting.Count;
        }
    }

    private void Answer(LineMessage request, Func<JsonObject?> answer)
    {
        try
        {
            Status(request, "busy");
            if (Content(request, answer) is { } content) transport.Send(request.Reply(content));
            Status(request, "idle");
        }
        catch (Exception e)
        {
            // A header that cannot be sent back: who sent it gets no answer, and everybody else goes on.
            log.WriteLine($"{request.Type} could not be answered: {e.Message}");
        }
    }

    private JsonObject? Content(LineMessage request, Func<JsonObject?> answer)
    {
        try
        {
            return answer();
        }
        catch (Exception e)
        {
            log.WriteLine($"{request.Type} failed: {e}");
            return new JsonObject { ["status"] = "error", ["ename"] = e.GetType().Name, ["evalue"] = e.Message, ["traceback"] = new JsonArray() };
        }
    }

    private void Status(LineMessage request, string state) =>
        transport.Send(LineMessage.Create("iopub", "status", new JsonObject { ["execution_state"] = state }, request.Header));

    /// <inheritdoc/>
    public void Dispose()
    {
        waiting.CompleteAdding();
        session.Dispose();
    }
}
