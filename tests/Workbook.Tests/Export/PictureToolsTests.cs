using Workbook.Export;
using Workbook.Tests.Notebooks;

namespace Workbook.Tests.Export;

public class PictureToolsTests
{
    private const string Remedy = "no Chromium or Chrome was found on PATH. On Debian and Ubuntu: apt-get install chromium.";
    private const string PlotlyRemedy = "plotly.js is not installed. Run: npm ci --prefix src/Workbook/Export/plotly";

    [Fact]
    public void What_is_missing_is_named_with_the_command_that_gets_it()
    {
        using var folder = new Sample.Folder();
        var file = folder.File("there");
        File.WriteAllText(file, "");
        Assert.Null(PictureTools.Missing(file, file));
        Assert.Equal("Static pictures were left out: " + Remedy, PictureTools.Missing(null, file));
        Assert.Equal("Static pictures were left out: " + PlotlyRemedy, PictureTools.Missing(file, null));
        Assert.Equal($"Static pictures were left out: {Remedy} {PlotlyRemedy}", PictureTools.Missing(null, null));
        Assert.Equal($"Static pictures were left out: the browser '{file}x' does not exist. Give the path of Chromium or Chrome.", PictureTools.Missing(file + "x", file));
        Assert.Equal($"Static pictures were left out: plotly.js is not at '{file}x'. Give the path of plotly.min.js.", PictureTools.Missing(file, file + "x"));
    }

    [Fact]
    public async Task A_missing_browser_is_a_result_and_not_an_exception()
    {
        var set = await StaticPictures.RenderAsync(["{}", "{}"], browser: "/no/browser", cancellation: TestContext.Current.CancellationToken);
        Assert.StartsWith("Static pictures were left out: the browser '/no/browser' does not exist.", set.LeftOut, StringComparison.Ordinal);
        Assert.Equal([set.LeftOut!], set.Problems);
        Assert.Equal([null, null], set.Pictures.Select(picture => picture.Png));
    }

    [Fact]
    public void The_first_known_browser_on_the_search_path_is_taken()
    {
        using var folder = new Sample.Folder();
        var extension = OperatingSystem.IsWindows() ? ".exe" : "";
        Assert.Null(PictureTools.FindBrowser(folder.Path));
        File.WriteAllText(folder.File("google-chrome" + extension), "");
        Assert.Equal(folder.File("google-chrome" + extension), PictureTools.FindBrowser(folder.Path));
        File.WriteAllText(folder.File("chromium" + extension), "");
        Assert.Equal(folder.File("chromium" + extension), PictureTools.FindBrowser($"/nowhere{Path.PathSeparator}{folder.Path}"));
    }

    [Fact]
    public void Plotly_is_found_from_any_folder_of_the_repository()
    {
        using var folder = new Sample.Folder();
        var inner = Directory.CreateDirectory(folder.File("artifacts/bin/x")).FullName;
        Assert.Null(PictureTools.FindPlotly(inner));
        var plotly = folder.File("src/Workbook/Export/plotly/node_modules/plotly.js-dist-min/plotly.min.js");
        Directory.CreateDirectory(Path.GetDirectoryName(plotly)!);
        File.WriteAllText(plotly, "");
        Assert.Equal(plotly, PictureTools.FindPlotly(inner));
    }
}
