using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Modules;

/// <summary>What Python's torch computes, from Reference/modules.py, and the inputs that both sides share.</summary>
internal static class ModuleReference
{
    public static JsonElement Root { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", "modules.json"))).RootElement;

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(v => v.GetDouble())];

    /// <summary>Sines of equally spaced arguments.</summary>
    public static Tensor Wave(long[] shape, double phase = 0)
    {
        var count = shape.Aggregate(1L, (a, b) => a * b);
        return tensor([.. Enumerable.Range(1, (int)count).Select(i => Math.Sin(0.7 * i + phase))], shape, float64);
    }

    public static double[] Flat(this Tensor tensor) => tensor.detach().to(float64).data<double>().ToArray();

    public static void AssertClose(double[] expected, Tensor actual, string what, double tolerance = 1e-9) => AssertClose(expected, actual.Flat(), what, tolerance);

    public static void AssertClose(double[] expected, double[] actual, string what, double tolerance = 1e-9)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {actual.Length} numbers instead of {expected.Length}.");
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i])), $"{what}: number {i} is {actual[i]:r} instead of {expected[i]:r}.");
    }
}
