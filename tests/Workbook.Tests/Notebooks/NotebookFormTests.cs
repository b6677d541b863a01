using System.Text.Json.Nodes;
using Workbook.Notebooks;

namespace Workbook.Tests.Notebooks;

public class NotebookFormTests
{
    [Fact]
    public void A_notebook_in_canonical_form_is_byte_identical_after_reading_and_saving()
    {
        using var folder = new Sample.Folder();
        var path = folder.File("a.ipynb");
        File.WriteAllText(path, Sample.Canonical);
        var before = File.ReadAllBytes(path);
        NotebookDocument.Read(path).Save(path);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("    ")]
    [InlineData("\t")]
    public void The_indentation_of_the_file_is_kept(string indentation)
    {
        var text = string.Join('\n', Sample.Canonical.Split('\n').Select(line =>
            string.Concat(Enumerable.Repeat(indentation, line.Length - line.TrimStart(' ').Length)) + line.TrimStart(' ')));
        Assert.Equal(text, NotebookDocument.Parse(text, "a.ipynb").ToJson());
    }

    [Fact]
    public void Whatever_the_order_and_layout_of_the_file_the_canonical_form_comes_out()
    {
        // The serializer that shuffles here cannot write half an emoji.
        var canonical = Sample.Canonical.Replace("\\ud83d", "", StringComparison.Ordinal);
        var shuffled = Reversed(JsonTextReader.Parse(canonical))!.ToJsonString();
        Assert.DoesNotContain('\n', shuffled);
        Assert.NotEqual(shuffled, JsonTextReader.Parse(canonical)!.ToJsonString());
        Assert.Equal(canonical, NotebookDocument.Parse(shuffled, "a.ipynb").ToJson());
    }

    [Fact]
    public void A_byte_order_mark_and_a_missing_final_line_end_do_not_survive_saving()
    {
        using var folder = new Sample.Folder();
        var path = folder.File("a.ipynb");
        File.WriteAllText(path, Sample.Canonical.TrimEnd('\n'), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        NotebookDocument.Read(path).Save(path);
        Assert.Equal(Sample.Canonical, new System.Text.UTF8Encoding(false).GetString(File.ReadAllBytes(path)));
    }

    [Fact]
    public void Text_is_split_into_lines_and_base64_is_joined()
    {
        var document = NotebookDocument.Parse(Sample.Notebook(
            """
            {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": null, "source": "x\ny\n", "outputs": [
              {"output_type": "display_data", "metadata": {}, "transient": {"display_id": "d"}, "data": {
                "text/html": "<p>\n</p>", "image/png": "iVBO\nRw0K\n", "application/json": "{\"b\": 1.0}", "application/javascript": ["a\n", "b"]}},
              {"output_type": "stream", "name": "stderr", "text": "", "extra": 1}]}
            """), "a.ipynb");
        var cell = JsonNode.Parse(document.ToJson())!["cells"]![0]!;
        Assert.Equal("""["x\n","y\n"]""", cell["source"]!.ToJsonString());
        Assert.Equal(
            """[{"data":{"application/javascript":"a\nb","application/json":{"b":1},"image/png":"iVBORw0K","text/html":["\u003Cp\u003E\n","\u003C/p\u003E"]},"metadata":{},"output_type":"display_data"},{"name":"stderr","output_type":"stream","text":[]}]""",
            cell["outputs"]!.ToJsonString());
    }

    [Fact]
    public void Only_the_four_top_level_fields_are_saved()
    {
        var document = NotebookDocument.Parse(Sample.Notebook("").Replace("{\"cells\"", "{\"orig_nbformat\": 2, \"cells\"", StringComparison.Ordinal), "a.ipynb");
        Assert.Equal(["cells", "metadata", "nbformat", "nbformat_minor"], JsonNode.Parse(document.ToJson())!.AsObject().Select(field => field.Key));
    }

    [Fact]
    public void Older_minor_versions_get_ids_that_do_not_change_from_one_reading_to_the_next()
    {
        var text = Sample.Notebook(
            """
            {"cell_type": "code", "metadata": {}, "execution_count": null, "source": "1", "outputs": []},
            {"cell_type": "code", "metadata": {}, "execution_count": null, "source": "1", "outputs": []}
            """, minor: 2);
        var first = NotebookDocument.Parse(text, "a.ipynb");
        Assert.All(first.Cells, cell => Assert.Matches("^[0-9a-f]{8}$", cell.Id));
        Assert.NotEqual(first.Cells[0].Id, first.Cells[1].Id);
        Assert.Equal(first.ToJson(), NotebookDocument.Parse(text, "b.ipynb").ToJson());
        Assert.Contains("\"nbformat_minor\": 5", first.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_cells_with_one_id_the_second_gets_another()
    {
        const string cell = """{"cell_type": "markdown", "id": "same", "metadata": {}, "source": "a"}""";
        var ids = NotebookDocument.Parse(Sample.Notebook($"{cell}, {cell}"), "a.ipynb").Cells.Select(c => c.Id).ToArray();
        Assert.Equal("same", ids[0]);
        Assert.Matches("^[0-9a-f]{8}$", ids[1]);
    }

    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Reverse().Select(field => KeyValuePair.Create(field.Key, Reversed(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Reversed)]),
        _ => node?.DeepClone(),
    };
}
