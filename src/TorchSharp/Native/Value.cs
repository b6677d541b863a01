using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>What a <see cref="Value"/> holds; the shim has the same list.</summary>
internal enum Tag
{
    /// <summary>Nothing: Python's None.</summary>
    None,

    /// <summary>A tensor.</summary>
    Tensor,

    /// <summary>A whole number, or an enumeration.</summary>
    Int,

    /// <summary>A real number.</summary>
    Double,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A complex number.</summary>
    Complex,

    /// <summary>A string of UTF-8 bytes.</summary>
    String,

    /// <summary>A device.</summary>
    Device,

    /// <summary>A generator of random numbers.</summary>
    Generator,

    /// <summary>Tensors.</summary>
    TensorList,

    /// <summary>Whole numbers.</summary>
    IntList,

    /// <summary>Real numbers.</summary>
    DoubleList,

    /// <summary>Truth values.</summary>
    BoolList,

    /// <summary>Tensors, of which some may be absent.</summary>
    OptionalTensorList,

    /// <summary>The default that the operator's schema names.</summary>
    Default,
}

/// <summary>One argument or result as the shim sees it: 24 bytes, laid out as in <c>native/shim.h</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal unsafe struct Value
{
    /// <summary>What it holds.</summary>
    [FieldOffset(0)] public Tag Tag;

    /// <summary>Length of a list or string; index of a device.</summary>
    [FieldOffset(4)] public int Length;

    /// <summary>A whole number; also a truth value, and the type of a device.</summary>
    [FieldOffset(8)] public long Integer;

    /// <summary>A real number, or the real part.</summary>
    [FieldOffset(8)] public double Number;

    /// <summary>A handle, or the first element of a list.</summary>
    [FieldOffset(8)] public void* Pointer;

    /// <summary>The imaginary part; for a tensor that comes back, the bytes that only it owns.</summary>
    [FieldOffset(16)] public double Extra;
}

/// <summary>What the shim tells of a tensor.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TensorInfo
{
    /// <summary>Number of elements.</summary>
    public long Count;

    /// <summary>Number of axes.</summary>
    public long Dimensions;

    /// <summary>Length of each axis; valid while the tensor lives and keeps its shape.</summary>
    public long* Sizes;

    /// <summary>Elements from one index to the next, for each axis; valid as long as <see cref="Sizes"/>.</summary>
    public long* Strides;

    /// <summary>Element type.</summary>
    public int Type;

    /// <summary>Kind of device.</summary>
    public int DeviceType;

    /// <summary>Which device of that kind; -1 where there is but one.</summary>
    public int DeviceIndex;

    /// <summary>Whether gradients are recorded.</summary>
    public int RequiresGrad;

    /// <summary>Whether no operation produced it.</summary>
    public int IsLeaf;

    /// <summary>Whether the elements lie in the order of the indices.</summary>
    public int IsContiguous;

    /// <summary>Whether memory holds the conjugate or the negative of the elements: conj() and imag leave that to whoever reads.</summary>
    public int IsPending;
}
