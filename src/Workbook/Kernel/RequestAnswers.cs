using System.Text.Json;
using System.Text.Json.Nodes;
using Workbook.Kernel.Completion;

namespace Workbook.Kernel;

/// <summary>What each request of the protocol is answered with.</summary>
internal sealed class RequestAnswers(CellSession session, IKernelTransport transport, FrontEndInput input)
{
    private readonly CellHistory history = new();

    /// <summary>Whether the latest cell ended with an error.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Answers a request that waits for its turn.</summary>
    /// <returns>The content of the reply; null for the messages that have none.</returns>
    public JsonObject? OnShell(LineMessage request) => request.Type switch
    {
        "execute_request" => Execute(request),
        "is_complete_request" => IsComplete(request.Text("code")),
        "complete_request" => CompletionReply.Complete(session, request.Content),
        "inspect_request" => CompletionReply.Inspect(session, request.Content),
        "history_request" => Ok("history", history.Find(request.Content)),
        _ => OnBoth(request),
    };

    /// <summary>Answers a request that does not wait, also while a cell runs.</summary>
    public JsonObject? OnControl(LineMessage request)
    {
        switch (request.Type)
        {
            case "interrupt_request":
                session.Interrupt();
                return new JsonObject { ["status"] = "ok" };
            case "shutdown_request":
                return Ok("restart", request.Is("restart"));
            case "debug_request":
                return NoDebugger(request.Content);
            default:
                return OnBoth(request);
        }
    }

    private JsonObject? OnBoth(LineMessage request) => request.Type switch
    {
        "kernel_info_request" => KernelInfo.Reply(),
        "comm_info_request" => Ok("comms", new JsonObject()),
        "comm_open" => RefuseComm(request),
        "comm_msg" or "comm_close" => null,
        _ => Unknown(request),
    };

    private JsonObject Execute(LineMessage request)
    {
        var cell = new CellRequest(request.Text("code"))
        {
            IsSilent = request.Is("silent"),
            IsCounted = !request.Is("silent") && request.Content["store_history"]?.GetValueKind() != JsonValueKind.False,
            Ask = request.Is("allow_stdin") ? (question, cancellation) => input.Ask(request, question, cancellation) : null,
        };
        if (transport.HasOnlookers && !cell.IsSilent)
            Publish(new OutputMessage("execute_input", new JsonObject
            {
                ["code"] = cell.Code, ["execution_count"] = session.ExecutionCount + (cell.IsCounted ? 1 : 0),
            }), request);

        string? result = null;
        var error = session.Execute(cell, message =>
        {
            if (message.Type == "execute_result") result = message.Content["data"]?["text/plain"]?.ToString();
            Publish(message, request);
        }).GetAwaiter().GetResult();
        HasFailed = error is not null;
        if (cell.IsCounted) history.Add(session.ExecutionCount, cell.Code, result);

        if (error is not null)
        {
            var failure = error.Content();
            failure["status"] = "error";
            failure["execution_count"] = session.ExecutionCount;
            return failure;
        }
        return new JsonObject
        {
            ["status"] = "ok", ["execution_count"] = session.ExecutionCount, ["payload"] = new JsonArray(), ["user_expressions"] = Evaluate(request),
        };
    }

    private JsonObject Evaluate(LineMessage request)
    {
        var values = new JsonObject();
        if (request.Content["user_expressions"] is not JsonObject expressions) return values;
        foreach (var (name, expression) in expressions)
            values[name] = session.Evaluate(expression?.ToString() ?? "", message => Publish(message, request)).GetAwaiter().GetResult();
        return values;
    }

    private static JsonObject IsComplete(string code)
    {
        var status = CellSession.Completeness(code);
        return status == "incomplete" ? new JsonObject { ["status"] = status, ["indent"] = "    " } : new JsonObject { ["status"] = status };
    }

    /// <summary>Nothing in this kernel listens to comms; closing one at once is how the protocol says so.</summary>
    private JsonObject? RefuseComm(LineMessage request)
    {
        Publish(new OutputMessage("comm_close", new JsonObject { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() }), request);
        return null;
    }

    /// <summary>A response of the debug adapter protocol, which is what front ends read there.</summary>
    private static JsonObject NoDebugger(JsonObject content) => new()
    {
        ["type"] = "response", ["success"] = false, ["request_seq"] = content["seq"]?.DeepClone() ?? 0, ["command"] = content["command"]?.DeepClone() ?? "",
        ["message"] = "This kernel has no debugger. Attach one to its process, or print values from the cell.",
    };

    private static JsonObject Ok(string name, JsonNode value) => new() { ["status"] = "ok", [name] = value };

    private static JsonObject Unknown(LineMessage request) => new()
    {
        ["status"] = "error", ["ename"] = "UnknownRequest", ["traceback"] = new JsonArray(),
        ["evalue"] = $"This kernel does not answer {request.Type} on the {request.Channel} channel.",
    };

    private void Publish(OutputMessage output, LineMessage request) =>
        transport.Send(LineMessage.Create("iopub", output.Type, output.Content, request.Header));
}
