using Workbook.Notebooks;

namespace Workbook.Tests.Notebooks;

public class NotebookRefusalTests
{
    [Fact]
    public void What_is_not_JSON_is_refused_with_its_place() => Refused(
        "{\n \"cells\": [}",
        "'a.ipynb' is not JSON at line 2, column 12: expected a value, but found '}'. Repair the file there, or restore it from version control.");

    [Fact]
    public void A_merge_conflict_is_called_by_its_name() => Refused(
        "{\n<<<<<<< HEAD\n}",
        "'a.ipynb' is not JSON at line 2, column 1: expected a key in double quotes, but found '<'. "
        + "The file holds an unresolved merge conflict: resolve it first.");

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    public void NaN_and_infinity_are_refused_with_a_remedy(string value) => Refused(
        $"{{\"cells\": {value}}}",
        "'a.ipynb' is not JSON at line 1, column 11: NaN and Infinity are not JSON numbers; put null in its place, or run again the program "
        + "that wrote it. Repair the file there, or restore it from version control.");

    [Fact]
    public void Nbformat_3_is_refused_with_the_command_that_converts_it() => Refused(
        """{"nbformat": 3, "nbformat_minor": 0, "worksheets": []}""",
        "'a.ipynb' is nbformat 3; nbformat 4 is needed. Convert it: jupyter nbconvert --to notebook --nbformat 4 'a.ipynb'");

    [Fact]
    public void Nbformat_5_is_refused_as_newer() => Refused(
        """{"nbformat": 5, "nbformat_minor": 0}""",
        "'a.ipynb' is nbformat 5, which is newer than this program; nbformat 4 is needed. Save it as nbformat 4 with the program that wrote it.");

    [Fact]
    public void JSON_that_is_no_notebook_is_refused()
    {
        Refused("{}", "'a.ipynb' has no number 'nbformat', so it is not a notebook. Check the path, or add \"nbformat\": 4.");
        Refused("[]", "'a.ipynb' is JSON but not a notebook: an object with cells and metadata was expected. Check the path.");
    }

    [Fact]
    public void A_missing_kernelspec_is_refused_with_what_to_add() => Refused(
        """{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""",
        "'a.ipynb' has no kernelspec, so its language is unknown. Add " + Sample.Kernel
        + " to its metadata, or choose the kernel '.NET (C#)' in the editor and save.");

    [Fact]
    public void A_Python_notebook_is_refused_by_name() => Refused(
        """{"cells": [], "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}, "nbformat": 4, "nbformat_minor": 5}""",
        "'a.ipynb' is a notebook in Python (kernelspec 'python3'); this workbook runs C# notebooks. "
        + "Open it with a kernel of its own language, or rewrite its cells in C# and choose the kernel '.NET (C#)'.");

    [Fact]
    public void Source_lines_without_line_ends_are_refused_with_the_cell_and_line() => Refused(
        Sample.Notebook("""
            {"cell_type": "markdown", "id": "a", "metadata": {}, "source": []},
            {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": null, "outputs": [], "source": ["var a = 1;\n", "var b = 2;", "a + b"]}
            """),
        "Cell 2 of 'a.ipynb' has a source whose line 2 lacks its line end, so that it would run together with line 3. "
        + "Every line but the last must end in \\n: add it, or save the notebook in an editor.");

    [Fact]
    public void An_unknown_cell_type_is_refused() => Refused(
        Sample.Notebook("""{"cell_type": "heading", "source": ""}"""),
        "Cell 1 of 'a.ipynb' has the cell_type 'heading'; allowed are code, markdown and raw. Correct it in the file.");

    [Fact]
    public void An_unknown_output_type_is_refused() => Refused(
        Sample.Notebook("""{"cell_type": "code", "source": "", "outputs": [{"output_type": "pyout"}]}"""),
        "An output of cell 1 of 'a.ipynb' is of type 'pyout'; allowed are stream (with text), display_data and execute_result (with data) "
        + "and error. Clear the outputs of the notebook and run it again.");

    [Fact]
    public void A_file_that_is_missing_or_no_text_is_refused()
    {
        using var folder = new Sample.Folder();
        var missing = Assert.Throws<NotebookException>(() => NotebookDocument.Read(folder.File("no.ipynb")));
        Assert.Equal($"'{folder.File("no.ipynb")}' could not be read: Could not find file '{folder.File("no.ipynb")}'. "
            + "Check the path and that reading it is allowed.", missing.Message);
        File.WriteAllBytes(folder.File("b.ipynb"), [0x7b, 0xff, 0x7d]);
        var binary = Assert.Throws<NotebookException>(() => NotebookDocument.Read(folder.File("b.ipynb")));
        Assert.Equal($"'{folder.File("b.ipynb")}' is not UTF-8 text, so it is not a notebook. Check the path, or restore it from version control.", binary.Message);
    }

    private static void Refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<NotebookException>(() => NotebookDocument.Parse(text, "a.ipynb")).Message);
}
