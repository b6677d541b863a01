using Workbook.Notebooks;

namespace Workbook.Tests.Notebooks;

public class NotebookLanguageTests
{
    [Theory]
    [InlineData("{}", "csharp")]
    [InlineData("""{"vscode": {"languageId": "html"}}""", "html")]
    [InlineData("""{"polyglot_notebook": {"kernelName": "javascript"}}""", "javascript")]
    [InlineData("""{"dotnet_interactive": {"language": "mermaid"}}""", "mermaid")]
    [InlineData("""{"dotnet_interactive": {"language": "C#"}}""", "csharp")]
    [InlineData("""{"vscode": {"languageId": "polyglot-notebook"}, "dotnet_interactive": {"language": "fsharp"}}""", "fsharp")]
    [InlineData("""{"vscode": {"languageId": "html"}, "polyglot_notebook": {"kernelName": "sql"}}""", "html")]
    public void A_code_cell_has_the_language_of_its_metadata_and_else_that_of_the_notebook(string metadata, string language)
    {
        var cells = $$"""{"cell_type": "code", "id": "a", "metadata": {{metadata}}, "source": "", "outputs": [], "execution_count": null}""";
        Assert.Equal(language, NotebookDocument.Parse(Sample.Notebook(cells), "a.ipynb").Cells[0].Language);
    }

    [Theory]
    [InlineData("""{"kernelspec": {"name": ".net-csharp", "language": "C#"}}""", true)]
    [InlineData("""{"kernelspec": {"name": ".net-csharp"}}""", true)]
    [InlineData("""{"kernelspec": {"name": "other", "language": "csharp"}}""", true)]
    [InlineData("""{"kernelspec": {"name": ".net-csharp", "language": "polyglot-notebook"}}""", true)]
    [InlineData("""{"kernelspec": {"name": ".net-fsharp", "language": "F#"}}""", false)]
    [InlineData("""{"kernelspec": {"name": ".net-fsharp", "language": "polyglot-notebook"}, "polyglot_notebook": {"kernelInfo": {"defaultKernelName": "fsharp"}}}""", false)]
    [InlineData("""{"kernelspec": {"name": "ir"}, "language_info": {"name": "R"}}""", false)]
    public void Notebooks_in_CSharp_are_told_from_others_by_their_kernelspec(string metadata, bool accepted)
    {
        var text = $$"""{"cells": [], "metadata": {{metadata}}, "nbformat": 4, "nbformat_minor": 5}""";
        if (accepted)
            Assert.Empty(NotebookDocument.Parse(text, "a.ipynb").Cells);
        else
            Assert.Contains("runs C# notebooks", Assert.Throws<NotebookException>(() => NotebookDocument.Parse(text, "a.ipynb")).Message, StringComparison.Ordinal);
    }
}
