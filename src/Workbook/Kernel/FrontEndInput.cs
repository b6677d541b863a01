using System.Text.Json.Nodes;

namespace Workbook.Kernel;

/// <summary>Questions of cells to the person at the front end: <c>input_request</c> and <c>input_reply</c> on the stdin channel.</summary>
internal sealed class FrontEndInput(IKernelTransport transport)
{
    private readonly Lock gate = new();
    private TaskCompletionSource<string>? pending;

    /// <summary>Asks and waits for the answer.</summary>
    /// <param name="request">The request whose cell asks: its sender is the one to be asked.</param>
    /// <param name="question">What the front end writes beside the field.</param>
    /// <param name="cancellation">Ends the waiting, as does an interruption of the thread.</param>
    public string Ask(LineMessage request, string question, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate) pending = answer;
        transport.Send(LineMessage.Create("stdin", "input_request", new JsonObject { ["prompt"] = question, ["password"] = false }, request.Header)
            with { Route = request.Route });
        try
        {
            answer.Task.Wait(cancellation);
            return answer.Task.Result;
        }
        finally
        {
            lock (gate)
                if (pending == answer) pending = null;
        }
    }

    /// <summary>Takes an answer. One that nobody waits for is dropped: it belongs to a cell that was interrupted.</summary>
    public void Receive(LineMessage message)
    {
        if (message.Type != "input_reply") return;
        lock (gate) pending?.TrySetResult(message.Text("value"));
    }
}
