using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>max(0, x).</summary>
        /// <param name="inplace">Whether to overwrite the input.</param>
        public static ReLU ReLU(bool inplace = false) => new(inplace);

        /// <summary>x where positive, else a multiple of x.</summary>
        /// <param name="negative_slope">The multiple.</param>
        /// <param name="inplace">Whether to overwrite the input.</param>
        public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);

        /// <summary>x where positive, else α(eˣ − 1).</summary>
        /// <param name="alpha">Minus the limit at −∞.</param>
        /// <param name="inplace">Whether to overwrite the input.</param>
        public static ELU ELU(double alpha = 1, bool inplace = false) => new(alpha, inplace);

        /// <summary>x times the normal distribution function of x.</summary>
        public static GELU GELU() => new(Modules.GELU.Approximate.none, false);

        /// <summary>x times the normal distribution function of x.</summary>
        /// <param name="inplace">Whether to overwrite the input.</param>
        public static GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);

        /// <summary>x times the normal distribution function of x.</summary>
        /// <param name="approximate">Exact, or by a hyperbolic tangent.</param>
        /// <param name="inplace">Whether to overwrite the input.</param>
        public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);

        /// <summary>x / (1 + e⁻ˣ).</summary>
        public static SiLU SiLU() => new(false);

        /// <summary>x / (1 + e⁻ˣ).</summary>
        /// <param name="inplace">Whether to overwrite the input.</param>
        public static SiLU SiLU(bool inplace) => new(inplace);

        /// <summary>1 / (1 + e⁻ˣ).</summary>
        public static Sigmoid Sigmoid() => new(false);

        /// <summary>1 / (1 + e⁻ˣ).</summary>
        /// <param name="inplace">Whether to overwrite the input.</param>
        public static Sigmoid Sigmoid(bool inplace) => new(inplace);

        /// <summary>The hyperbolic tangent.</summary>
        public static Tanh Tanh() => new(false);

        /// <summary>The hyperbolic tangent.</summary>
        /// <param name="inplace">Whether to overwrite the input.</param>
        public static Tanh Tanh(bool inplace = false) => new(inplace);

        /// <summary>ln(1 + e^(βx)) / β.</summary>
        /// <param name="beta">How sharp the bend at 0 is.</param>
        /// <param name="threshold">Where βx is above it, x itself is taken.</param>
        public static Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);

        /// <summary>Exponentials divided by their sum along an axis.</summary>
        /// <param name="dim">The axis.</param>
        public static Softmax Softmax(long dim) => new(dim);

        /// <summary>Logarithms of the softmax along an axis.</summary>
        /// <param name="dim">The axis.</param>
        public static LogSoftmax LogSoftmax(long dim) => new(dim);

        /// <summary>x, cut off at two bounds.</summary>
        /// <param name="min_val">The lower bound.</param>
        /// <param name="max_val">The upper bound.</param>
        /// <param name="inplace">Whether to overwrite the input.</param>
        public static Hardtanh Hardtanh(double min_val = -1, double max_val = 1, bool inplace = false) => new(min_val, max_val, inplace);
    }
}
