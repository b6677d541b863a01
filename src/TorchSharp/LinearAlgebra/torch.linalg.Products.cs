using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>The exponential of matrices.</summary>
        /// <param name="input">Matrices, shape [..., n, n].</param>
        public static Tensor matrix_exp(Tensor input) => Aten.linalg_matrix_exp.Call(input);

        /// <summary>The product of several matrices, in the order of multiplication that costs least.</summary>
        /// <param name="tensors">The matrices; the first and the last may be vectors.</param>
        public static Tensor multi_dot(IList<Tensor> tensors) => Aten.linalg_multi_dot.Call(tensors.ToArray());

        /// <summary>Cross products of vectors of length three.</summary>
        /// <param name="input">The left vectors.</param>
        /// <param name="other">The right vectors.</param>
        /// <param name="dim">The axis of length three.</param>
        public static Tensor cross(Tensor input, Tensor other, long dim = -1) => Aten.linalg_cross.Call(input, other, dim);

        /// <summary>Diagonals, as a view.</summary>
        /// <param name="input">Matrices, shape [..., m, n].</param>
        /// <param name="offset">Which diagonal: above the main one where positive, below it where negative.</param>
        /// <param name="dim1">The axis of the rows.</param>
        /// <param name="dim2">The axis of the columns.</param>
        public static Tensor diagonal(Tensor input, int offset = 0, int dim1 = -2, int dim2 = -1) => Aten.linalg_diagonal.Call(input, (long)offset, (long)dim1, (long)dim2);

        /// <summary>Vandermonde matrices: powers 0, 1, … of each number in a row.</summary>
        /// <param name="input">Numbers, shape [..., n].</param>
        /// <param name="N">How many powers; n when left out.</param>
        public static Tensor vander(Tensor input, long? N = null) => Aten.linalg_vander.Call(input, N);

        /// <summary>Inner products of vectors, the first of which is conjugated.</summary>
        /// <param name="x">The first vectors.</param>
        /// <param name="y">The second vectors.</param>
        /// <param name="dim">The axis to sum over.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor vecdot(Tensor x, Tensor y, long dim = -1, Tensor? @out = null) => Into(@out, Aten.linalg_vecdot.Call(x, y, dim));
    }
}
