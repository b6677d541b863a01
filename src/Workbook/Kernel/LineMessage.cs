using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Kernel;

/// <summary>A message of the Jupyter protocol as one line of JSON: the protocol's four parts and the channel it belongs to.</summary>
/// <param name="Channel"><c>shell</c>, <c>control</c>, <c>iopub</c> or <c>stdin</c>.</param>
/// <param name="Type">For example <c>execute_request</c>.</param>
/// <param name="Id">The message's own id.</param>
/// <param name="Parent">The header of the request that this answers; null in a request.</param>
/// <param name="Header">This message's header.</param>
/// <param name="Content">What the message says.</param>
internal sealed record LineMessage(string Channel, string Type, string Id, JsonObject? Parent, JsonObject Header, JsonObject Content)
{
    /// <summary>The version of the Jupyter messaging protocol whose contents are used.</summary>
    public const string ProtocolVersion = "5.3";

    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    /// <summary>A member that occurs twice has two meanings; such a message has none.</summary>
    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly string Session = Guid.NewGuid().ToString("N");

    /// <summary>Id of the request that this message answers; null in a request.</summary>
    public string? ParentId => Parent?["msg_id"]?.ToString();

    /// <summary>Where the sender is to be found, for transports that have several; a reply goes back there.</summary>
    public IReadOnlyList<byte[]> Route { get; init; } = [];

    /// <summary>A text of the content; empty when it is not there.</summary>
    public string Text(string name) => Content[name]?.ToString() ?? "";

    /// <summary>Whether a member of the content is true.</summary>
    public bool Is(string name) => Content[name]?.GetValueKind() == JsonValueKind.True;

    /// <summary>The reply to this request, on the channel it came on.</summary>
    public LineMessage Reply(JsonObject content) =>
        Create(Channel, Type.Replace("_request", "_reply", StringComparison.Ordinal), content, Header) with { Route = Route };

    /// <summary>A new message.</summary>
    public static LineMessage Create(string channel, string type, JsonObject content, JsonObject? parent = null)
    {
        var id = Guid.NewGuid().ToString("N");
        var header = new JsonObject
        {
            ["msg_id"] = id, ["msg_type"] = type, ["session"] = Session, ["username"] = "workbook",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", System.Globalization.CultureInfo.InvariantCulture), ["version"] = ProtocolVersion,
        };
        return new LineMessage(channel, type, id, parent, header, content);
    }

    /// <summary>The message as UTF-8, with the line end.</summary>
    public byte[] ToLine()
    {
        var json = new JsonObject
        {
            ["channel"] = Channel, ["header"] = Header.DeepClone(), ["parent_header"] = Parent?.DeepClone() ?? new JsonObject(),
            ["metadata"] = new JsonObject(), ["content"] = Content,
        };
        var line = JsonSerializer.SerializeToUtf8Bytes(json, Writing);
        Array.Resize(ref line, line.Length + 1);
        line[^1] = (byte)'\n';
        return line;
    }

    /// <summary>Reads a line.</summary>
    /// <returns>Null when the line is not a message of this form.</returns>
    public static LineMessage? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line, documentOptions: Strict) is JsonObject json
                && json["header"] is JsonObject header && IsText(header["msg_type"]) && IsText(header["msg_id"]) && (json["channel"] is null || IsText(json["channel"]))
                ? new LineMessage(json["channel"]?.ToString() ?? "shell", header["msg_type"]!.ToString(), header["msg_id"]!.ToString(),
                    json["parent_header"] as JsonObject, header, json["content"] as JsonObject ?? [])
                : null;
        }
        catch (Exception e) when (IsMalformed(e))
        {
            return null;
        }
    }

    /// <summary>Whether reading JSON failed because of the text: InvalidOperationException stands for half a surrogate pair.</summary>
    public static bool IsMalformed(Exception e) => e is JsonException or InvalidOperationException;

    /// <summary>Whether a member is there and a text.</summary>
    public static bool IsText(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String;
}
