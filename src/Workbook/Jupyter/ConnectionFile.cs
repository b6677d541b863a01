using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbook.Notebooks;

namespace Workbook.Jupyter;

/// <summary>Where a front end wants to meet the kernel, and the key that both sign with: what a connection file says.</summary>
internal sealed record ConnectionFile
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private static readonly string[] Channels = ["shell", "control", "iopub", "stdin", "hb"];

    private readonly Dictionary<string, int> ports = [];

    private ConnectionFile(string host, byte[] key) => (Host, Key) = (host, key);

    /// <summary>An address of this machine, as an endpoint writes it.</summary>
    public string Host { get; }

    /// <summary>The key of the signatures; never empty.</summary>
    public byte[] Key { get; }

    /// <summary>Where a channel listens.</summary>
    /// <param name="channel"><c>shell</c>, <c>control</c>, <c>iopub</c>, <c>stdin</c> or <c>hb</c>.</param>
    public string Endpoint(string channel) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"tcp://{Host}:{ports[channel]}");

    /// <summary>Reads a connection file and makes it private to its owner.</summary>
    /// <param name="path">The file.</param>
    /// <param name="log">Where a warning goes when others could have read the key.</param>
    /// <exception cref="NotebookException">The file does not describe a connection that is safe to serve.</exception>
    public static ConnectionFile Read(string path, TextWriter log)
    {
        if (!File.Exists(path)) throw new NotebookException($"The connection file {path} does not exist. Jupyter writes it and gives its path to the kernel.");
        CheckMode(path, log);
        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>Reads the text of a connection file.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="path">What to call it in a refusal.</param>
    public static ConnectionFile Parse(string text, string path)
    {
        JsonObject json;
        try
        {
            json = JsonNode.Parse(text) as JsonObject ?? throw Refusal(path, "it is not a JSON object");
        }
        catch (JsonException e)
        {
            throw Refusal(path, $"it is not JSON ({e.Message.TrimEnd('.')})");
        }
        if ((json["transport"]?.ToString() ?? "tcp") is not "tcp" and var transport)
            throw Refusal(path, $"its transport is {transport}; only tcp on this machine is served");
        if ((json["signature_scheme"]?.ToString() ?? "hmac-sha256") is not "hmac-sha256" and var scheme)
            throw Refusal(path, $"its signature_scheme is {scheme}; only hmac-sha256 is served");
        var key = Encoding.UTF8.GetBytes(json["key"]?.ToString() ?? "");
        if (key.Length == 0)
            throw Refusal(path, "its key is empty, so that any program of this machine could run code here; let Jupyter choose a key (remove Session.key = b'' from its configuration)");

        var connection = new ConnectionFile(Loopback(json["ip"]?.ToString() ?? "127.0.0.1", path), key);
        foreach (var channel in Channels)
            connection.ports[channel] = json[channel + "_port"] is JsonValue value && value.TryGetValue(out int port) && port is > 0 and < 65_536
                ? port
                : throw Refusal(path, $"its {channel}_port is {json[channel + "_port"]?.ToJsonString() ?? "missing"}; it must be a port from 1 to 65535");
        if (connection.ports.Values.Distinct().Count() < Channels.Length) throw Refusal(path, "two channels share a port");
        return connection;
    }

    private static string Loopback(string host, string path)
    {
        if (host == "localhost") return "127.0.0.1";
        if (!IPAddress.TryParse(host, out var address) || !IPAddress.IsLoopback(address))
            throw Refusal(path, $"its ip is {host}, which others can reach; only this machine is served. Set ip to 127.0.0.1 and tunnel from elsewhere (ssh -L)");
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
    }

    private static void CheckMode(string path, TextWriter log)
    {
        if (OperatingSystem.IsWindows()) return;
        var mode = File.GetUnixFileMode(path);
        if ((mode & OthersWrite) != 0)
            throw Refusal(path, $"others may write it, and so choose the key; make it private with chmod 600 '{path}'");
        if ((mode & Others) == 0) return;
        // Some front ends write the file with the default mode into a private folder.
        File.SetUnixFileMode(path, mode & ~Others);
        log.WriteLine($"Others could read the key in {path}; it is private now. If people share this machine, end this kernel and start it with umask 077.");
    }

    private static NotebookException Refusal(string path, string reason) => new($"The connection file {path} is refused: {reason}.");
}
