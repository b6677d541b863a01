using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Workbook.Tests.Kernel;

/// <summary>A front end that shares no code with the kernel: starts it as a process, writes lines, reads lines.</summary>
public sealed class KernelClient : IDisposable
{
    /// <summary>A kernel that does not answer must fail its test, not hold up all of them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Timer watchdog;
    private readonly string folder = Directory.CreateTempSubdirectory("kernel-test-").FullName;

    public KernelClient()
    {
        process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Workbook.dll"), "kernel", "start"])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            StandardInputEncoding = new System.Text.UTF8Encoding(false), StandardOutputEncoding = new System.Text.UTF8Encoding(false),
        })!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (Errors) Errors.Add(line.Data ?? "");
        };
        process.BeginErrorReadLine();
        watchdog = new Timer(_ => process.Kill(entireProcessTree: true), null, Patience, Timeout.InfiniteTimeSpan);
    }

    public List<string> Errors { get; } = [];

    public string Folder => folder;

    public Process Process => process;

    /// <summary>Whether the kernel wrote this line to standard error. That stream is read beside the answers, so a line may come after the answer that it came before.</summary>
    public bool Complained(string line) => SpinWait.SpinUntil(
        () =>
        {
            lock (Errors) return Errors.Contains(line);
        }, TimeSpan.FromSeconds(10));

    /// <summary>Writes one line as it is.</summary>
    public void WriteLine(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
    }

    public string Send(string type, JsonObject content, string channel = "shell")
    {
        var id = Guid.NewGuid().ToString("N");
        watchdog.Change(Patience, Timeout.InfiniteTimeSpan);
        WriteLine(new JsonObject
        {
            ["channel"] = channel, ["header"] = new JsonObject { ["msg_id"] = id, ["msg_type"] = type }, ["parent_header"] = new JsonObject(),
            ["metadata"] = new JsonObject(), ["content"] = content,
        }.ToJsonString());
        return id;
    }

    public string SendCell(string code) => Send("execute_request", new JsonObject { ["code"] = code });

    public JsonObject? Read() => process.StandardOutput.ReadLine() is { } line ? JsonNode.Parse(line)!.AsObject() : null;

    /// <summary>Everything that answers a request, up to its idle status.</summary>
    public Answer Wait(string id)
    {
        var messages = new List<JsonObject>();
        while (Read() is { } message)
        {
            if (message["parent_header"]?["msg_id"]?.ToString() != id) continue;
            messages.Add(message);
            if (message["header"]!["msg_type"]!.ToString() == "status" && message["content"]!["execution_state"]!.ToString() == "idle") return new Answer(messages);
        }
        throw new InvalidOperationException("The kernel ended: " + string.Join("\n", Errors));
    }

    /// <summary>Runs a cell to its end.</summary>
    public Answer Run(string code) => Wait(SendCell(code));

    public void Dispose()
    {
        watchdog.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>The messages that answer one request.</summary>
public sealed class Answer(List<JsonObject> messages)
{
    public IReadOnlyList<string> Types => [.. messages.Select(m => m["header"]!["msg_type"]!.ToString())];

    public IEnumerable<JsonObject> Contents(string type) => messages.Where(m => m["header"]!["msg_type"]!.ToString() == type).Select(m => m["content"]!.AsObject());

    public JsonObject Reply => messages.Single(m => m["header"]!["msg_type"]!.ToString().EndsWith("_reply", StringComparison.Ordinal))["content"]!.AsObject();

    public string Status => Reply["status"]!.ToString();

    public string? Result => Contents("execute_result").SingleOrDefault()?["data"]?["text/plain"]?.ToString();

    public string? ResultHtml => Contents("execute_result").SingleOrDefault()?["data"]?["text/html"]?.ToString();

    public string Stdout => string.Concat(Contents("stream").Where(c => c["name"]!.ToString() == "stdout").Select(c => c["text"]!.ToString()));

    public string Stderr => string.Concat(Contents("stream").Where(c => c["name"]!.ToString() == "stderr").Select(c => c["text"]!.ToString()));

    public string ErrorName => Contents("error").Single()["ename"]!.ToString();

    public string Traceback => string.Join("\n", Contents("error").Single()["traceback"]!.AsArray().Select(l => l!.ToString()));
}

/// <summary>One kernel for tests that leave nothing behind that another would trip over.</summary>
public sealed class SharedKernel : IDisposable
{
    private readonly Lock gate = new();
    private readonly KernelClient client = new();

    public string Folder => client.Folder;

    public Answer Run(string code)
    {
        lock (gate) return client.Run(code);
    }

    public Answer Ask(string type, JsonObject content, string channel = "shell")
    {
        lock (gate) return client.Wait(client.Send(type, content, channel));
    }

    public void Dispose() => client.Dispose();
}
