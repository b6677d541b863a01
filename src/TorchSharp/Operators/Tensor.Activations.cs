using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>1 / (1 + exp(-x)).</summary>
        public Tensor sigmoid() => Aten.sigmoid.Call(this);

        /// <summary>The same as <see cref="sigmoid()"/>, in place.</summary>
        public Tensor sigmoid_() => Aten.sigmoid_.InPlace(this);

        /// <summary>Each element, or 0 where it is negative.</summary>
        public Tensor relu() => Aten.relu.Call(this);

        /// <summary>The same as <see cref="relu()"/>, in place.</summary>
        public Tensor relu_() => Aten.relu_.InPlace(this);

        /// <summary>Each element brought into [0, 6].</summary>
        public Tensor relu6() => Aten.relu6.Call(this);

        /// <summary>The same as <see cref="relu6()"/>, in place.</summary>
        public Tensor relu6_() => Aten.relu6_.InPlace(this);

        /// <summary>Each element where it is positive, and elsewhere a share of it half-way between two bounds.</summary>
        public Tensor rrelu(double lower = 0.125, double upper = 1.0 / 3) => Aten.rrelu.Call(this, lower, upper);

        /// <summary>The same as <see cref="rrelu(double, double)"/>, in place.</summary>
        public Tensor rrelu_(double lower = 0.125, double upper = 1.0 / 3) => Aten.rrelu_.InPlace(this, lower, upper);

        /// <summary>Each element where it is positive, and elsewhere alpha * (exp(x) - 1).</summary>
        public Tensor elu(double alpha = 1) => Aten.elu.Call(this, alpha);

        /// <inheritdoc cref="elu(double)"/>
        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.elu.Call(this, alpha, scale, input_scale);

        /// <summary>The same as <see cref="elu(double)"/>, in place.</summary>
        public Tensor elu_(double alpha = 1) => Aten.elu_.InPlace(this, alpha);

        /// <inheritdoc cref="elu(double)"/>
        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.elu_.InPlace(this, alpha, scale, input_scale);

        /// <summary>Each element where it is positive, and elsewhere alpha * (exp(x / alpha) - 1).</summary>
        public Tensor celu() => Aten.celu.Call(this);

        /// <inheritdoc cref="celu()"/>
        public Tensor celu(Scalar alpha) => Aten.celu.Call(this, alpha);

        /// <summary>The same as <see cref="celu()"/>, in place.</summary>
        public Tensor celu_() => Aten.celu_.InPlace(this);

        /// <inheritdoc cref="celu()"/>
        public Tensor celu_(Scalar alpha) => Aten.celu_.InPlace(this, alpha);

        /// <summary>The scaled exponential unit that keeps mean 0 and variance 1.</summary>
        public Tensor selu() => Aten.selu.Call(this);

        /// <summary>The same as <see cref="selu()"/>, in place.</summary>
        public Tensor selu_() => Aten.selu_.InPlace(this);

        /// <summary>x times the normal distribution function of x.</summary>
        public Tensor gelu() => Aten.gelu.Call(this);

        /// <summary>The same as <see cref="gelu()"/>, in place.</summary>
        public Tensor gelu_() => Aten.gelu_.InPlace(this);

        /// <summary>One half of the elements along an axis times the sigmoid of the other half.</summary>
        public Tensor glu(long dim = -1) => Aten.glu.Call(this, dim);

        /// <summary>x times its sigmoid.</summary>
        public Tensor silu() => Aten.silu.Call(this);

        /// <summary>The same as <see cref="silu()"/>, in place.</summary>
        public Tensor silu_() => Aten.silu_.InPlace(this);

        /// <summary>A sigmoid made of three straight pieces.</summary>
        public Tensor hardsigmoid() => Aten.hardsigmoid.Call(this);

        /// <summary>The same as <see cref="hardsigmoid()"/>, in place.</summary>
        public Tensor hardsigmoid_() => Aten.hardsigmoid_.InPlace(this);

        /// <summary>x times a sigmoid made of three straight pieces.</summary>
        public Tensor hardswish() => Aten.hardswish.Call(this);

        /// <summary>The same as <see cref="hardswish()"/>, in place.</summary>
        public Tensor hardswish_() => Aten.hardswish_.InPlace(this);

        /// <summary>Each element brought between two bounds.</summary>
        public Tensor hardtanh(Scalar min, Scalar max) => Aten.hardtanh.Call(this, min, max);

        /// <summary>The same as <see cref="hardtanh(Scalar, Scalar)"/>, in place.</summary>
        public Tensor hardtanh_(Scalar min, Scalar max) => Aten.hardtanh_.InPlace(this, min, max);

        /// <summary>Each element, or a share of it where it is negative.</summary>
        /// <param name="negative_slope">The share.</param>
        public Tensor leaky_relu(Scalar negative_slope) => Aten.leaky_relu.Call(this, negative_slope);

        /// <summary>The same as <see cref="leaky_relu(Scalar)"/>, in place.</summary>
        public Tensor leaky_relu_(Scalar negative_slope) => Aten.leaky_relu_.InPlace(this, negative_slope);

        /// <summary>Each element, or a learned share of it where it is negative.</summary>
        /// <param name="target">The share, one or one for each channel.</param>
        public Tensor prelu(Tensor target) => Aten.prelu.Call(this, target);

        /// <summary>log(1 + exp(beta x)) / beta, and x itself where beta x exceeds a threshold.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.softplus.Call(this, beta, threshold);

        /// <summary>Exponentials along an axis, divided by their sum.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="dtype">What to convert to first.</param>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.softmax_int.Call(this, dim, dtype);

        /// <summary>The logarithm of the softmax along an axis.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="dtype">What to convert to first.</param>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.log_softmax_int.Call(this, dim, dtype);

        /// <summary>The logarithm of the sigmoid.</summary>
        public Tensor log_sigmoid() => Aten.log_sigmoid.Call(this);
    }
}
