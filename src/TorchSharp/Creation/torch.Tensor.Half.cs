namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor with a copy of numbers of half precision: one number, an array of one to four axes, or a list with the lengths of its axes.</summary>
    public static Tensor tensor(IList<Half> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copied(rawArray, dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <inheritdoc cref="tensor(IList{Half}, ReadOnlySpan{long}, ScalarType?, Device, bool, string[])"/>
    public static Tensor tensor(Half[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copied<Half>(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <inheritdoc cref="tensor(IList{Half}, ReadOnlySpan{long}, ScalarType?, Device, bool, string[])"/>
    public static Tensor tensor(Half[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copied<Half>(rawArray, dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <inheritdoc cref="tensor(IList{Half}, ReadOnlySpan{long}, ScalarType?, Device, bool, string[])"/>
    public static Tensor tensor(IList<Half> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copied(rawArray, [rawArray.Count], dtype, device, requires_grad, names);

    /// <inheritdoc cref="tensor(IList{Half}, ReadOnlySpan{long}, ScalarType?, Device, bool, string[])"/>
    public static Tensor tensor(IList<Half> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copied(rawArray, [rows, columns], dtype, device, requires_grad, names);

    /// <inheritdoc cref="tensor(IList{Half}, ReadOnlySpan{long}, ScalarType?, Device, bool, string[])"/>
    public static Tensor tensor(IList<Half> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copied(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <inheritdoc cref="tensor(IList{Half}, ReadOnlySpan{long}, ScalarType?, Device, bool, string[])"/>
    public static Tensor tensor(IList<Half> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copied(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <inheritdoc cref="tensor(IList{Half}, ReadOnlySpan{long}, ScalarType?, Device, bool, string[])"/>
    public static Tensor tensor(Half[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copied<Half>(rawArray, dtype, device, requires_grad, names);

    /// <inheritdoc cref="tensor(IList{Half}, ReadOnlySpan{long}, ScalarType?, Device, bool, string[])"/>
    public static Tensor tensor(Half[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copied<Half>(rawArray, dtype, device, requires_grad, names);

    /// <inheritdoc cref="tensor(IList{Half}, ReadOnlySpan{long}, ScalarType?, Device, bool, string[])"/>
    public static Tensor tensor(Half[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copied<Half>(rawArray, dtype, device, requires_grad, names);
}
