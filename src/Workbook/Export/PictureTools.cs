namespace Workbook.Export;

/// <summary>Where the programs are that draw static pictures, and what to say when they are not there.</summary>
internal static class PictureTools
{
    private const string PlotlyFolder = "src/Workbook/Export/plotly";
    private const string PlotlyFile = "node_modules/plotly.js-dist-min/plotly.min.js";

    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    /// <summary>The first known browser in the folders of PATH; null when there is none.</summary>
    /// <param name="searchPath">Folders as in PATH, which is taken when this is null.</param>
    public static string? FindBrowser(string? searchPath = null)
    {
        var folders = (searchPath ?? Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var extension = OperatingSystem.IsWindows() ? ".exe" : "";
        return Browsers.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + extension))).FirstOrDefault(File.Exists);
    }

    /// <summary>The minified plotly.js that <c>npm ci</c> put into the repository; null when it was not run or this is no repository.</summary>
    /// <param name="start">A folder in the repository; the program's own and the current one are tried when this is null.</param>
    public static string? FindPlotly(string? start = null)
    {
        foreach (var from in start is null ? [AppContext.BaseDirectory, Directory.GetCurrentDirectory()] : new[] { start })
        {
            for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            {
                var file = Path.Combine(folder.FullName, PlotlyFolder, PlotlyFile);
                if (File.Exists(file))
                    return file;
            }
        }
        return null;
    }

    /// <summary>What to tell when a tool is missing; null when both are there.</summary>
    public static string? Missing(string? browser, string? plotly) => (Usable(browser), Usable(plotly)) switch
    {
        (true, true) => null,
        (false, true) => "Static pictures were left out: " + BrowserRemedy(browser),
        (true, false) => "Static pictures were left out: " + PlotlyRemedy(plotly),
        _ => $"Static pictures were left out: {BrowserRemedy(browser)} {PlotlyRemedy(plotly)}",
    };

    private static bool Usable(string? file) => file is not null && File.Exists(file);

    private static string BrowserRemedy(string? browser) => browser is null
        ? "no Chromium or Chrome was found on PATH. On Debian and Ubuntu: apt-get install chromium."
        : $"the browser '{browser}' does not exist. Give the path of Chromium or Chrome.";

    private static string PlotlyRemedy(string? plotly) => plotly is null
        ? $"plotly.js is not installed. Run: npm ci --prefix {PlotlyFolder}"
        : $"plotly.js is not at '{plotly}'. Give the path of plotly.min.js.";
}
