using System.Text.Json.Nodes;
using Workbook.Running;

namespace Workbook.Tests.Running;

public class ClaimEntryTests
{
    private static ClaimEntry Entry(string json) => new((JsonObject)JsonNode.Parse(json)!, "notebook", "cell", 1);

    [Theory]
    [InlineData("0.123456", "0.1235")]
    [InlineData("[1.5, 2.5]", "1.5 and 2.5")]
    [InlineData("true", "true")]
    [InlineData("\"B\"", "B")]
    [InlineData("null", "")]
    public void A_prediction_is_one_short_piece_of_text_in_the_ledger(string predicted, string text) =>
        Assert.Equal(text, Entry($$"""{"predicted": {{predicted}}}""").Text("predicted"));
}
