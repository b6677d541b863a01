using System.Text.Json.Nodes;

namespace Workbook.Kernel.Completion;

/// <summary>Completion and inspection as Jupyter's messages ask and answer them, with positions in code points.</summary>
internal static class CompletionReply
{
    /// <summary>Answers <c>complete_request</c>.</summary>
    public static JsonObject Complete(CellSession session, JsonObject request)
    {
        var (code, cursor) = CodeAndCursor(request);
        var found = session.Complete(code, cursor);
        var (start, end) = (CodePoints.FromUtf16(code, found.Start), CodePoints.FromUtf16(code, found.End));
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. found.Items.Select(i => (JsonNode)i.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. found.Items.Select(i => (JsonNode)new JsonObject
                {
                    ["start"] = start, ["end"] = end, ["text"] = i.Text, ["type"] = i.Kind, ["signature"] = i.Signature,
                })]),
            },
        };
    }

    /// <summary>Answers <c>inspect_request</c>.</summary>
    public static JsonObject Inspect(CellSession session, JsonObject request)
    {
        var (code, cursor) = CodeAndCursor(request);
        var detail = request["detail_level"]?.GetValueKind() == System.Text.Json.JsonValueKind.Number ? (int)request["detail_level"]!.GetValue<double>() : 0;
        var found = session.Inspect(code, cursor, detail);
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = found is not null,
            ["data"] = found is null ? new JsonObject() : new JsonObject { ["text/plain"] = found.Plain, ["text/markdown"] = found.Markdown },
            ["metadata"] = new JsonObject(),
        };
    }

    /// <summary>The text and the cursor in UTF-16 units; without a cursor, the end of the text.</summary>
    private static (string Code, int Cursor) CodeAndCursor(JsonObject request)
    {
        var code = request["code"]?.GetValueKind() == System.Text.Json.JsonValueKind.String ? request["code"]!.GetValue<string>() : "";
        return request["cursor_pos"] is JsonValue position && position.TryGetValue<double>(out var cursor)
            ? (code, CodePoints.ToUtf16(code, (int)cursor)) : (code, code.Length);
    }
}
