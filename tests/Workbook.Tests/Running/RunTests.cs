using System.Text.Json.Nodes;

namespace Workbook.Tests.Running;

public class RunTests : IDisposable
{
    private const string Parameters = "tag:parameters\nrecord Settings { public int Layers { get; init; } = 40; public double Width { get; init; } = 1.5; }\nvar settings = new Settings();\nvar quick = settings with { Layers = 4 };";

    private readonly RunFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static string Claim(string id, bool holds) =>
        "display(\"\"\"{\"id\":\"" + id + "\",\"paper\":\"p\",\"statement\":\"s\",\"kind\":\"theorem\",\"basis\":\"derived here\",\"predicted\":1,\"relation\":\"at most\",\"measured\":0.5,\"tolerance\":0,\"why\":\"w\",\"holds\":"
        + (holds ? "true" : "false") + "}\"\"\", \"application/vnd.rankcollapse.claim+json\");";

    private string[] Outputs(string name, int cell) =>
        [.. folder.Executed(name)["cells"]![cell]!["outputs"]!.AsArray().Select(o => string.Concat((o!["text"] ?? o["data"]?["text/plain"] ?? o["traceback"])!.AsArray().Select(l => l!.ToString())))];

    [Fact]
    public void A_notebook_runs_from_top_to_bottom_into_an_executed_copy()
    {
        var path = folder.Add("one", "var x = 20;\nConsole.WriteLine(\"hello\");", "x + 22");
        var before = File.ReadAllText(path);
        var run = folder.Run("one");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["hello\n"], Outputs("one", 0));
        Assert.Equal(["42"], Outputs("one", 1));
        Assert.Equal(2, (int)folder.Executed("one")["cells"]![1]!["execution_count"]!);
        Assert.Equal("csharp", folder.Executed("one")["metadata"]!["language_info"]!["name"]!.ToString());
        Assert.Equal(before, File.ReadAllText(path));
    }

    [Fact]
    public void An_update_of_a_display_replaces_the_output_of_an_earlier_cell()
    {
        folder.Add("update", "var shown = display(\"before\");", "shown.Update(\"after\");");
        Assert.Equal(0, folder.Run().ExitCode);
        Assert.Equal(["after"], Outputs("update", 0));
    }

    [Fact]
    public void A_failing_cell_ends_its_notebook_and_the_others_go_on()
    {
        folder.Add("a", "1", "throw new Exception(\"broken\");", "Console.WriteLine(\"never\");");
        folder.Add("b", "\"fine\"");
        var run = folder.Run();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("a failed", run.Output);
        Assert.Contains("cell 2 of 3 (Exception):\nException: broken\n   at the cell in Cell 2, line 1", run.Output);
        Assert.Empty(Outputs("a", 2));
        Assert.Equal(["fine"], Outputs("b", 0));
        var summary = folder.OutputFile("summary.json");
        Assert.Equal([false, true], summary["notebooks"]!.AsArray().Select(n => (bool)n!["passed"]!));
    }

    [Fact]
    public void Several_notebooks_run_at_once_and_are_reported_in_order()
    {
        foreach (var name in (string[])["c", "a", "b"]) folder.Add(name, $"\"{name}\"");
        Assert.Equal(0, folder.Run("--jobs", "3").ExitCode);
        Assert.Equal(["a", "b", "c"], folder.OutputFile("summary.json")["notebooks"]!.AsArray().Select(n => n!["name"]!.ToString()));
    }

    [Fact]
    public void A_report_waits_for_the_other_notebooks_and_is_told_their_claims()
    {
        folder.Add("99-report", "Console.WriteLine(System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Environment.GetEnvironmentVariable(\"RANKCOLLAPSE_CLAIMS\")))[\"claims\"].AsArray().Count);");
        folder.Add("01-slow", "await Task.Delay(1500);\n" + Claim("t/a", true), Claim("t/b", true));
        Assert.Equal(0, folder.Run("--jobs", "2").ExitCode);
        Assert.Equal(["2\n"], Outputs("99-report", 0));
        Assert.Equal([1, 2], folder.OutputFile("claims.json")["claims"]!.AsArray().Select(c => (int)c!["cell_number"]!));
    }

    [Fact]
    public void The_ledger_can_be_asked_for_a_part_and_a_wrong_name_is_answered_with_those_that_exist()
    {
        folder.Add("01-a", Claim("t/a", true), Claim("t/b", false));
        folder.Run();
        ProgramRun Asked(params string[] filter) => folder.Program(["claims", .. filter, "--out", folder.Output]);
        Assert.Contains("2 claims: 1 holds, 1 does not.", Asked("--paper", "p").Output);
        Assert.Contains("theorem: 1 of 2 hold", Asked("--kind", "theorem", "--notebook", "01-a").Output);
        Assert.Contains("1 claim: 0 hold, 1 does not.", Asked("--failed").Output);
        var refused = Asked("--kind", "lemma");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("No claim has the kind 'lemma'. There are: theorem.", refused.Error);
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("class Stuck { public static long Turns; static Stuck() { Again: Turns++; if (Turns != 0) goto Again; } }\nConsole.WriteLine(\"before\");\nStuck.Turns")]
    public void A_cell_over_its_time_limit_ends_its_notebook(string endless)
    {
        folder.Add("endless", "Console.WriteLine(\"before\");\n" + endless, "1");
        // Ten seconds, of which the first cell's compilation takes one on an idle machine: a busy machine gets as far as the first line, too.
        var run = folder.Run("--timeout", "10");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The cell was still running after its limit of 10 s and was stopped. Raise the limit with --timeout SECONDS", run.Output);
        Assert.StartsWith("before\n", Outputs("endless", 0)[0]);
    }

    [Theory]
    [InlineData("Environment.FailFast(\"gone for good\");", "gone for good")]
    [InlineData("int Deep(int x) => Deep(x + 1) + 1;\nDeep(0)", "Stack overflow.")]
    [InlineData("Environment.Exit(3);", "exit 3")]
    public void The_death_of_a_kernel_is_reported_with_its_last_words(string deadly, string words)
    {
        folder.Add("dead", deadly, "1");
        folder.Add("living", "1");
        var run = folder.Run();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The kernel's process ended while the cell ran", run.Output);
        Assert.Contains(words, run.Output);
        Assert.Contains("living: passed", run.Error);
    }

    [Fact]
    public void Claims_are_collected_into_the_ledger()
    {
        folder.Add("claims", Claim("t/one", true), Claim("t/two", true));
        var run = folder.Run();
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2 claims: 2 hold, 0 do not.", run.Output);
        var claims = folder.OutputFile("claims.json")["claims"]!.AsArray();
        Assert.Equal(["t/one", "t/two"], claims.Select(c => c!["id"]!.ToString()));
        Assert.Equal("claims", claims[0]!["notebook"]!.ToString());
        var again = folder.Program("claims", "--out", folder.Output);
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(run.Output, again.Output);
        Assert.Equal("t/two", JsonNode.Parse(folder.Program("claims", "--json", "--out", folder.Output).Output)!["claims"]![1]!["id"]!.ToString());
    }

    [Fact]
    public void A_claim_that_does_not_hold_fails_the_run_but_not_the_cells_after_it()
    {
        folder.Add("broken", Claim("t/broken", false), "\"later\"");
        var run = folder.Run();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("DOES NOT HOLD", run.Output);
        Assert.Contains("1 claim: 0 hold, 1 does not.", run.Output);
        Assert.Equal(["later"], Outputs("broken", 1));
        Assert.Equal(1, folder.Program("claims", "--out", folder.Output).ExitCode);
    }

    [Fact]
    public void A_claim_missing_from_or_new_to_the_list_fails_the_run()
    {
        folder.Add("listed", Claim("t/kept", true), Claim("t/new", true));
        File.WriteAllText(Path.Combine(folder.Notebooks, "claims.txt"), "# comment\nt/kept  listed\nt/lost  listed\nt/other  elsewhere\n");
        var run = folder.Run();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The claim t/lost is missing", run.Output);
        Assert.Contains("The claim t/new is new: add the line 't/new  listed'", run.Output);
        Assert.DoesNotContain("t/other", run.Output);
    }

    [Fact]
    public void A_claim_made_twice_fails_the_run()
    {
        folder.Add("twice", Claim("t/same", true), Claim("t/same", true));
        File.WriteAllText(Path.Combine(folder.Notebooks, "claims.txt"), "t/same twice\n");
        Assert.Contains("The claim t/same was made more than once", folder.Run().Output);
    }

    [Fact]
    public void Parameters_are_set_after_the_cell_that_declares_them()
    {
        folder.Add("set", Parameters, "(settings.Layers, settings.Width)");
        Assert.Equal(0, folder.Run("-p", "Layers=7", "-p", "Width=2").ExitCode);
        Assert.Equal(["(7, 2)"], Outputs("set", 2));
        Assert.Equal(0, folder.Run("--quick").ExitCode);
        Assert.Equal(["(4, 1.5)"], Outputs("set", 2));
        Assert.Equal(0, folder.Run("--quick", "-p", "Layers=9").ExitCode);
        Assert.Equal(["(9, 1.5)"], Outputs("set", 2));
    }

    [Fact]
    public void Saving_writes_the_outputs_back_and_a_second_save_changes_nothing()
    {
        var path = folder.Add("saved", "1 + 1");
        Assert.Equal(0, folder.Run("--save").ExitCode);
        var first = File.ReadAllText(path);
        Assert.Contains("\"2\"", first);
        Assert.Equal(0, folder.Run("--save").ExitCode);
        Assert.Equal(first, File.ReadAllText(path));
        Assert.DoesNotContain(Directory.GetFiles(folder.Notebooks, "*", new EnumerationOptions { AttributesToSkip = 0 }), f => f != path);
    }

    [Fact]
    public void A_notebook_that_did_not_pass_is_not_saved()
    {
        var path = folder.Add("unsaved", "throw new Exception();");
        var before = File.ReadAllText(path);
        var run = folder.Run("--save");
        Assert.Contains("unsaved was not saved, because it did not pass", run.Error);
        Assert.Equal(before, File.ReadAllText(path));
    }

    [Fact]
    public void The_device_is_told_to_cells()
    {
        folder.Add("device", "Environment.GetEnvironmentVariable(\"RANKCOLLAPSE_DEVICE\")");
        folder.Run("--device", "cpu");
        Assert.Equal(["cpu"], Outputs("device", 0));
    }

    [Fact]
    public void A_killed_runner_leaves_valid_files_and_no_kernel()
    {
        folder.Add("killed", "var pid = Environment.ProcessId;\nConsole.WriteLine(pid);", "Thread.Sleep(60_000);");
        using var run = folder.Start("run", "--out", folder.Output);
        var copy = Path.Combine(folder.Output, "killed.ipynb");
        for (var i = 0; i < 300 && !(File.Exists(copy) && Outputs("killed", 0).Length > 0); i++) Thread.Sleep(100);
        run.Kill(); // only the runner: the kernel must notice by itself
        run.WaitForExit();
        var kernel = int.Parse(Outputs("killed", 0)[0], System.Globalization.CultureInfo.InvariantCulture);
        for (var i = 0; i < 50 && IsAlive(kernel); i++) Thread.Sleep(100);
        Assert.False(IsAlive(kernel));
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
