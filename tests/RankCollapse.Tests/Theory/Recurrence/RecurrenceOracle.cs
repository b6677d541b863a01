using System.Text.Json;
using RankCollapse.Theory.Recurrence;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Tests.Theory.Recurrence;

/// <summary>The reference file of this topic, and banks that many tests use.</summary>
internal static class MemoryOracle
{
    private static readonly JsonElement File = ReferenceValues.Of("linear-rnn-universality");

    public static JsonElement Of(string name) => File.GetProperty(name);

    public static Complex[] Complexes(JsonElement pair) =>
        [.. pair.GetProperty("re").Numbers().Zip(pair.GetProperty("im").Numbers(), (re, im) => new Complex(re, im))];

    public static NodeBank Bank(JsonElement pair) => new("reference", Complexes(pair));

    /// <summary>A bank of given real nodes.</summary>
    public static NodeBank Real(params double[] nodes) => new("given", nodes.Select(node => new Complex(node, 0)));
}
