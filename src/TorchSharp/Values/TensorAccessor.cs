using System.Collections;
using System.Runtime.InteropServices;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor on the processor, in the order of its indices.</summary>
/// <typeparam name="T">The C# type of the elements.</typeparam>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly torch.Tensor tensor;

    internal TensorAccessor(torch.Tensor tensor, bool isCopy = false) => (this.tensor, IsReadOnly) = (tensor, isCopy);

    /// <summary>Number of elements.</summary>
    public long Count => tensor.numel();

    /// <summary>Whether elements can only be read: those of a conjugated view, whose memory holds something else.</summary>
    public bool IsReadOnly { get; }

    /// <summary>One element.</summary>
    /// <param name="indices">Its index along each axis; negative ones count from the end.</param>
    /// <exception cref="ArgumentException">Not one index for each axis.</exception>
    /// <exception cref="IndexOutOfRangeException">An index is beyond its axis.</exception>
    public unsafe T this[params long[] indices]
    {
        get => ((T*)tensor.Memory("data", mustBeContiguous: false))[Offset(indices)];
        set => ((T*)Writable().Memory("data", mustBeContiguous: false))[Offset(indices)] = value;
    }

    /// <summary>The elements in a new array, row by row.</summary>
    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array.AsSpan());
        return array;
    }

    /// <summary>Copies the elements to an array.</summary>
    /// <param name="array">Where to.</param>
    /// <param name="arrayIndex">The first place to be filled.</param>
    /// <param name="tensorIndex">The first element to be copied.</param>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies the elements, as many as there is room for.</summary>
    /// <param name="array">Where to.</param>
    /// <param name="arrayIndex">The first place to be filled.</param>
    /// <param name="tensorIndex">The first element to be copied.</param>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        if (tensor.is_contiguous())
        {
            CopyContiguous(tensor, array[arrayIndex..], tensorIndex);
            return;
        }
        using var ordered = tensor.contiguous();
        CopyContiguous(ordered, array[arrayIndex..], tensorIndex);
    }

    private static void CopyContiguous(torch.Tensor tensor, Span<T> array, long tensorIndex)
    {
        var elements = MemoryMarshal.Cast<byte, T>(tensor.bytes)[checked((int)tensorIndex)..];
        elements[..Math.Min(elements.Length, array.Length)].CopyTo(array);
    }

    /// <summary>Writes elements.</summary>
    /// <param name="array">Where from.</param>
    /// <param name="arrayIndex">The first to be written.</param>
    /// <param name="tensorIndex">The first element to be overwritten.</param>
    /// <exception cref="NotSupportedException">The tensor is not contiguous.</exception>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0) =>
        array[arrayIndex..].CopyTo(MemoryMarshal.Cast<byte, T>(Writable().bytes)[checked((int)tensorIndex)..]);

    /// <inheritdoc cref="CopyFrom(ReadOnlySpan{T}, int, long)"/>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing is held: this is here so that code written for TorchSharp compiles.</summary>
    public void Dispose()
    {
    }

    private torch.Tensor Writable() =>
        IsReadOnly ? throw new NotSupportedException("These are the elements of a conjugated or negated view, which can only be read. Take clone() of it first.") : tensor;

    private long Offset(long[] indices)
    {
        var (shape, stride) = (tensor.shape, tensor.stride());
        if (indices.Length != shape.Length) throw new ArgumentException($"{indices.Length} indices were given for a tensor with {shape.Length} axes.");
        long offset = 0;
        for (var i = 0; i < shape.Length; i++)
        {
            var index = indices[i] < 0 ? indices[i] + shape[i] : indices[i];
            if (index < 0 || index >= shape[i]) throw new IndexOutOfRangeException($"Index {indices[i]} along axis {i}, whose length is {shape[i]}.");
            offset += index * stride[i];
        }
        return offset;
    }
}
