namespace Workbook.Tests.Running;

public class RefusalTests : IDisposable
{
    private readonly RunFolder folder = new();

    public RefusalTests()
    {
        folder.Add("00-start-here", "1");
        folder.Add("02-attention-masks", "tag:parameters\nint layers = 40;\nint tokens = 8;", "layers");
    }

    public void Dispose() => folder.Dispose();

    private void Refuses(string message, params string[] arguments)
    {
        var run = folder.Program(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void An_unknown_command_is_refused_with_the_nearest() => Refuses("There is no command 'rum'. The nearest: run.", "rum");

    [Fact]
    public void A_command_like_no_other_is_refused_with_all() => Refuses("The commands are: run, claims, kernel, vscode, test, bench.", "xyzzyplugh");

    [Fact]
    public void An_unknown_option_is_refused() => Refuses("There is no option '--fast'.", "run", "--fast");

    [Fact]
    public void An_unknown_notebook_is_refused_with_the_nearest() =>
        Refuses("There is no notebook '02-attention-maks'. The nearest are: 02-attention-masks.", "run", "02-attention-maks");

    [Fact]
    public void An_unknown_parameter_is_refused_with_the_nearest_names() =>
        Refuses("has no parameter 'layer'. The nearest are: layers.", "run", "02", "-p", "layer=3");

    [Fact]
    public void A_parameter_that_one_of_several_notebooks_lacks_is_refused_before_any_runs()
    {
        Refuses("has no cell tagged 'parameters'", "run", "-p", "layers=3", "--out", folder.Output);
        Assert.False(Directory.Exists(folder.Output) && Directory.EnumerateFiles(folder.Output).Any());
    }

    [Fact]
    public void A_parameter_of_the_wrong_type_is_refused_with_an_example() =>
        Refuses("layers is an int; 'many' is not an int literal. For example: -p layers=10", "run", "02", "-p", "layers=many");

    [Fact]
    public void A_parameter_without_a_value_is_refused() => Refuses("'layers' is not of the form NAME=VALUE", "run", "02", "-p", "layers");

    [Theory]
    [InlineData("--jobs", "0", "--jobs was 0; it must be a whole number of at least 1.")]
    [InlineData("--timeout", "-1", "--timeout was -1; it must be a number of seconds above 0 and up to 86400.")]
    [InlineData("--device", "tpu", "Argument 'tpu' not recognized.")]
    public void An_option_out_of_range_says_what_is_allowed(string option, string value, string message) => Refuses(message, "run", option, value);

    [Fact]
    public void Saving_with_other_parameters_is_refused() =>
        Refuses("--save writes the outputs of a notebook's own settings back into it, so it does not go with -p or --quick.", "run", "02", "--save", "-p", "layers=3");

    [Fact]
    public void The_ledger_of_no_run_names_the_command_that_makes_one() => Refuses("Run the notebooks first: ./workbook run", "claims");

    [Fact]
    public void An_output_folder_that_cannot_be_written_is_refused_before_anything_runs()
    {
        // A file in the place of the folder: also the superuser, for whom permissions do not count, cannot write into it.
        File.WriteAllText(folder.Output, "");
        Refuses($"The output folder {folder.Output} cannot be written to", "run", "--out", folder.Output);
    }

    [Fact]
    public void Two_notebooks_of_one_name_are_refused()
    {
        var other = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Notebooks, "sub")).FullName, "00-start-here.ipynb");
        File.Copy(Path.Combine(folder.Notebooks, "00-start-here.ipynb"), other);
        Refuses("Two notebooks are called 00-start-here.ipynb", "run", "00", other);
    }

    [Theory]
    [InlineData("{ \"cells\": [", "is not JSON")]
    [InlineData("{\"cells\":[],\"metadata\":{},\"nbformat\":3,\"nbformat_minor\":0}", "nbformat")]
    [InlineData("{\"cells\":[],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}", "has no kernelspec")]
    public void A_broken_notebook_is_reported_and_the_others_go_on(string text, string message)
    {
        File.WriteAllText(Path.Combine(folder.Notebooks, "01-broken.ipynb"), text);
        var run = folder.Run();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("01-broken failed", run.Output);
        Assert.Contains(message, run.Output);
        Assert.Contains("02-attention-masks: passed", run.Error);
    }
}
