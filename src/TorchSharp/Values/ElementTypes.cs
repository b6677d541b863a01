using System.Numerics;

namespace TorchSharp;

/// <summary>What the element types are in C#.</summary>
internal static class ElementTypes
{
    private static readonly Dictionary<Type, torch.ScalarType> Types = new()
    {
        [typeof(byte)] = torch.ScalarType.Byte, [typeof(sbyte)] = torch.ScalarType.Int8, [typeof(short)] = torch.ScalarType.Int16,
        [typeof(int)] = torch.ScalarType.Int32, [typeof(long)] = torch.ScalarType.Int64, [typeof(Half)] = torch.ScalarType.Float16,
        [typeof(float)] = torch.ScalarType.Float32, [typeof(double)] = torch.ScalarType.Float64, [typeof(bool)] = torch.ScalarType.Bool,
        [typeof((float, float))] = torch.ScalarType.ComplexFloat32, [typeof(Complex)] = torch.ScalarType.ComplexFloat64,
    };

    /// <summary>The element type that a C# type is stored as.</summary>
    /// <exception cref="NotSupportedException">No tensor holds such elements.</exception>
    public static torch.ScalarType Of(Type type) => Types.TryGetValue(type, out var found)
        ? found
        : throw new NotSupportedException($"No tensor holds elements of type {type}. Use one of: {string.Join(", ", Types.Keys.Select(t => t.Name))}.");

    /// <summary>Bytes of one element.</summary>
    public static int Bytes(this torch.ScalarType type) => type switch
    {
        torch.ScalarType.Byte or torch.ScalarType.Int8 or torch.ScalarType.Bool => 1,
        torch.ScalarType.Int16 or torch.ScalarType.Float16 or torch.ScalarType.BFloat16 => 2,
        torch.ScalarType.Int32 or torch.ScalarType.Float32 => 4,
        torch.ScalarType.ComplexFloat64 => 16,
        _ => 8,
    };

    /// <summary>Whether elements have an imaginary part.</summary>
    public static bool IsComplex(this torch.ScalarType type) => type is torch.ScalarType.ComplexFloat32 or torch.ScalarType.ComplexFloat64;

    /// <summary>Whether elements are real numbers of some precision.</summary>
    public static bool IsFloatingPoint(this torch.ScalarType type) =>
        type is torch.ScalarType.Float16 or torch.ScalarType.Float32 or torch.ScalarType.Float64 or torch.ScalarType.BFloat16;

    /// <summary>Whether elements are whole numbers.</summary>
    public static bool IsIntegral(this torch.ScalarType type) =>
        type is torch.ScalarType.Byte or torch.ScalarType.Int8 or torch.ScalarType.Int16 or torch.ScalarType.Int32 or torch.ScalarType.Int64;
}
