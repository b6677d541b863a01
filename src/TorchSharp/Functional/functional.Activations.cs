using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The positive part: max(0, x).</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="inplace">Whether to overwrite <paramref name="x"/>.</param>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? Aten.relu_.InPlace(x) : Aten.relu.Call(x);

            /// <summary>x where positive, else a multiple of x.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="negative_slope">The multiple.</param>
            /// <param name="inplace">Whether to overwrite <paramref name="input"/>.</param>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? Aten.leaky_relu_.InPlace(input, negative_slope) : Aten.leaky_relu.Call(input, negative_slope);

            /// <summary>x where positive, else α(eˣ − 1).</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="alpha">Minus the limit at −∞.</param>
            /// <param name="inplace">Whether to overwrite <paramref name="x"/>.</param>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => inplace ? Aten.elu_.InPlace(x, alpha) : Aten.elu.Call(x, alpha);

            /// <summary>x times the normal distribution function of x.</summary>
            /// <param name="x">Any shape.</param>
            public static Tensor gelu(Tensor x) => gelu(x, Modules.GELU.Approximate.none);

            /// <inheritdoc cref="gelu(Tensor)"/>
            /// <param name="x">Any shape.</param>
            /// <param name="inplace">Whether to overwrite <paramref name="x"/>.</param>
            public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Modules.GELU.Approximate.none, inplace);

            /// <inheritdoc cref="gelu(Tensor)"/>
            /// <param name="x">Any shape.</param>
            /// <param name="approximate">Exact, or with a hyperbolic tangent in place of the distribution function.</param>
            /// <param name="inplace">Whether to overwrite <paramref name="x"/>.</param>
            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false)
            {
                var kind = approximate == Modules.GELU.Approximate.tanh ? "tanh" : "none";
                return inplace ? Aten.gelu_.InPlace(x, kind) : Aten.gelu.Call(x, kind);
            }

            /// <summary>x / (1 + e⁻ˣ).</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="inplace">Whether to overwrite <paramref name="x"/>.</param>
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? Aten.silu_.InPlace(x) : Aten.silu.Call(x);

            /// <summary>1 / (1 + e⁻ˣ).</summary>
            /// <param name="x">Any shape.</param>
            public static Tensor sigmoid(Tensor x) => Aten.sigmoid.Call(x);

            /// <inheritdoc cref="sigmoid(Tensor)"/>
            /// <param name="x">Any shape.</param>
            /// <param name="inplace">Whether to overwrite <paramref name="x"/>.</param>
            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? Aten.sigmoid_.InPlace(x) : Aten.sigmoid.Call(x);

            /// <summary>The hyperbolic tangent.</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="inplace">Whether to overwrite <paramref name="x"/>.</param>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? Aten.tanh_.InPlace(x) : Aten.tanh.Call(x);

            /// <summary>ln(1 + e^(βx)) / β: a smooth positive part.</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="beta">How sharp the bend at 0 is.</param>
            /// <param name="threshold">Where βx is above it, x itself is taken.</param>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => Aten.softplus.Call(x, beta, threshold);

            /// <summary>x, cut off at two bounds.</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="min_val">The lower bound.</param>
            /// <param name="max_val">The upper bound.</param>
            /// <param name="inplace">Whether to overwrite <paramref name="x"/>.</param>
            public static Tensor hardtanh(Tensor x, double min_val = -1, double max_val = 1, bool inplace = false) =>
                inplace ? Aten.hardtanh_.InPlace(x, min_val, max_val) : Aten.hardtanh.Call(x, min_val, max_val);

            /// <summary>Exponentials divided by their sum along an axis.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="dim">The axis.</param>
            /// <param name="dtype">Element type to convert to first.</param>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.softmax_int.Call(input, dim, dtype);

            /// <summary>Logarithms of <see cref="softmax"/>, without its overflow.</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="dim">The axis.</param>
            public static Tensor log_softmax(Tensor x, long dim) => Aten.log_softmax_int.Call(x, dim);
        }
    }
}
