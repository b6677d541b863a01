using System.Text.Json.Nodes;
using RankCollapse.Figures;

namespace RankCollapse.Tests.Figures;

/// <summary>Reads figures back as plotly would: from their JSON alone.</summary>
internal static class FigureReader
{
    public static JsonObject Json(this Figure figure) => JsonNode.Parse(figure.ToJson())!.AsObject();

    public static JsonObject Layout(this Figure figure) => figure.Json()["layout"]!.AsObject();

    public static JsonObject[] Traces(this Figure figure) => [.. figure.Json()["data"]!.AsArray().Select(t => t!.AsObject())];

    public static JsonObject[] Annotations(this Figure figure) => [.. figure.Layout()["annotations"]!.AsArray().Select(t => t!.AsObject())];

    public static double?[] Numbers(this JsonNode? array) => [.. array!.AsArray().Select(v => v is null ? (double?)null : v.GetValue<double>())];

    public static string Text(this JsonNode? node) => node!.GetValue<string>();

    public static double Number(this JsonNode? node) => node!.GetValue<double>();

    public static double[] Steps(int count) => [.. Enumerable.Range(0, count).Select(k => (double)k)];
}
