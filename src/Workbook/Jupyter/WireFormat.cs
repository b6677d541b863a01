using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbook.Kernel;

namespace Workbook.Jupyter;

/// <summary>
/// Messages as parts of a ZeroMQ message: identities, a delimiter, the signature, header, parent header, metadata, content, and buffers,
/// which are not used here.
/// </summary>
internal sealed class WireFormat(MessageSigner signer)
{
    private const int SignedParts = 4;

    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] Empty = "{}"u8.ToArray();
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The parts of a message.</summary>
    public byte[][] Write(LineMessage message)
    {
        var signed = new[] { Bytes(message.Header), message.Parent is null ? Empty : Bytes(message.Parent), Empty, Bytes(message.Content) };
        // On iopub the first part is what listeners filter by; they take everything.
        var route = message.Channel == "iopub" ? [Encoding.UTF8.GetBytes(message.Type)] : message.Route;
        return [.. route, Delimiter, signer.Sign(signed), .. signed];
    }

    /// <summary>Reads a message that came on a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="frames">The parts.</param>
    /// <param name="refusal">Why the message is not taken; null when it is. Nothing of a message is read before its signature is.</param>
    /// <returns>Null when the message is not taken.</returns>
    public LineMessage? Read(string channel, List<byte[]> frames, out string? refusal)
    {
        var delimiter = frames.FindIndex(f => f.AsSpan().SequenceEqual(Delimiter));
        if (delimiter < 0 || frames.Count < delimiter + 2 + SignedParts)
        {
            refusal = "malformed";
            return null;
        }
        var signed = frames.GetRange(delimiter + 2, SignedParts);
        refusal = signer.Refuse(frames[delimiter + 1], signed);
        if (refusal is not null) return null;
        try
        {
            if (Json(signed[0]) is { } header && Json(signed[1]) is { } parent && Json(signed[3]) is { } content
                && LineMessage.IsText(header["msg_type"]) && LineMessage.IsText(header["msg_id"]))
                return new LineMessage(channel, header["msg_type"]!.ToString(), header["msg_id"]!.ToString(), parent, header, content)
                {
                    Route = frames.GetRange(0, delimiter),
                };
        }
        catch (Exception e) when (LineMessage.IsMalformed(e))
        {
            // Said below.
        }
        refusal = "malformed";
        return null;
    }

    private static byte[] Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, Writing);

    private static JsonObject? Json(byte[] bytes) => JsonNode.Parse(bytes, documentOptions: LineMessage.Strict) as JsonObject;
}
