using Microsoft.CodeAnalysis.CSharp.Scripting;
using Workbook.Notebooks;
using Workbook.Notebooks.Parameters;

namespace Workbook.Tests.Notebooks.Parameters;

public class ParametersCellTests
{
    private const string Record =
        """
        record Settings
        {
            public int Layers { get; init; } = 40;         // layers, 1 to 200
            public double Step { get; init; } = 0.1;
            public int[] Widths { get; init; } = [64];
            public string Title { get; init; } = "none";
            public DateTime Day { get; init; }
        }
        var parameters = new Settings();
        var quick = parameters with { Layers = 5 };
        """;

    private readonly NotebookDocument notebook = NotebookDocument.Create("a.ipynb");

    [Fact]
    public void A_cell_after_the_parameters_sets_what_was_given()
    {
        Given(Record);
        Assert.False(Inject(false, "Layers=10", "Title=a b"));
        Assert.Equal("parameters = parameters with { Layers = 10, Title = \"a b\" };", notebook.Cells[2].Source);
        Assert.Equal(["injected-parameters"], notebook.Cells[2].Tags);
        Assert.Equal("""{"parameters":{"Layers":"10","Title":"\u0022a b\u0022"}}""", notebook.Metadata["rankcollapse"]!.ToJsonString());
    }

    [Fact]
    public void The_quick_preset_comes_before_the_individual_values_and_the_cell_runs()
    {
        Given(Record);
        Assert.True(Inject(true, "step=1e-3", "Widths=[1, 2]"));
        Assert.Equal("parameters = quick;\nparameters = parameters with { Step = 1e-3, Widths = [1, 2] };", notebook.Cells[2].Source);
        Assert.Equal("5 0.001 2", Result("$\"{parameters.Layers} {parameters.Step} {parameters.Widths.Length}\""));
    }

    [Fact]
    public void Plain_variables_are_assigned_one_by_one()
    {
        Given("int layers = 40;\nvar w = 1.5;");
        Inject(false, "layers=10", "w=2");
        Assert.Equal("layers = 10;\nw = 2;", notebook.Cells[2].Source);
        Assert.Equal("10 2", Result("$\"{layers} {w}\""));
    }

    [Fact]
    public void An_earlier_injected_cell_is_replaced()
    {
        Given(Record);
        Inject(true, "Layers=10");
        Inject(false, "Layers=11");
        Assert.Equal(4, notebook.Cells.Count);
        Assert.Equal("parameters = parameters with { Layers = 11 };", notebook.Cells[2].Source);
        Assert.Equal("""{"parameters":{"Layers":"11"}}""", notebook.Metadata["rankcollapse"]!.ToJsonString());
    }

    [Fact]
    public void Quick_without_a_preset_is_reported_and_changes_nothing()
    {
        Given("int layers = 40;");
        var before = notebook.ToJson();
        Assert.False(Inject(true));
        Assert.Equal(before, notebook.ToJson());
        Assert.False(ParametersCell.Inject(NotebookDocument.Create("b.ipynb"), [], quick: true));
    }

    [Fact]
    public void An_exact_name_wins_over_one_that_differs_in_case()
    {
        Given("int n = 1;\nint N = 2;");
        Inject(false, "N=3");
        Assert.Equal("N = 3;", notebook.Cells[2].Source);
    }

    [Theory]
    [InlineData("Layrs=3", "'a.ipynb' has no parameter 'Layrs'. The nearest are: Layers.")]
    [InlineData("Zzzzz=3", "'a.ipynb' has no parameter 'Zzzzz'. It has: Layers, Step, Widths, Title, Day.")]
    [InlineData("quick=3", "'a.ipynb' has no parameter 'quick'. It has: Layers, Step, Widths, Title, Day.")]
    [InlineData("Layers=abc", "Layers is an int; 'abc' is not an int literal. For example: -p Layers=10")]
    [InlineData("Step=abc", "Step is a double; 'abc' is not a double literal. For example: -p Step=0.5")]
    [InlineData("Widths=3", "Widths is an int[]; '3' is not an int[] literal. For example: -p \"Widths=[1, 2]\"")]
    [InlineData("Day=1", "Day is a DateTime, which has no literals. Only int, long, uint, ulong, float, double, decimal, bool, string, char, "
        + "and arrays, collections and nullables of these can be set with -p; edit the cell instead.")]
    public void What_does_not_fit_is_refused(string assignment, string message)
    {
        Given(Record);
        var before = notebook.ToJson();
        Assert.Equal(message, Assert.Throws<NotebookException>(() => Inject(false, assignment)).Message);
        Assert.Equal(before, notebook.ToJson());
    }

    [Fact]
    public void A_name_that_fits_two_parameters_but_for_case_is_refused()
    {
        Given("int Nn = 1;\nint nN = 2;");
        Assert.Equal("'a.ipynb' has no parameter 'nn'. The nearest are: Nn, nN.", Assert.Throws<NotebookException>(() => Inject(false, "nn=3")).Message);
    }

    [Fact]
    public void Setting_a_parameter_twice_is_refused()
    {
        Given(Record);
        Assert.Equal("Layers is set twice. Give each parameter once.",
            Assert.Throws<NotebookException>(() => Inject(false, "Layers=1", "layers=2")).Message);
    }

    [Fact]
    public void A_notebook_without_a_parameters_cell_is_refused()
    {
        notebook.AddCell("code", "int layers = 40;");
        notebook.AddCell("markdown", "int layers = 40;", "parameters");
        Assert.Equal("'a.ipynb' has no cell tagged 'parameters', so nothing in it can be set with -p. "
            + "Add the tag 'parameters' to the code cell that declares its parameters.",
            Assert.Throws<NotebookException>(() => Inject(false, "layers=3")).Message);
    }

    [Fact]
    public void A_parameters_cell_without_parameters_is_refused()
    {
        Given("var x = Compute();");
        Assert.Equal("The cell tagged 'parameters' of 'a.ipynb' declares no parameter. "
            + "Declare variables with literal values, or a record and a variable of its type.",
            Assert.Throws<NotebookException>(() => Inject(false, "x=3")).Message);
    }

    [Theory]
    [InlineData("Layers")]
    [InlineData("Layers=")]
    [InlineData("=3")]
    [InlineData("1x=3")]
    [InlineData("a.b=3")]
    public void What_is_not_NAME_and_VALUE_is_refused(string text) => Assert.Equal(
        $"'{text}' is not of the form NAME=VALUE: a parameter's name, '=', and a C# literal. For example: -p Layers=40 or -p \"Widths=[64, 128]\". "
        + "The empty text is written as Title='\"\"'.",
        Assert.Throws<NotebookException>(() => ParameterAssignment.Parse(text)).Message);

    [Fact]
    public void Only_the_first_equals_sign_separates() =>
        Assert.Equal(new ParameterAssignment("Title", "a=b"), ParameterAssignment.Parse("Title=a=b"));

    private void Given(string parameters)
    {
        notebook.AddCell("markdown", "# A");
        notebook.AddCell("code", parameters, "parameters");
        notebook.AddCell("code", "parameters");
    }

    private bool Inject(bool quick, params string[] assignments) =>
        ParametersCell.Inject(notebook, [.. assignments.Select(ParameterAssignment.Parse)], quick);

    private object? Result(string last) => CSharpScript.RunAsync("using System;\n" + notebook.Cells[1].Source, cancellationToken: TestContext.Current.CancellationToken)
        .Result.ContinueWithAsync(notebook.Cells[2].Source).Result.ContinueWithAsync(last).Result.ReturnValue;
}
