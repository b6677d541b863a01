using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Numbers from a start up to, but without, a stop. They are whole numbers when start, stop and step are.</summary>
    /// <param name="start">The first.</param>
    /// <param name="stop">The bound.</param>
    /// <param name="step">From one to the next.</param>
    /// <param name="dtype">What the elements are.</param>
    /// <param name="device">Where the tensor lives.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var areWhole = start.Kind == Tag.Int && stop.Kind == Tag.Int && step.Kind == Tag.Int;
        return Leaf(Aten.arange_start_step.Call(start, stop, step, dtype ?? (areWhole ? ScalarType.Int64 : DefaultType), Arg.None, device), requires_grad);
    }

    /// <inheritdoc cref="arange(Scalar, Scalar, Scalar, ScalarType?, Device, bool)"/>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <inheritdoc cref="arange(Scalar, Scalar, Scalar, ScalarType?, Device, bool)"/>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>Equally spaced numbers, the ends included.</summary>
    /// <param name="start">The first.</param>
    /// <param name="end">The last.</param>
    /// <param name="steps">How many.</param>
    /// <param name="dtype">What the elements are.</param>
    /// <param name="device">Where the tensor lives.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Leaf(Aten.linspace.Call(start, end, steps, dtype ?? DefaultType, Arg.None, device), requires_grad);

    /// <summary>Powers of a base whose exponents are equally spaced, the ends included.</summary>
    /// <param name="start">The first exponent.</param>
    /// <param name="end">The last exponent.</param>
    /// <param name="steps">How many.</param>
    /// <param name="base">The base.</param>
    /// <param name="dtype">What the elements are.</param>
    /// <param name="device">Where the tensor lives.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Leaf(Aten.logspace.Call(start, end, steps, @base, dtype ?? DefaultType, Arg.None, device), requires_grad);

    /// <summary>Ones on the diagonal and zeros elsewhere.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns; as many as rows when -1.</param>
    /// <param name="dtype">What the elements are.</param>
    /// <param name="device">Where the tensor lives.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    /// <param name="names">Must be null: axes with names are not supported.</param>
    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Leaf(Aten.eye_m.Call(rows, columns == -1 ? rows : columns, dtype ?? DefaultType, Arg.None, device), requires_grad, names);

    /// <summary>A new tensor with given steps from one index to the next; its elements are whatever the memory held.</summary>
    /// <param name="size">Length of each axis.</param>
    /// <param name="strides">Elements from one index to the next, for each axis.</param>
    /// <param name="dtype">What the elements are.</param>
    /// <param name="device">Where the tensor lives.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    /// <param name="names">Must be null: axes with names are not supported.</param>
    public static Tensor empty_strided(long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Leaf(Aten.empty_strided.Call(size, strides, dtype ?? DefaultType, Arg.None, device), requires_grad, names);

    /// <summary>A complex tensor from its real and imaginary parts.</summary>
    /// <param name="real">Real parts.</param>
    /// <param name="imag">Imaginary parts, of the same type.</param>
    public static Tensor complex(Tensor real, Tensor imag) => Aten.complex.Call(real, imag);

    /// <summary>A complex tensor from moduli and angles.</summary>
    /// <param name="abs">Moduli.</param>
    /// <param name="angle">Angles in radians.</param>
    public static Tensor polar(Tensor abs, Tensor angle) => Aten.polar.Call(abs, angle);

    /// <summary>Row and column indices of a matrix's lower triangle, as two rows.</summary>
    /// <param name="row">Rows of the matrix.</param>
    /// <param name="col">Columns of the matrix.</param>
    /// <param name="offset">The last diagonal that belongs to it; 0 is the main one.</param>
    /// <param name="dtype">What the indices are.</param>
    /// <param name="device">Where the tensor lives.</param>
    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Aten.tril_indices.Call(row, col, offset, dtype, Arg.None, device);

    /// <summary>Row and column indices of a matrix's upper triangle, as two rows.</summary>
    /// <param name="row">Rows of the matrix.</param>
    /// <param name="col">Columns of the matrix.</param>
    /// <param name="offset">The first diagonal that belongs to it; 0 is the main one.</param>
    /// <param name="dtype">What the indices are.</param>
    /// <param name="device">Where the tensor lives.</param>
    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Aten.triu_indices.Call(row, col, offset, dtype, Arg.None, device);

    /// <summary>The coordinates of a grid, one tensor for each of its axes.</summary>
    /// <param name="tensors">The points along each axis.</param>
    /// <param name="indexing"><c>ij</c>: the first tensor runs along rows; <c>xy</c>: along columns.</param>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => Aten.meshgrid_indexing.CallList(tensors.ToArray(), indexing);
}
