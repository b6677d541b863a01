using System.Diagnostics;
using System.Text.Json.Nodes;
using Workbook.Kernel;

namespace Workbook.Running;

/// <summary>How a cell ended, as the front end sees it.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Name">The error's name; empty when the cell succeeded.</param>
/// <param name="Message">One or a few lines for the reader; empty when the cell succeeded.</param>
internal sealed record CellOutcome(CellEnd Kind, string Name = "", string Message = "")
{
    /// <summary>The cell ran to its end.</summary>
    public static readonly CellOutcome Succeeded = new(CellEnd.Succeeded);
}

/// <summary>The ways in which a cell can end.</summary>
internal enum CellEnd
{
    /// <summary>The cell ran to its end.</summary>
    Succeeded,

    /// <summary>The cell ended with an error; the session goes on.</summary>
    Failed,

    /// <summary>A claim of the cell does not hold; the cell ran to its end.</summary>
    ClaimFailed,

    /// <summary>The cell was stopped at its time limit, and the process with it.</summary>
    TimedOut,

    /// <summary>The kernel's process died.</summary>
    Died,

    /// <summary>The kernel wrote something that is not a message.</summary>
    Unreadable,
}

/// <summary>A kernel in a process of its own, spoken to over its standard input and output.</summary>
internal sealed class KernelProcess : IDisposable
{
    private const int KeptErrorLines = 40;

    /// <summary>What a cell gets after its time limit to end by itself, so that its outputs are kept.</summary>
    private static readonly TimeSpan InterruptGrace = TimeSpan.FromSeconds(2);

    /// <summary>What the process gets to start up before its first cell's time begins to count.</summary>
    private static readonly TimeSpan StartAllowance = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Queue<string> errors = new();

    private KernelProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null) return;
            lock (errors)
            {
                errors.Enqueue(line.Data);
                if (errors.Count > KeptErrorLines) errors.Dequeue();
            }
        };
        process.BeginErrorReadLine();
    }

    /// <summary>Starts a kernel.</summary>
    /// <param name="folder">What relative paths in cells are relative to.</param>
    /// <param name="environment">Environment variables for the cells, beside those of this process.</param>
    public static KernelProcess Start(string folder, IReadOnlyDictionary<string, string> environment)
    {
        var command = ProgramFile.Command("kernel", "start");
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            StandardInputEncoding = new System.Text.UTF8Encoding(false), StandardOutputEncoding = new System.Text.UTF8Encoding(false),
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new KernelProcess(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} could not be started."));
    }

    /// <summary>Runs a cell and waits for its end.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="output">Takes the output messages, in order.</param>
    /// <param name="limit">How long the cell may take, from the moment at which the kernel takes it up.</param>
    /// <param name="cancellation">Ends the process.</param>
    public async Task<CellOutcome> Execute(string code, Action<LineMessage> output, TimeSpan limit, CancellationToken cancellation)
    {
        var request = LineMessage.Create("shell", "execute_request", new JsonObject
        {
            ["code"] = code, ["silent"] = false, ["store_history"] = true, ["user_expressions"] = new JsonObject(), ["allow_stdin"] = false, ["stop_on_error"] = true,
        });
        if (!await Send(request)) return await Died();

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit + StartAllowance);
        CellOutcome? outcome = null;
        var isInterrupted = false;
        try
        {
            while (true)
            {
                string? line;
                try
                {
                    line = await process.StandardOutput.ReadLineAsync(deadline.Token);
                }
                catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && !isInterrupted)
                {
                    isInterrupted = true;
                    deadline.Dispose();
                    return await EndAfterLimit(request, output, limit);
                }
                if (line is null) return await Died();
                if (LineMessage.Parse(line) is not { } message) return Unreadable(line);
                if (message.ParentId != request.Id) continue;
                if (message.Type == "execute_reply") outcome = Outcome(message.Content);
                else if (message.Type != "status") output(message);
                else if (message.Content["execution_state"]?.ToString() == "busy") deadline.CancelAfter(limit);
                else if (outcome is not null) return outcome;
            }
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw;
        }
    }

    /// <summary>A cell over its limit is interrupted, so that what it wrote arrives; then the process ends, for its state cannot be relied on.</summary>
    private async Task<CellOutcome> EndAfterLimit(LineMessage request, Action<LineMessage> output, TimeSpan limit)
    {
        await Send(LineMessage.Create("control", "interrupt_request", []));
        using var grace = new CancellationTokenSource(InterruptGrace);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(grace.Token) is { } line && LineMessage.Parse(line) is { } message)
            {
                if (message.ParentId != request.Id) continue;
                if (message.Type == "execute_reply") break;
                if (message.Type is not ("status" or "error")) output(message);
            }
        }
        catch (OperationCanceledException)
        {
            // It did not even end when interrupted.
        }
        Kill();
        return new CellOutcome(CellEnd.TimedOut, "TimeLimit",
            $"The cell was still running after its limit of {limit.TotalSeconds:0.###} s and was stopped. Raise the limit with --timeout SECONDS, or use --quick.");
    }

    /// <summary>Ends the session.</summary>
    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private void Kill()
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
        }
    }

    private async Task<bool> Send(LineMessage message)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(message.ToLine());
            await process.StandardInput.BaseStream.FlushAsync();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static CellOutcome Outcome(JsonObject reply)
    {
        if (reply["status"]?.ToString() == "ok") return CellOutcome.Succeeded;
        var name = reply["ename"]?.ToString() ?? "Error";
        var traceback = reply["traceback"] is JsonArray { Count: > 0 } lines ? string.Join("\n", lines.Select(l => l?.ToString())) : reply["evalue"]?.ToString() ?? "";
        return new CellOutcome(name == "ClaimFailed" ? CellEnd.ClaimFailed : CellEnd.Failed, name, traceback);
    }

    private CellOutcome Unreadable(string line)
    {
        Kill();
        return new CellOutcome(CellEnd.Unreadable, "ProtocolError",
            $"The kernel wrote a line that is not a message: {(line.Length > 120 ? line[..120] + "…" : line)}");
    }

    private async Task<CellOutcome> Died()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
        }
        string[] lines;
        lock (errors) lines = [.. errors];
        // A runtime that gives up says why in its first lines; the stack that follows is the kernel's and says nothing to the reader.
        var words = lines.Where(l => l.Length > 0).TakeWhile(l => !l.StartsWith("   at ", StringComparison.Ordinal)).Take(3).ToList();
        var reason = words.Count > 0 ? string.Join(" ", words) : "none";
        var code = process.HasExited ? process.ExitCode : -1;
        var exit = code switch
        {
            134 => "aborted (exit 134)", 137 => "killed, perhaps for want of memory (exit 137)", 139 => "crashed in native code (exit 139)", _ => $"exit {code}",
        };
        return new CellOutcome(CellEnd.Died, "KernelDied", $"The kernel's process ended while the cell ran: {exit}. Its last words: {reason}");
    }
}
