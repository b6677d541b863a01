using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The type of elements that nobody named.</summary>
    private static ScalarType DefaultType { get; set; } = ScalarType.Float32;

    /// <summary>The type of the elements of new tensors where none is named.</summary>
    public static ScalarType get_default_dtype() => DefaultType;

    /// <summary>Sets the type of the elements of new tensors where none is named.</summary>
    /// <param name="dtype">A type of real numbers.</param>
    /// <exception cref="ArgumentException">The type is not one of real numbers.</exception>
    public static void set_default_dtype(ScalarType dtype) => DefaultType = dtype.IsFloatingPoint()
        ? dtype
        : throw new ArgumentException($"The default type must be one of real numbers; {dtype} is not.", nameof(dtype));

    /// <summary>Sets how many threads an operation may use, in libtorch and in its linear algebra.</summary>
    /// <param name="num">At least 1.</param>
    public static void set_num_threads(int num) => Shim.SetThreads(num);

    /// <summary>How many threads an operation may use.</summary>
    public static int get_num_threads() => Shim.Threads();

    /// <summary>The type that libtorch itself would give a number, less that real numbers get the default type.</summary>
    private static ScalarType TypeOf(Scalar value) => value.Kind switch
    {
        Tag.Bool => ScalarType.Bool,
        Tag.Int => ScalarType.Int64,
        Tag.Complex => DefaultType == ScalarType.Float64 ? ScalarType.ComplexFloat64 : ScalarType.ComplexFloat32,
        _ => DefaultType,
    };

    /// <summary>Finishes a new tensor: it may be a leaf of the graph, and has no names.</summary>
    private static Tensor Leaf(Tensor made, bool requires_grad, string[]? names = null)
    {
        if (names is not null)
        {
            made.Dispose();
            throw new NotSupportedException("Axes with names are not supported: leave names out.");
        }
        if (requires_grad) made.requires_grad = true;
        return made;
    }

    private static Tensor Copied<T>(ReadOnlySpan<T> elements, long[] dimensions, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) where T : unmanaged
    {
        var count = dimensions.Aggregate(1L, (product, length) => product * length);
        if (count != elements.Length)
            throw new ArgumentException($"{elements.Length} elements do not fill the shape [{string.Join(", ", dimensions)}], which has {count}.");
        var type = ElementTypes.Of(typeof(T));
        var made = Aten.empty_memory_format.Call(dimensions, type, Arg.None, CPU);
        if (count > 0) MemoryMarshal.AsBytes(elements).CopyTo(made.bytes);
        if ((dtype ?? type) != type || (device ?? CPU).type != DeviceType.CPU) made = made.to(dtype ?? type, device ?? CPU, disposeAfter: true);
        return Leaf(made, requires_grad, names);
    }

    private static Tensor Copied<T>(IList<T> elements, long[] dimensions, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) where T : unmanaged => elements switch
    {
        T[] array => Copied<T>(array, dimensions, dtype, device, requires_grad, names),
        List<T> list => Copied<T>(CollectionsMarshal.AsSpan(list), dimensions, dtype, device, requires_grad, names),
        _ => Copied<T>([.. elements], dimensions, dtype, device, requires_grad, names),
    };

    /// <summary>An array of several axes: its elements lie in the order of a tensor's.</summary>
    private static Tensor Copied<T>(Array elements, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) where T : unmanaged
    {
        if (elements.Length == 0) return Copied<T>([], Lengths(elements), dtype, device, requires_grad, names);
        ref var first = ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(elements));
        return Copied<T>(MemoryMarshal.CreateReadOnlySpan(ref first, elements.Length), Lengths(elements), dtype, device, requires_grad, names);
    }

    private static long[] Lengths(Array elements) => [.. Enumerable.Range(0, elements.Rank).Select(axis => (long)elements.GetLength(axis))];
}
