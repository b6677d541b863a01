using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workbook.Jupyter;
using Workbook.Tests.Running;

namespace Workbook.Tests.Jupyter;

/// <summary>The kernel as front ends that nobody here wrote find it.</summary>
public partial class FrontEndTests(JupyterTools jupyter) : IClassFixture<JupyterTools>
{
    [Fact]
    public void The_kernel_test_suite_of_Jupyter_passes()
    {
        var (exit, _, report) = jupyter.Script("kernel_suite.py");
        Assert.True(exit == 0, report);
        foreach (var test in (string[])["kernel_info", "execute_stdout", "execute_stderr", "execute_result", "display_data", "error", "is_complete", "history", "completion", "inspect"])
            Assert.Matches($@"test_{test} .*ok", report);
    }

    [Fact]
    public void A_notebook_run_by_nbclient_has_the_outputs_of_the_runner()
    {
        using var folder = new RunFolder();
        var path = folder.Add("both", "var n = 20; n + 1", "Console.WriteLine(\"text\"); display(HTML(\"<b>bold</b>\")); Console.Error.Write(\"trouble\");",
            "var d = display(\"first\"); d.Update(\"second\");", "#!markdown\n# title", "new[] { 1, 2, 3 }", "int.Parse(\"no number\")");
        var copy = Path.Combine(jupyter.Folder, "both.ipynb");
        var (exit, _, error) = jupyter.Script("execute_notebook.py", path, copy);
        Assert.True(exit == 0, error);
        Assert.Equal(1, folder.Run("both").ExitCode);
        var (theirs, ours) = (Outputs(JsonNode.Parse(File.ReadAllText(copy))!), Outputs(folder.Executed("both")));
        Assert.Equal(6, ours.Length);
        Assert.Contains("second", ours[2]);
        Assert.Equal(ours, theirs);
    }

    /// <summary>Each cell's outputs as text, with lists of lines joined, which the format leaves free.</summary>
    private static string[] Outputs(JsonNode notebook) => [.. notebook["cells"]!.AsArray().Select(cell => Joined(cell!["outputs"]!).ToJsonString())];

    private static JsonNode Joined(JsonNode node) => node switch
    {
        JsonObject json => new JsonObject(json.OrderBy(m => m.Key, StringComparer.Ordinal).Where(m => m.Key != "transient")
            .Select(m => KeyValuePair.Create(m.Key, m.Value is null ? null : m.Key == "traceback" ? m.Value.DeepClone() : Joined(m.Value)))),
        JsonArray { Count: > 0 } lines when lines.All(l => l is JsonValue value && value.TryGetValue<string>(out _)) => string.Concat(lines.Select(l => l!.ToString())),
        JsonArray items => new JsonArray([.. items.Select(i => i is null ? null : Joined(i))]),
        _ => node.DeepClone(),
    };

    [Fact]
    public void A_failed_cell_takes_along_those_that_wait_and_no_others()
    {
        var answer = jupyter.Ask("front_end.py", "queue");
        Assert.Equal("[\"error\",\"aborted\",\"aborted\"]", answer["states"]!.ToJsonString());
        Assert.Equal("ok", answer["kept"]!.ToString());
        Assert.Equal("ok", answer["later"]!.ToString());
    }

    [Fact]
    public void Cells_are_announced_counted_and_followed_by_user_expressions()
    {
        var answer = jupyter.Ask("front_end.py", "options");
        Assert.Equal("40", answer["expressions"]!["double"]!["data"]!["text/plain"]!.ToString());
        Assert.Equal("CompilationError", answer["expressions"]!["wrong"]!["ename"]!.ToString());
        Assert.Equal("[\"status\",\"execute_input\",\"status\"]", answer["published"]!.ToJsonString());
        Assert.Equal("{\"code\":\"var n = 20;\",\"execution_count\":1}", answer["input"]!.ToJsonString());
        Assert.Equal("[\"status\",\"status\"]", answer["silent"]!.ToJsonString());
        Assert.Equal("[1,1,1,2]", answer["counts"]!.ToJsonString());
    }

    [Fact]
    public void Reading_from_the_console_asks_the_person_where_there_is_one()
    {
        var answer = jupyter.Ask("front_end.py", "stdin");
        Assert.Equal("input_request", answer["asked"]!.ToString());
        Assert.Equal("[\"ADA\"]", answer["values"]!.ToJsonString());
        Assert.Contains("nobody to answer", answer["refused"]!.ToString());
        Assert.Equal("Interrupted", answer["interrupted"]!.ToString());
    }

