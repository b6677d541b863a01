namespace Workbook.Tests.Kernel;

public class DirectiveTests(SharedKernel kernel) : IClassFixture<SharedKernel>
{
    [Theory]
    [InlineData("#!html\n<b>x</b>", "text/html", "<b>x</b>")]
    [InlineData("#!markdown\n# Title", "text/markdown", "# Title")]
    [InlineData("#!javascript\nalert(1)", "application/javascript", "alert(1)")]
    [InlineData("#!mermaid\ngraph TD", "text/vnd.mermaid", "graph TD")]
    public void A_first_line_switches_the_language(string code, string mimeType, string text) =>
        Assert.Equal(text, kernel.Run(code).Contents("display_data").Single()["data"]![mimeType]!.ToString());

    [Fact]
    public void A_cell_can_change_its_language_in_the_middle_and_keeps_its_line_numbers()
    {
        var answer = kernel.Run("#!markdown\n# Title\n#!csharp\nvar x = 1;\nvar y = ;");
        Assert.Single(answer.Contents("display_data"));
        Assert.Contains("line 5, column 9", answer.Traceback);
    }

    [Fact]
    public void An_unknown_language_is_refused_by_name()
    {
        var answer = kernel.Run("#!fsharp\nlet x = 1");
        Assert.Equal("UsageError", answer.ErrorName);
        Assert.StartsWith("#!fsharp is not known to this kernel. Languages: #!csharp, #!html, #!markdown, #!javascript, #!mermaid.", answer.Traceback);
    }

    [Fact]
    public void Time_is_shown_when_asked_for() =>
        Assert.Matches(@"^Wall time: \d+(\.\d+)? ms$", kernel.Run("#!time\nvar x = 1;").Contents("display_data").Single()["data"]!["text/plain"]!.ToString());

    [Fact]
    public void A_reference_that_does_not_exist_says_where_it_was_looked_for()
    {
        var answer = kernel.Run("#r \"no/such.dll\"");
        Assert.Contains($"#r \"no/such.dll\" names no file: {Path.Combine(kernel.Folder, "no/such.dll")} does not exist.", answer.Traceback);
        Assert.Contains("Paths are relative to the notebook's folder.", answer.Traceback);
    }

    [Fact]
    public void A_framework_assembly_can_be_referenced_by_name() =>
        Assert.Equal("<a />", kernel.Run("#r \"System.Private.Xml.Linq\"\n#r \"System.Xml.XDocument\"\nnew System.Xml.Linq.XElement(\"a\")").Result);

    [Fact]
    public void A_library_is_referenced_by_relative_path_together_with_what_it_was_built_with()
    {
        var library = Path.GetRelativePath(kernel.Folder, Path.Combine(AppContext.BaseDirectory, "Spectre.Console.dll"));
        Assert.Equal("Red", kernel.Run($"#r \"{library}\"\nSpectre.Console.Color.Red.ToString()").Result, ignoreCase: true);
    }

    [Fact]
    public void A_package_is_restored_with_its_dependencies()
    {
        var answer = kernel.Run("#r \"nuget: MathNet.Numerics, 5.0.0\"\nusing MathNet.Numerics.LinearAlgebra;\nMatrix<double>.Build.Dense(2, 2, (i, j) => i + j / 4.0)");
        Assert.Equal("Matrix, 2 × 2\n0  0.25\n1  1.25", answer.Result);
    }

    [Fact]
    public void A_package_that_does_not_exist_is_named() =>
        Assert.Contains("The package No.Such.Package.Anywhere 1.0.0 could not be restored: error NU1101",
            kernel.Run("#r \"nuget: No.Such.Package.Anywhere, 1.0.0\"").Traceback);

    [Fact]
    public void A_malformed_package_request_shows_the_right_form() =>
        Assert.Contains("write #r \"nuget: Name, Version\"", kernel.Run("#r \"nuget: <x>, 1, 2\"").Traceback);

    [Fact]
    public void A_script_file_is_loaded_and_its_errors_name_it()
    {
        File.WriteAllText(Path.Combine(kernel.Folder, "part.csx"), "int Loaded(int x)\n    => 10 / x;");
        Assert.Equal("5", kernel.Run("#load \"part.csx\"\nLoaded(2)").Result);
        Assert.Contains("in part.csx, line 2", kernel.Run("Loaded(0)").Traceback);
    }

    [Fact]
    public void Another_notebooks_cells_are_imported()
    {
        File.WriteAllText(Path.Combine(kernel.Folder, "other.ipynb"), """
            {"cells":[{"cell_type":"markdown","id":"a","metadata":{},"source":["text"]},
            {"cell_type":"code","execution_count":null,"id":"b","metadata":{},"outputs":[],"source":["var imported = 6;\n","int Twice(int x) => 2 * x;"]}],
            "metadata":{"kernelspec":{"display_name":".NET (C#)","language":"C#","name":".net-csharp"}},"nbformat":4,"nbformat_minor":5}
            """);
        Assert.Equal("12", kernel.Run("#!import other.ipynb\nTwice(imported)").Result);
        Assert.Contains("does not exist", kernel.Run("#!import nowhere.ipynb").Traceback);
    }
}
