using System.Diagnostics;

namespace Workbook.Tests.Kernel;

public class InterruptTests : IDisposable
{
    private readonly KernelClient _kernel = new();

    public void Dispose() => _kernel.Dispose();

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("void Nested() { while (true) { try { while (true) { } } catch (Exception) { } } }\nNested();")]
    [InlineData("var list = new List<byte[]>(); while (true) { list.Add(new byte[1000]); if (list.Count > 1000) list.Clear(); }")]
    [InlineData("Thread.Sleep(100_000);")]
    [InlineData("Task.Delay(100_000).Wait();")]
    [InlineData("await Task.Delay(100_000);")]
    [InlineData("await Task.Delay(1); while (true) { }")]
    [InlineData("await Task.Delay(-1, CellToken);")]
    [InlineData("var o = new object(); var t = new Thread(() => { lock (o) Thread.Sleep(20_000); }) { IsBackground = true }; t.Start(); Thread.Sleep(50); lock (o) { }")]
    [InlineData("Parallel.For(0, int.MaxValue, i => { for (var k = 0; k < 1_000_000; k++) { } });")]
    public void An_interrupt_stops_a_cell_and_keeps_variables(string code)
    {
        _kernel.Run("var kept = 42;");
        var cell = _kernel.SendCell("Console.WriteLine(\"started\");\n" + code);
        while (_kernel.Read()!["header"]!["msg_type"]!.ToString() != "stream") { }
        Thread.Sleep(100);

        var watch = Stopwatch.StartNew();
        _kernel.Send("interrupt_request", [], "control");
        var answer = _kernel.Wait(cell);

        Assert.Equal("Interrupted", answer.ErrorName);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 3);
        Assert.Equal("42", _kernel.Run("kept").Result);
    }

    [Fact]
    public void A_cell_that_cannot_be_stopped_is_reported_and_the_control_channel_still_answers()
    {
        var cell = _kernel.SendCell("Console.WriteLine(\"started\");\n#pragma warning disable CS0162\nnew System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0) is var l ? Start(l) : 0;\n"
            + "int Start(System.Net.Sockets.TcpListener l) { Again: try { Hold(); } catch (Exception) { goto Again; } return 0; }\nvoid Hold() { Again: try { Thread.Sleep(100); } finally { Thread.Sleep(20_000); } goto Again; }");
        while (_kernel.Read()!["header"]!["msg_type"]!.ToString() != "stream") { }
        _kernel.Send("interrupt_request", [], "control");
        string? text = null;
        while (text is null && _kernel.Read() is { } message)
            if (message["content"]!["name"]?.ToString() == "stderr") text = message["content"]!["text"]!.ToString();
        Assert.Contains("Restart the kernel to end it", text);
        var info = _kernel.Wait(_kernel.Send("kernel_info_request", [], "control"));
        Assert.Equal("ok", info.Status);
        Assert.NotEmpty(cell);
    }

    [Fact]
    public void Cells_waiting_behind_a_failed_one_are_dropped()
    {
        var failing = _kernel.SendCell("Thread.Sleep(300); throw new Exception(\"x\");");
        var waiting = _kernel.SendCell("1");
        Assert.Equal("error", _kernel.Wait(failing).Status);
        string? status = null;
        while (status is null && _kernel.Read() is { } message)
            if (message["parent_header"]!["msg_id"]?.ToString() == waiting && message["header"]!["msg_type"]!.ToString() == "execute_reply")
                status = message["content"]!["status"]!.ToString();
        Assert.Equal("aborted", status);
        Assert.Equal("2", _kernel.Run("1 + 1").Result);
    }

    [Fact]
    public void Lines_that_are_no_messages_are_counted_and_ignored()
    {
        foreach (var line in (string[])["", "nonsense", "{", "[]", "{\"header\":1}", "{\"header\":{\"msg_type\":1,\"msg_id\":2}}", "null", "\u0000"]) _kernel.WriteLine(line);
        Assert.Equal("2", _kernel.Run("1 + 1").Result);
        lock (_kernel.Errors) Assert.Contains("Ignored line 8 that is not a message.", _kernel.Errors);
    }

    [Fact]
    public void A_shutdown_request_is_answered_and_ends_the_process()
    {
        _kernel.Run("1");
        var answer = _kernel.Wait(_kernel.Send("shutdown_request", [], "control"));
        Assert.Equal("ok", answer.Status);
        Assert.True(_kernel.Process.WaitForExit(5000));
        Assert.Equal(0, _kernel.Process.ExitCode);
    }

    [Fact]
    public void The_kernel_ends_when_its_front_end_is_gone_even_while_a_cell_runs()
    {
        _kernel.SendCell("Console.WriteLine(1); while (true) { }");
        while (_kernel.Read()!["header"]!["msg_type"]!.ToString() != "stream") { }
        _kernel.Process.StandardInput.Close();
        Assert.True(_kernel.Process.WaitForExit(5000));
    }
}
