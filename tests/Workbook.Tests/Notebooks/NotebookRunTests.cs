using System.Text.Json.Nodes;
using Workbook.Notebooks;

namespace Workbook.Tests.Notebooks;

public class NotebookRunTests
{
    private readonly NotebookDocument notebook = NotebookDocument.Create("a.ipynb");

    [Fact]
    public void Stream_text_is_joined_to_the_last_output_of_the_same_stream()
    {
        var cell = notebook.AddCell("code", "1");
        foreach (var (stream, text) in new[] { ("stdout", "a"), ("stdout", "b\nc"), ("stdout", "\n"), ("stderr", "x"), ("stdout", "d") })
            cell.AppendOutput(Stream(stream, text));
        Assert.Equal(
            """[{"output_type":"stream","name":"stdout","text":["ab\n","c\n"]},{"output_type":"stream","name":"stderr","text":["x"]},{"output_type":"stream","name":"stdout","text":["d"]}]""",
            cell.Outputs.ToJsonString());
    }

    [Fact]
    public void Twenty_thousand_pieces_of_stream_text_are_joined_without_copying_the_text_each_time()
    {
        var cell = notebook.AddCell("code", "1");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 20_000; i++)
            cell.AppendOutput(Stream("stdout", $"line {i}\n"));
        Assert.Equal(20_000, ((JsonArray)cell.Outputs[0]!["text"]!).Count);
        // It takes about 0.05 s, and 1.3 s on a machine that is busy with other things; copying makes it 200 million lines.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), $"{watch.Elapsed}");
    }

    [Fact]
    public void An_update_reaches_every_output_of_its_display_id_and_the_id_is_not_saved()
    {
        var first = notebook.AddCell("code", "1");
        var second = notebook.AddCell("code", "2");
        first.AppendOutput(Display("d", "old"));
        second.AppendOutput(Display("d", "old"));
        second.AppendOutput(Display("other", "stays"));
        Assert.True(notebook.UpdateDisplay("d", new JsonObject { ["text/plain"] = "new\ntext" }));
        Assert.Equal(["""["new\n","text"]""", """["new\n","text"]""", """["stays"]"""],
            first.Outputs.Concat(second.Outputs).Select(output => output!["data"]!["text/plain"]!.ToJsonString()));
        Assert.DoesNotContain("transient", notebook.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_update_of_an_unknown_or_cleared_display_changes_nothing()
    {
        var cell = notebook.AddCell("code", "1");
        cell.AppendOutput(Display("d", "old"));
        notebook.ClearOutputs();
        var before = notebook.ToJson();
        Assert.False(notebook.UpdateDisplay("d", []));
        Assert.False(notebook.UpdateDisplay("never", []));
        Assert.Equal(before, notebook.ToJson());
    }

    [Fact]
    public void Clearing_removes_outputs_and_counts_and_nothing_else()
    {
        var read = NotebookDocument.Parse(Sample.Canonical, "a.ipynb");
        read.ClearOutputs();
        var expected = JsonNode.Parse(Sample.Canonical.Replace("\\ud83d", "", StringComparison.Ordinal))!;
        expected["cells"]![1]!["outputs"] = new JsonArray();
        expected["cells"]![1]!["execution_count"] = null;
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(read.ToJson().Replace("\\ud83d", "", StringComparison.Ordinal))));
    }

    [Fact]
    public void Execution_counts_can_be_set_and_read()
    {
        var cell = notebook.AddCell("code", "1");
        Assert.Null(cell.ExecutionCount);
        cell.ExecutionCount = 7;
        Assert.Equal(7, cell.ExecutionCount);
        Assert.Contains("\"execution_count\": 7,", notebook.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_cells_get_different_ids_and_equal_notebooks_equal_files()
    {
        var other = NotebookDocument.Create("b.ipynb");
        foreach (var each in new[] { notebook, other })
        {
            each.AddCell("code", "1");
            each.AddCell("code", "1", "check");
        }
        Assert.NotEqual(notebook.Cells[0].Id, notebook.Cells[1].Id);
        Assert.True(notebook.Cells[1].HasTag("check"));
        Assert.Equal(notebook.ToJson(), other.ToJson());
    }

    [Fact]
    public void Notes_of_a_run_are_in_the_metadata_and_can_be_removed()
    {
        var before = notebook.ToJson();
        notebook.NoteRun("parameters", new JsonObject { ["Layers"] = "10" });
        Assert.Equal("""{"parameters":{"Layers":"10"}}""", notebook.Metadata["rankcollapse"]!.ToJsonString());
        notebook.NoteRun("parameters", null);
        Assert.Equal(before, notebook.ToJson());
    }

    [Fact]
    public void Outputs_of_a_markdown_cell_are_a_mistake_of_the_caller()
    {
        var error = Assert.Throws<InvalidOperationException>(() => notebook.AddCell("markdown", "# A").AppendOutput(Stream("stdout", "a")));
        Assert.EndsWith("is a markdown cell; only code cells have outputs and execution counts.", error.Message, StringComparison.Ordinal);
    }

    private static JsonObject Stream(string name, string text) => new() { ["output_type"] = "stream", ["name"] = name, ["text"] = text };

    private static JsonObject Display(string id, string text) => new()
    {
        ["output_type"] = "display_data",
        ["data"] = new JsonObject { ["text/plain"] = text },
        ["metadata"] = new JsonObject(),
        ["transient"] = new JsonObject { ["display_id"] = id },
    };
}
