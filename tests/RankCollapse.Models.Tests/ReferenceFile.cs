using System.Text.Json;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests;

/// <summary>Oracle values from independent derivations, stored as JSON beside the tests with their definitions.</summary>
internal static class ReferenceFile
{
    public static JsonElement Of(string topic) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", topic + ".json"))).RootElement;

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetDouble())];

    public static Tensor ToTensor(this JsonElement rows)
    {
        double[][] all = [.. rows.EnumerateArray().Select(row => row.Numbers())];
        return tensor([.. all.SelectMany(row => row)], [all.Length, all[0].Length], dtype: float64);
    }
}
