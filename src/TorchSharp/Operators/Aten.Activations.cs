namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        celu = new("celu(self, alpha)"),
        celu_ = new("celu_(self, alpha)"),
        elu = new("elu(self, alpha, scale, input_scale)"),
        elu_ = new("elu_(self, alpha, scale, input_scale)"),
        gelu = new("gelu(self, approximate)"),
        gelu_ = new("gelu_(self, approximate)"),
        glu = new("glu(self, dim)"),
        hardsigmoid = new("hardsigmoid(self)"),
        hardsigmoid_ = new("hardsigmoid_(self)"),
        hardswish = new("hardswish(self)"),
        hardswish_ = new("hardswish_(self)"),
        hardtanh = new("hardtanh(self, min_val, max_val)"),
        hardtanh_ = new("hardtanh_(self, min_val, max_val)"),
        leaky_relu = new("leaky_relu(self, negative_slope)"),
        leaky_relu_ = new("leaky_relu_(self, negative_slope)"),
        log_sigmoid = new("log_sigmoid(self)"),
        log_softmax_int = new("log_softmax.int(self, dim, dtype)"),
        prelu = new("prelu(self, weight)"),
        relu = new("relu(self)"),
        relu6 = new("relu6(self)"),
        relu6_ = new("relu6_(self)"),
        relu_ = new("relu_(self)"),
        rrelu = new("rrelu(self, lower, upper)"),
        rrelu_ = new("rrelu_(self, lower, upper)"),
        selu = new("selu(self)"),
        selu_ = new("selu_(self)"),
        sigmoid = new("sigmoid(self)"),
        sigmoid_ = new("sigmoid_(self)"),
        silu = new("silu(self)"),
        silu_ = new("silu_(self)"),
        softmax_int = new("softmax.int(self, dim, dtype)"),
        softplus = new("softplus(self, beta, threshold)");
}
