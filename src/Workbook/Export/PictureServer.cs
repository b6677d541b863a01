using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Workbook.Export;

/// <summary>Gives the browser the page, plotly.js and the figures, on this machine's own address alone, and takes the pictures.</summary>
internal sealed class PictureServer : IDisposable
{
    private const int AttemptsToFindAPort = 10;

    private readonly HttpListener listener;
    private readonly string plotly;
    private readonly IReadOnlyList<string> figures;
    private readonly StaticPicture?[] pictures;
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PictureServer(HttpListener listener, string address, string plotly, IReadOnlyList<string> figures)
    {
        this.listener = listener;
        Address = address;
        this.plotly = plotly;
        this.figures = figures;
        pictures = new StaticPicture?[figures.Count];
        _ = Serve();
    }

    /// <summary>The page; its path holds a secret, so that no other program of this machine can send pictures.</summary>
    public string Address { get; }

    /// <summary>Completes when the page has been through all figures.</summary>
    public Task Done => done.Task;

    /// <summary>Starts to listen on a free port.</summary>
    public static PictureServer Start(string plotly, IReadOnlyList<string> figures)
    {
        for (var attempt = 1; ; attempt++)
        {
            var address = $"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}/{RandomNumberGenerator.GetHexString(32)}/";
            var listener = new HttpListener();
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return new PictureServer(listener, address, plotly, figures);
            }
            catch (HttpListenerException) when (attempt < AttemptsToFindAPort)
            {
                listener.Close(); // another program took the port in between
            }
        }
    }

    /// <summary>What came back for each figure; those that did not come back get the given reason.</summary>
    public IReadOnlyList<StaticPicture> Pictures(string missing)
    {
        lock (pictures)
            return [.. pictures.Select(picture => picture ?? new StaticPicture(null, missing))];
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => listener.Close();

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task Serve()
    {
        while (listener.IsListening)
        {
            try
            {
                await Answer(await listener.GetContextAsync().ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The browser broke off a request, or this server was closed.
            }
        }
    }

    private async Task Answer(HttpListenerContext context)
    {
        var parts = context.Request.Url!.AbsolutePath.Split('/')[2..];
        using var response = context.Response;
        switch (context.Request.HttpMethod, parts)
        {
            case ("GET", [""]):
                await Send(response, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(PicturePage.Html(figures.Count))).ConfigureAwait(false);
                break;
            case ("GET", ["plotly.min.js"]):
                await Send(response, "text/javascript; charset=utf-8", await File.ReadAllBytesAsync(plotly).ConfigureAwait(false)).ConfigureAwait(false);
                break;
            case ("GET", ["figure", var figure]) when Index(figure) is { } index:
                await Send(response, "application/json", Encoding.UTF8.GetBytes(figures[index])).ConfigureAwait(false);
                break;
            case ("POST", ["picture", var figure, var width, var height]) when Index(figure) is { } index:
                var pixels = await Body(context).ConfigureAwait(false);
                Set(index, new StaticPicture(PngEncoder.Encode(pixels, Number(width), Number(height)), null));
                break;
            case ("POST", ["problem", var figure]) when Index(figure) is { } index:
                Set(index, new StaticPicture(null, Encoding.UTF8.GetString(await Body(context).ConfigureAwait(false))));
                break;
            case ("POST", ["done"]):
                done.TrySetResult();
                break;
            default:
                response.StatusCode = (int)HttpStatusCode.NotFound;
                break;
        }
    }

    private void Set(int index, StaticPicture picture)
    {
        lock (pictures)
            pictures[index] = picture;
    }

    private int? Index(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < figures.Count ? index : null;

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static async Task Send(HttpListenerResponse response, string type, byte[] content)
    {
        response.ContentType = type;
        response.ContentLength64 = content.Length;
        await response.OutputStream.WriteAsync(content).ConfigureAwait(false);
    }

    private static async Task<byte[]> Body(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body).ConfigureAwait(false);
        return body.ToArray();
    }
}
