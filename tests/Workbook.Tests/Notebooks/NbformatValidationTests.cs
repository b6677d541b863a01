using System.Diagnostics;
using System.Text.Json.Nodes;
using Workbook.Notebooks;

namespace Workbook.Tests.Notebooks;

/// <summary>The reference implementation of the format, Debian's python3-nbformat, reads what is written here.</summary>
public class NbformatValidationTests
{
    private const string Python = "/usr/bin/python3";

    private const string Script =
        """
        import sys, warnings
        warnings.simplefilter("error")
        import nbformat
        for path in sys.argv[1:]:
            notebook = nbformat.read(path, as_version=4)
            nbformat.validate(notebook)
            print(notebook.nbformat, notebook.nbformat_minor, len(notebook.cells))
        """;

    [Fact]
    public void Written_notebooks_are_valid()
    {
        Assert.SkipUnless(File.Exists(Python) && Run("import nbformat").Code == 0, "python3-nbformat is not installed (apt-get install python3-nbformat)");
        using var folder = new Sample.Folder();
        NotebookDocument.Parse(Sample.Canonical, "a.ipynb").Save(folder.File("read.ipynb"));
        Built().Save(folder.File("built.ipynb"));
        NotebookDocument.Parse(Sample.Notebook("""{"cell_type": "markdown", "metadata": {}, "source": "a\nb"}""", minor: 0), "b").Save(folder.File("old.ipynb"));
        var (code, output) = Run(Script, folder.File("read.ipynb"), folder.File("built.ipynb"), folder.File("old.ipynb"));
        Assert.Equal("4 5 3\n4 5 2\n4 5 1\n", output);
        Assert.Equal(0, code);
    }

    [Fact]
    public void The_validation_refuses_a_notebook_that_is_wrong()
    {
        Assert.SkipUnless(File.Exists(Python) && Run("import nbformat").Code == 0, "python3-nbformat is not installed (apt-get install python3-nbformat)");
        using var folder = new Sample.Folder();
        File.WriteAllText(folder.File("wrong.ipynb"), Sample.Canonical.Replace("\"evalue\": \"no\",", "", StringComparison.Ordinal));
        Assert.NotEqual(0, Run(Script, folder.File("wrong.ipynb")).Code);
    }

    private static NotebookDocument Built()
    {
        var notebook = NotebookDocument.Create("b.ipynb");
        notebook.AddCell("markdown", "# A\ntext");
        var cell = notebook.AddCell("code", "1 + 1", "parameters");
        cell.ExecutionCount = 1;
        cell.AppendOutput(new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "a\nb" });
        cell.AppendOutput(new JsonObject { ["output_type"] = "error", ["ename"] = "E", ["evalue"] = "v", ["traceback"] = new JsonArray("t") });
        cell.AppendOutput(new JsonObject
        {
            ["output_type"] = "execute_result",
            ["execution_count"] = 1,
            ["data"] = new JsonObject { ["text/plain"] = "2", ["application/vnd.plotly.v1+json"] = new JsonObject { ["data"] = new JsonArray() } },
            ["transient"] = new JsonObject { ["display_id"] = "d" },
        });
        return notebook;
    }

    private static (int Code, string Output) Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", script, .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + errors.Result);
    }
}
