using Workbook.Kernel;
using Workbook.Kernel.Completion;

namespace Workbook.Tests.Kernel;

/// <summary>A class whose documentation the tests read back from the file beside this library.</summary>
public static class DocumentedSample
{
    /// <summary>Distance of a token matrix from its row mean; see <see cref="Math.Abs(double)"/>.</summary>
    /// <param name="tokens">Tokens, shape [tokens, width].</param>
    /// <returns>At least 0, in the unit of <paramref name="tokens"/>.</returns>
    /// <exception cref="ArgumentException">No rows.</exception>
    /// <source paper="dong2021" item="definition of the residual">Theirs is another norm.</source>
    public static double Residual(double[,] tokens) => tokens.Length;

    /// <summary>The same for a vector.</summary>
    /// <param name="token">One token, shape [width].</param>
    public static double Residual(double[] token) => token.Length;

    /// <inheritdoc cref="Residual(double[])"/>
    public static double Inherits(double[] token) => token.Length;
}

public class InspectionTests(CompletionSession cells) : IClassFixture<CompletionSession>
{
    [Fact]
    public void A_function_of_an_earlier_cell_shows_its_comment()
    {
        var found = cells.Look("Distance|Between(places[0], places[1])")!;
        Assert.Equal("""
            double DistanceBetween(Place from, Place to)

            How far two places are apart.

            Parameters:
              from: Where to start.
              to: Where to end.

            Returns: A length of at least 0.

            Exceptions:
              ArgumentException: A coordinate is not finite.

            Source: pythagoras, theorem. For shape [2] only, as in Math.Sqrt.
            """, found.Plain);
        Assert.Contains("**Source** [pythagoras], theorem. For shape [2] only, as in `Math.Sqrt`.", found.Markdown);
        Assert.Contains("- `from`: Where to start.", found.Markdown);
    }

    [Fact]
    public async Task A_librarys_documentation_is_read_from_the_file_beside_it()
    {
        using var session = new CellSession(AppContext.BaseDirectory);
        Assert.Null((await session.Execute(new CellRequest("#r \"Workbook.Tests.dll\"\nusing Workbook.Tests.Kernel;"), _ => { }))?.Message);
        Inspection At(string code) => session.Inspect(code, code.IndexOf('(', StringComparison.Ordinal) - 2, 0)!;

        var found = At("DocumentedSample.Residual(new double[2, 2])").Plain;
        Assert.StartsWith("double DocumentedSample.Residual(double[,] tokens)\ndouble DocumentedSample.Residual(double[] token)\n\n", found);
        Assert.Contains("Distance of a token matrix from its row mean; see Math.Abs.", found);
        Assert.Contains("  tokens: Tokens, shape [tokens, width].", found);
        Assert.Contains("Returns: At least 0, in the unit of tokens.", found);
        Assert.Contains("  ArgumentException: No rows.", found);
        Assert.Contains("Source: dong2021, definition of the residual. Theirs is another norm.", found);
        Assert.Contains("The same for a vector.", At("DocumentedSample.Inherits(new double[2])").Plain);
        Assert.StartsWith("double DocumentedSample.Residual(double[] token)\n", At("DocumentedSample.Residual(new double[2])").Plain);
    }

    [Theory]
    [InlineData("pla|ces", "List<Place> places")]
    [InlineData("places|", "List<Place> places")]
    [InlineData("places.Ad|d(null)", "void List<Place>.Add(Place item)")]
    [InlineData("places.Se|lect(p => p.Up)", "IEnumerable<double> IEnumerable<Place>.Select<Place, double>(Func<Place, double> selector)")]
    [InlineData("DistanceBetween(|", "double DistanceBetween(Place from, Place to)")]
    [InlineData("DistanceBetween(places[0], |", "double DistanceBetween(Place from, Place to)")]
    [InlineData("var sum = la|ter + 1;", "int later")]
    [InlineData("v|ar sum = later + 1;", "struct System.Int32")]
    [InlineData("var s|um = later + 1;", "int sum")]
    [InlineData("new Pla|ce(1, 2)", "Place(double Across, double Up)")]
    [InlineData("new Place(|", "Place(")]
    [InlineData("places.Select(p| => p.Up)", "Place p")]
    [InlineData("Pla|ce.Origin", "record Place")]
    [InlineData("Norm.Spec|tral", "Norm.Spectral = 1")]
    [InlineData("places[0].Acr|oss", "double Place.Across { get; init; }")]
    [InlineData("System.Coll|ections.Generic", "namespace System.Collections")]
    public void What_the_cursor_is_on_is_named(string marked, string signature) => Assert.StartsWith(signature, cells.Look(marked)!.Plain);

    [Theory]
    [InlineData("nowh|ere")]
    [InlineData("// pla|ces")]
    [InlineData("\"pla|ces\"")]
    [InlineData("#!ti|me")]
    [InlineData("#!markdown\npla|ces")]
    [InlineData("|")]
    [InlineData("1 |+ 1")]
    public void Where_nothing_is_known_nothing_is_found(string marked) => Assert.Null(cells.Look(marked));

    [Fact]
    public void A_records_property_shows_the_text_of_its_parameter() => Assert.Contains("Upwards.", cells.Look("places[0].U|p")!.Plain);

    [Fact]
    public void Other_forms_are_counted_until_all_are_asked_for()
    {
        var (few, all) = (cells.Look("Math.Ma|x(1, 2)")!.Plain, cells.Look("Math.Ma|x(1, 2)", detail: 1)!.Plain);
        Assert.StartsWith("int Math.Max(int val1, int val2)\n", few);
        Assert.Contains("more forms", few);
        Assert.Contains("decimal Math.Max(decimal val1, decimal val2)", all);
        Assert.DoesNotContain("more forms", all);
    }

    [Fact]
    public void The_frameworks_documentation_is_read_where_its_reference_pack_lies()
    {
        var pack = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        Assert.SkipUnless(Directory.Exists(pack), "the framework's reference pack is not installed");
        Assert.Contains("Returns the square root of a specified number.", cells.Look("Math.Sq|rt(2)")!.Plain);
        Assert.Contains("Filters a sequence of values based on a predicate.", cells.Look("places.Whe|re(p => true)")!.Plain);
    }
}
