using System.Text.Json.Nodes;

namespace Workbook.Tests.Kernel;

public class CompletionProtocolTests(SharedKernel kernel) : IClassFixture<SharedKernel>
{
    [Fact]
    public void A_completion_reply_has_jupyters_form()
    {
        kernel.Run("var coefficient = 1;");
        var reply = kernel.Ask("complete_request", new JsonObject { ["code"] = "var x = coeff", ["cursor_pos"] = 13 }).Reply;
        Assert.Equal("ok", reply["status"]!.ToString());
        Assert.Equal(["coefficient"], reply["matches"]!.AsArray().Select(m => m!.ToString()));
        Assert.Equal((8, 13), ((int)reply["cursor_start"]!, (int)reply["cursor_end"]!));
        var item = reply["metadata"]!["_jupyter_types_experimental"]!.AsArray().Single()!;
        Assert.Equal(("coefficient", "variable", "int coefficient"), (item["text"]!.ToString(), item["type"]!.ToString(), item["signature"]!.ToString()));
        Assert.Equal((8, 13), ((int)item["start"]!, (int)item["end"]!));
    }

    [Fact]
    public void Positions_on_the_wire_are_code_points()
    {
        const string Code = "var s = \"😀𝔸\"; s.Subs";
        var reply = kernel.Ask("complete_request", new JsonObject { ["code"] = Code, ["cursor_pos"] = Code.Length - 2 }).Reply;
        Assert.Contains("Substring", reply["matches"]!.AsArray().Select(m => m!.ToString()));
        Assert.Equal((16, 20), ((int)reply["cursor_start"]!, (int)reply["cursor_end"]!));
    }

    [Fact]
    public void An_inspection_reply_has_jupyters_form()
    {
        var reply = kernel.Ask("inspect_request", new JsonObject { ["code"] = "Math.Sqrt(2)", ["cursor_pos"] = 7, ["detail_level"] = 0 }).Reply;
        Assert.Equal(("ok", "true"), (reply["status"]!.ToString(), reply["found"]!.ToJsonString()));
        Assert.StartsWith("double Math.Sqrt(double d)", reply["data"]!["text/plain"]!.ToString());
        Assert.StartsWith("```csharp\ndouble Math.Sqrt(double d)\n```", reply["data"]!["text/markdown"]!.ToString());
    }

    [Fact]
    public void An_unknown_name_is_not_found()
    {
        var reply = kernel.Ask("inspect_request", new JsonObject { ["code"] = "nowhere", ["cursor_pos"] = 3 }).Reply;
        Assert.Equal(("ok", "false", "{}"), (reply["status"]!.ToString(), reply["found"]!.ToJsonString(), reply["data"]!.ToJsonString()));
    }

    [Fact]
    public void A_request_without_its_fields_finds_nothing_to_replace()
    {
        Assert.Equal("ok", kernel.Ask("complete_request", []).Reply["status"]!.ToString());
        Assert.Equal("false", kernel.Ask("inspect_request", []).Reply["found"]!.ToJsonString());
    }
}
