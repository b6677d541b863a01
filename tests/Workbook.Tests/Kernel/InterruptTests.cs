using System.Diagnostics;

namespace Workbook.Tests.Kernel;

public class InterruptTests(KernelClient kernel) : IClassFixture<KernelClient>
{
    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("void Nested() { while (true) { try { while (true) { } } catch (Exception) { } } }\nNested();")]
    [InlineData("var list = new List<byte[]>(); while (true) { list.Add(new byte[1000]); if (list.Count > 1000) list.Clear(); }")]
    [InlineData("Thread.Sleep(100_000);")]
    [InlineData("Task.Delay(100_000).Wait();")]
    [InlineData("await Task.Delay(100_000);")]
    [InlineData("await Task.Delay(1); while (true) { }")]
    [InlineData("await Task.Delay(-1, CellToken);")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"libc\")] static extern uint sleep(uint seconds);\nsleep(100);")]
    [InlineData("ParallelEnumerable.Range(0, int.MaxValue).WithCancellation(CellToken).Select(i => Math.Sin(i)).Sum();")]
    [InlineData("var o = new object(); var t = new Thread(() => { lock (o) Thread.Sleep(20_000); }) { IsBackground = true }; t.Start(); Thread.Sleep(50); lock (o) { }")]
    [InlineData("Parallel.For(0, int.MaxValue, i => { for (var k = 0; k < 1_000_000; k++) { } });")]
    public void An_interrupt_stops_a_cell_and_keeps_variables(string code)
    {
        kernel.Run("var kept = 42;");
        var cell = kernel.SendCell("Console.WriteLine(\"started\");\n" + code);
        while (kernel.Read()!["header"]!["msg_type"]!.ToString() != "stream") { }
        Thread.Sleep(100);

        var watch = Stopwatch.StartNew();
        kernel.Send("interrupt_request", [], "control");
        var answer = kernel.Wait(cell);

        Assert.Equal("Interrupted", answer.ErrorName);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 3);
        Assert.Equal("42", kernel.Run("kept").Result);
    }

    [Fact]
    public void Cells_waiting_behind_a_failed_one_are_dropped()
    {
        var failing = kernel.SendCell("Thread.Sleep(300); throw new Exception(\"x\");");
        var waiting = kernel.SendCell("1");
        Assert.Equal("error", kernel.Wait(failing).Status);
        string? status = null;
        while (status is null && kernel.Read() is { } message)
            if (message["parent_header"]!["msg_id"]?.ToString() == waiting && message["header"]!["msg_type"]!.ToString() == "execute_reply")
                status = message["content"]!["status"]!.ToString();
        Assert.Equal("aborted", status);
        Assert.Equal("2", kernel.Run("1 + 1").Result);
    }

    [Fact]
    public void Lines_that_are_no_messages_are_counted_and_ignored()
    {
        foreach (var line in (string[])["", "nonsense", "{", "[]", "{\"header\":1}", "{\"header\":{\"msg_type\":1,\"msg_id\":2}}", "null", "\u0000"]) kernel.WriteLine(line);
        Assert.Equal("2", kernel.Run("1 + 1").Result);
        Assert.True(kernel.Complained("Ignored line 8 that is not a message."));
    }
}
