using System.ComponentModel;
using System.Net;

namespace Workbook.Export;

/// <summary>
/// Draws plotly figures as PNG pictures, for viewers that run no scripts. All figures are drawn by one headless Chromium;
/// whatever goes wrong is in the result, because a notebook without pictures is better than no notebook.
/// </summary>
internal static class StaticPictures
{
    private static readonly TimeSpan StartUp = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EachFigure = TimeSpan.FromSeconds(10);

    /// <summary>Draws every figure once, in the order given.</summary>
    /// <param name="figures">Texts of plotly figures: objects with <c>data</c>, <c>layout</c> and, for animations, <c>frames</c>.</param>
    /// <param name="browser">Path of Chromium or Chrome; null looks on PATH.</param>
    /// <param name="plotly">Path of plotly.min.js; null looks in the repository.</param>
    /// <param name="limit">Time for all of them; null allows a minute and ten seconds for each.</param>
    /// <param name="cancellation">Stops the browser; what was drawn until then is returned.</param>
    public static async Task<StaticPictureSet> RenderAsync(
        IReadOnlyList<string> figures, string? browser = null, string? plotly = null, TimeSpan? limit = null, CancellationToken cancellation = default)
    {
        if (figures.Count == 0)
            return new StaticPictureSet([], null);
        browser ??= PictureTools.FindBrowser();
        plotly ??= PictureTools.FindPlotly();
        if (PictureTools.Missing(browser, plotly) is { } missing)
            return LeftOut(figures, missing);
        try
        {
            using var server = PictureServer.Start(plotly!, figures);
            using var page = HeadlessBrowser.Open(browser!, server.Address);
            var reason = await WaitAsync(server, page, limit ?? StartUp + (figures.Count * EachFigure), cancellation).ConfigureAwait(false);
            return new StaticPictureSet(server.Pictures(reason), null);
        }
        catch (Exception e) when (e is Win32Exception or HttpListenerException or IOException or UnauthorizedAccessException)
        {
            return LeftOut(figures, $"Static pictures were left out: '{browser}' could not be started: {e.Message.TrimEnd('.')}. Give the path of Chromium or Chrome.");
        }
    }

    /// <summary>Waits for the page, the end of the browser or of the time, and says what happened to figures that did not come back.</summary>
    private static async Task<string> WaitAsync(PictureServer server, HeadlessBrowser page, TimeSpan limit, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(limit);
        var exited = page.Exited(stop.Token);
        await Task.WhenAny(server.Done, exited).ConfigureAwait(false);
        var reason = server.Done.IsCompleted ? "the page passed over it."
            : exited.IsCompletedSuccessfully ? $"the browser ended early; its last words: {page.LastComplaint}"
            : cancellation.IsCancellationRequested ? "drawing was cancelled."
            : FormattableString.Invariant($"drawing took longer than {limit.TotalSeconds:0.#} s. Save again, or draw less data.");
        await stop.CancelAsync().ConfigureAwait(false);
        return reason;
    }

    private static StaticPictureSet LeftOut(IReadOnlyList<string> figures, string reason) =>
        new([.. figures.Select(_ => new StaticPicture(null, reason))], reason);
}
