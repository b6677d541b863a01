using System.Text.Json.Nodes;

namespace Workbook.Tests.Kernel;

public class ProtocolTests(SharedKernel kernel) : IClassFixture<SharedKernel>
{
    [Fact]
    public void Every_request_is_framed_by_busy_and_idle()
    {
        var types = kernel.Run("Console.WriteLine(1); 2").Types;
        Assert.Equal(["status", "stream", "execute_result", "execute_reply", "status"], types);
    }

    [Fact]
    public void The_kernel_says_what_it_is()
    {
        var reply = kernel.Ask("kernel_info_request", []).Reply;
        Assert.Equal("5.3", reply["protocol_version"]!.ToString());
        Assert.Equal("csharp", reply["language_info"]!["name"]!.ToString());
        Assert.Equal(".cs", reply["language_info"]!["file_extension"]!.ToString());
    }

    [Theory]
    [InlineData("1 + 1", "complete")]
    [InlineData("if (true) {", "incomplete")]
    [InlineData("var x = ) ;", "invalid")]
    public void Whether_a_text_is_complete_is_answered(string code, string status) =>
        Assert.Equal(status, kernel.Ask("is_complete_request", new JsonObject { ["code"] = code }).Reply["status"]!.ToString());

    [Fact]
    public void An_unknown_request_gets_an_error_that_names_it()
    {
        var reply = kernel.Ask("dance_request", []).Reply;
        Assert.Equal("error", reply["status"]!.ToString());
        Assert.Contains("dance_request on the shell channel", reply["evalue"]!.ToString());
    }

    [Fact]
    public void The_history_of_the_session_is_found_by_tail_range_and_pattern()
    {
        var number = (int)kernel.Run("var found = 10; found + 1").Reply["execution_count"]!;
        kernel.Run("found + 2");
        string Ask(JsonObject request) => kernel.Ask("history_request", request).Reply["history"]!.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal);
        Assert.Equal($"[[1,{number + 1},\"found + 2\"]]", Ask(new JsonObject { ["hist_access_type"] = "tail", ["n"] = 1 }));
        Assert.Equal($"[[1,{number},[\"var found = 10; found + 1\",\"11\"]]]",
            Ask(new JsonObject { ["hist_access_type"] = "range", ["session"] = 0, ["start"] = number, ["stop"] = number + 1, ["output"] = true }));
        Assert.Equal("[]", Ask(new JsonObject { ["hist_access_type"] = "range", ["session"] = 7, ["start"] = 1, ["stop"] = 100 }));
        Assert.Equal($"[[1,{number + 1},\"found + 2\"]]", Ask(new JsonObject { ["hist_access_type"] = "search", ["pattern"] = "found ? 2" }));
    }

    [Fact]
    public void Silent_cells_are_not_counted()
    {
        var before = (int)kernel.Run("1").Reply["execution_count"]!;
        kernel.Ask("execute_request", new JsonObject { ["code"] = "2", ["silent"] = true });
        Assert.Equal(before + 1, (int)kernel.Run("3").Reply["execution_count"]!);
    }

    [Fact]
    public void Console_text_arrives_in_order_with_what_is_shown_between()
    {
        var answer = kernel.Run("Console.Write(\"a\"); display(1); Console.Error.Write(\"b\"); Console.Write(\"c\");");
        Assert.Equal(["stream", "display_data", "stream", "stream"], answer.Types.Where(t => t is "stream" or "display_data"));
        Assert.Equal("ac", answer.Stdout);
        Assert.Equal("b", answer.Stderr);
    }

    [Fact]
    public void Five_thousand_lines_arrive_complete_and_in_order() =>
        Assert.Equal(string.Concat(Enumerable.Range(0, 5000).Select(i => $"line {i}\n")),
            kernel.Run("for (var i = 0; i < 5000; i++) Console.WriteLine($\"line {i}\");").Stdout);

    [Fact]
    public void What_child_processes_print_belongs_to_the_cell()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "native output is not redirected on Windows");
        // The reader of the pipe runs beside the cell, so the text may come with the next message.
        var answer = kernel.Run("System.Diagnostics.Process.Start(\"echo\", \"from a child\").WaitForExit(); Thread.Sleep(200);");
        Assert.Equal("from a child\n", answer.Stdout);
    }

    [Fact]
    public void A_cell_that_reads_from_a_task_it_started_keeps_its_own_output()
    {
        var answer = kernel.Run("await Task.Run(() => Console.Write(\"task\")); var t = new Thread(() => Console.Write(\" thread\")); t.Start(); t.Join();");
        Assert.Equal("task thread", answer.Stdout);
    }
}