    [Fact]
    public void Comms_debugging_and_unknown_requests_are_declined_and_an_endless_cell_is_interrupted()
    {
        var answer = jupyter.Ask("front_end.py", "others");
        Assert.Equal("[\"status\",\"comm_close\",\"status\"]", answer["comm"]!.ToJsonString());
        Assert.Equal("c1", answer["closed"]!.ToString());
        Assert.Equal("{}", answer["comms"]!.ToJsonString());
        Assert.False((bool)answer["debug"]!["success"]!);
        Assert.Equal(3, (int)answer["debug"]!["request_seq"]!);
        Assert.Contains("dance_request on the shell channel", answer["unknown"]!.ToString());
        Assert.True((double)answer["control"]! < 0.1, $"the control channel took {answer["control"]} s while a cell ran");
        Assert.Equal("Interrupted", answer["interrupted"]!.ToString());
        Assert.Equal("5", answer["kept"]!.ToString());
        Assert.Equal("[[\"display_data\",\"display-1\"],[\"update_display_data\",\"display-1\"]]", answer["displays"]!.ToJsonString());
    }

    [Fact]
    public void A_restart_forgets_variables_and_a_shutdown_ends_the_process()
    {
        var answer = jupyter.Ask("front_end.py", "life");
        Assert.Equal("error", answer["forgotten"]!.ToString());
        Assert.False((bool)answer["alive"]!);
        Assert.True((double)answer["shutdown"]! < 3, $"the shutdown took {answer["shutdown"]} s");
    }

    [Fact]
    public void A_kernel_whose_front_end_was_killed_ends_even_while_a_cell_runs() =>
        Assert.False((bool)jupyter.Ask("front_end.py", "orphan")["left"]!);

    [Fact]
    public void A_round_trip_of_one_plus_one_is_short()
    {
        // The aim is 50 ms on a machine with nothing else to do; tests run beside each other.
        var median = (double)jupyter.Ask("front_end.py", "timing")["median"]!;
        Assert.True(median < 0.2, $"the median was {median} s");
    }

    [Fact]
    public void A_connection_that_cannot_be_served_is_bad_usage()
    {
        var (exit, _, error) = jupyter.Program("kernel", "start", "--connection", "/no/such.json");
        Assert.Equal(2, exit);
        Assert.StartsWith("The connection file /no/such.json does not exist.", error);
    }

    [Fact]
    public void A_missing_library_is_reported_with_the_package_to_install() =>
        Assert.Contains("apt-get install libzmq5", LibZmq.Missing().Message);

    [Fact]
    public void Much_output_arrives_complete_and_in_order()
    {
        var answer = jupyter.Ask("front_end.py", "output");
        Assert.True((bool)answer["inOrder"]!);
        Assert.Equal(20_971_520, (int)answer["bytes"]!);
        // A client that stalls waits for its time limit of 30 s; slow machines need a few seconds.
        Assert.True((double)answer["large"]! < 20, $"20 MB took {answer["large"]} s");
    }

    [Fact]
    public void Forty_thousand_messages_that_are_malformed_or_not_signed_change_nothing()
    {
        var (exit, output, error) = jupyter.Script("fuzz.py", "20261122");
        Assert.True(exit == 0, error);
        var answer = JsonNode.Parse(output)!;
        Assert.True((bool)answer["alive"]!);
        Assert.False((bool)answer["executed"]!);
        Assert.Equal("[\"2\"]", answer["runs"]!.ToJsonString());
        // One young generation of 16 MB may fill; kept messages would add more than 20 MB.
        Assert.True((long)answer["grown"]! < 16 << 20, $"the kernel grew by {answer["grown"]} bytes");
        Assert.True((double)answer["slowestBeat"]! < 1, $"a heartbeat took {answer["slowestBeat"]} s");
        // Every message sent was refused: 49 replays and 40,000 spoilt ones.
        var refused = Count().Matches(Refused().Match(error).Value).ToDictionary(m => m.Groups[2].Value, m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.Equal(["malformed", "replayed", "unsigned", "wrongly signed"], refused.Keys);
        Assert.Equal(40_049, refused.Values.Sum());
        Assert.True(refused["replayed"] >= 49 && refused["unsigned"] > 1000 && refused["wrongly signed"] > 1000, error);
    }

    [GeneratedRegex(@"^Refused: .*\.$", RegexOptions.Multiline)]
    private static partial Regex Refused();

    [GeneratedRegex(@"(\d+) ([a-z ]+)")]
    private static partial Regex Count();
}
