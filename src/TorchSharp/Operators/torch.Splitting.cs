using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <inheritdoc cref="Tensor.vsplit(long[])"/>
    public static Tensor[] vsplit(Tensor input, long[] indices_or_sections) => input.vsplit(indices_or_sections);

    /// <inheritdoc cref="Tensor.hsplit(long[])"/>
    public static Tensor[] hsplit(Tensor input, long[] indices_or_sections) => input.hsplit(indices_or_sections);

    /// <inheritdoc cref="Tensor.dsplit(long[])"/>
    public static Tensor[] dsplit(Tensor input, long[] indices_or_sections) => input.dsplit(indices_or_sections);

    /// <summary>All tuples of elements, one of each vector, as rows.</summary>
    /// <param name="tensors">The vectors.</param>
    public static Tensor cartesian_prod(params Tensor[] tensors) => Aten.cartesian_prod.Call(tensors);

    /// <inheritdoc cref="cartesian_prod(Tensor[])"/>
    public static Tensor cartesian_prod(IList<Tensor> tensors) => cartesian_prod(tensors.ToArray());

    /// <summary>All choices of elements of a vector, as rows.</summary>
    /// <param name="input">The vector.</param>
    /// <param name="r">How many are chosen.</param>
    /// <param name="with_replacement">Whether an element may be chosen again.</param>
    public static Tensor combinations(Tensor input, int r = 2, bool with_replacement = false) => Aten.combinations.Call(input, r, with_replacement);

    /// <summary>Derivatives along each axis from central differences, one-sided at the ends.</summary>
    /// <param name="input">The values.</param>
    /// <param name="spacing">The distance of neighbours.</param>
    /// <param name="dim">The axis; all when left out.</param>
    /// <param name="edge_order">1 or 2: the order at the ends.</param>
    public static ICollection<Tensor> gradient(Tensor input, int spacing = 1, long? dim = null, int edge_order = 1) =>
        Aten.gradient_scalarint.CallList(input, (Scalar)spacing, dim, edge_order);

    /// <inheritdoc cref="Tensor.trapezoid(Tensor, long)"/>
    public static Tensor trapz(Tensor y, Tensor x, long dim = -1) => y.trapezoid(x, dim);

    /// <inheritdoc cref="Tensor.trapezoid(double, long)"/>
    public static Tensor trapz(Tensor y, double dx = 1, long dim = -1) => y.trapezoid(dx, dim);

    /// <summary>How many elements lie in each of equal bins, and the bounds of the bins.</summary>
    /// <param name="input">The elements.</param>
    /// <param name="bins">How many bins.</param>
    /// <param name="range">Where they begin and end; at the least and the greatest element when left out.</param>
    /// <param name="weight">What each element counts; 1 when left out.</param>
    /// <param name="density">Whether to divide by total and width, so that the integral is 1.</param>
    public static (Tensor hist, Tensor bin_edges) histogram(Tensor input, long bins, (double, double)? range = null, Tensor? weight = null, bool density = false) =>
        Aten.histogram_bin_ct.CallPair(input, bins, range is { } ends ? [ends.Item1, ends.Item2] : (double[]?)null, weight, density);

    /// <summary>How many elements lie in each bin, and the bounds of the bins.</summary>
    /// <param name="input">The elements.</param>
    /// <param name="bins">The ascending bounds of the bins.</param>
    /// <param name="weight">What each element counts; 1 when left out.</param>
    /// <param name="density">Whether to divide by total and width, so that the integral is 1.</param>
    public static (Tensor hist, Tensor bin_edges) histogram(Tensor input, Tensor bins, Tensor? weight = null, bool density = false) =>
        Aten.histogram_bins_tensor.CallPair(input, bins, weight, density);
}
