using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Reference;

/// <summary>Numbers that PyTorch computed, from a file that a script in this folder wrote.</summary>
internal sealed class ReferenceTable
{
    private readonly JsonElement root;

    public ReferenceTable(string file) => root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reference", file))).RootElement;

    /// <summary>What lies under a path of names.</summary>
    public JsonElement At(params string[] path) => path.Aggregate(root, (element, name) => element.GetProperty(name));

    /// <summary>The tensor under a path of names.</summary>
    public Tensor Read(params string[] path) => Read(At(path));

    public static Tensor Read(JsonElement element)
    {
        var numbers = element.GetProperty("data").EnumerateArray().Select(Number).ToArray();
        var type = Type(element.GetProperty("dtype").GetString()!);
        var shape = element.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64()).ToArray();
        if (type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64) return view_as_complex(tensor(numbers, [.. shape, 2])).to(type);
        return tensor(numbers, shape, type);
    }

    /// <summary>Compares a tensor with the numbers of a path: element type and shape exactly, numbers as closely as their precision promises.</summary>
    /// <returns>What differs; null when nothing does.</returns>
    public static string? Difference(Tensor actual, JsonElement element)
    {
        using var scope = NewDisposeScope();
        var expected = Read(element);
        if (actual.dtype != expected.dtype) return $"type {actual.dtype} instead of {expected.dtype}";
        if (!actual.shape.SequenceEqual(expected.shape)) return $"shape [{string.Join(", ", actual.shape)}] instead of [{string.Join(", ", expected.shape)}]";
        var isExact = !actual.is_floating_point() && !actual.is_complex();
        // Same library and same kernels: what is left is the order of sums, a few units in the last place of sums of some dozen terms.
        var tolerance = isExact ? 0 : actual.dtype is ScalarType.Float32 or ScalarType.ComplexFloat32 ? 1e-6 : 1e-13;
        var close = actual.detach().isclose(expected, tolerance, tolerance, true);
        return close.all().item<bool>() ? null : $"{actual.detach().resolve_conj().npstr("g17")} instead of {expected.npstr("g17")}";
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetString() switch
    {
        "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, "nan" => double.NaN,
        var text => double.Parse(text!, CultureInfo.InvariantCulture),
    };

    private static ScalarType Type(string name) => name switch
    {
        "float32" => ScalarType.Float32, "float64" => ScalarType.Float64, "int64" => ScalarType.Int64, "int32" => ScalarType.Int32, "bool" => ScalarType.Bool,
        "complex64" => ScalarType.ComplexFloat32, "complex128" => ScalarType.ComplexFloat64,
        _ => throw new ArgumentException($"The reference names the element type {name}, which this table does not know."),
    };
}
