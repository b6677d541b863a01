using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>Fills a tensor with numbers drawn evenly between two bounds.</summary>
            /// <param name="tensor">The tensor.</param>
            /// <param name="low">The lower bound.</param>
            /// <param name="high">The upper bound.</param>
            /// <param name="generator">Where to draw from.</param>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
            {
                using var off = WithoutGradients.Open();
                return Aten.uniform_.InPlace(tensor, low, high, generator);
            }

            /// <summary>Fills a tensor with normally distributed numbers.</summary>
            /// <param name="tensor">The tensor.</param>
            /// <param name="mean">Their mean.</param>
            /// <param name="std">Their standard deviation.</param>
            /// <param name="generator">Where to draw from.</param>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
            {
                using var off = WithoutGradients.Open();
                return Aten.normal_.InPlace(tensor, mean, std, generator);
            }

            /// <summary>Fills a tensor with normally distributed numbers, conditioned to lie between two bounds.</summary>
            /// <param name="tensor">The tensor.</param>
            /// <param name="mean">Mean before the condition.</param>
            /// <param name="std">Standard deviation before the condition.</param>
            /// <param name="a">The lower bound.</param>
            /// <param name="b">The upper bound.</param>
            /// <param name="generator">Where to draw from.</param>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
            {
                using var off = WithoutGradients.Open();
                // Even numbers between the distribution function's values at the bounds, through its inverse.
                var (low, high) = (ErrorFunction((a - mean) / std / Math.Sqrt(2)), ErrorFunction((b - mean) / std / Math.Sqrt(2)));
                Aten.uniform_.Do(tensor, low, high, generator);
                Aten.erfinv_.Do(tensor);
                Aten.mul__Scalar.Do(tensor, std * Math.Sqrt(2));
                Aten.add__Scalar.Do(tensor, mean);
                // Rounding may have carried numbers a little beyond a bound.
                Scalar lower = a, upper = b;
                return Aten.clamp_.InPlace(tensor, lower, upper);
            }

            /// <summary>Turns a tensor, its trailing axes taken as one, into a matrix with orthonormal rows or columns, drawn evenly.</summary>
            /// <param name="tensor">At least two axes.</param>
            /// <param name="gain">Factor of the result.</param>
            /// <exception cref="ArgumentException">Fewer axes.</exception>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1)
            {
                if (tensor.ndim < 2) throw new ArgumentException($"An orthogonal matrix needs at least two axes; this tensor has the shape [{string.Join(", ", tensor.shape)}].", nameof(tensor));
                if (tensor.numel() == 0) return tensor;
                using var off = WithoutGradients.Open();
                long[] shape = tensor.shape, matrix = [shape[0], tensor.numel() / shape[0]];
                using var drawn = Aten.empty_memory_format.Call(matrix, tensor.dtype, Arg.None, tensor.device);
                Aten.normal_.Do(drawn, 0.0, 1.0, Arg.None);
                var isWide = matrix[0] < matrix[1];
                using var tall = isWide ? Aten.transpose_int.Call(drawn, 0, 1) : Aten.alias.Call(drawn);
                var (q, r) = Aten.linalg_qr.CallPair(tall, "reduced");
                using var diagonal = Aten.diagonal.Call(r);
                using var signs = Aten.sign.Call(diagonal);
                // Without it the distribution would not be even: the decomposition alone prefers some signs.
                Aten.mul__Tensor.Do(q, signs);
                using var turned = isWide ? Aten.transpose_int.Call(q, 0, 1) : Aten.alias.Call(q);
                using var result = Aten.reshape.Call(turned, shape);
                tensor.copy_(result);
                q.Dispose();
                r.Dispose();
                return Aten.mul__Scalar.InPlace(tensor, gain);
            }

            private static double ErrorFunction(double x)
            {
                using var argument = Aten.full.Call(Array.Empty<long>(), x, ScalarType.Float64, Arg.None, CPU);
                using var result = Aten.erf.Call(argument);
                return result.item<double>();
            }
        }
    }
}
