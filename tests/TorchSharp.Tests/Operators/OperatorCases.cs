using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

/// <summary>The cases of <c>Reference/operators.py</c>, under the same names: number by number here, whole tensors in the other file.</summary>
internal sealed partial class OperatorCases
{
    private readonly Dictionary<string, Func<OperatorInputs, Tensor[]>> cases = [];

    public OperatorCases()
    {
        Elementwise();
        Arithmetic();
        Comparison();
        Complex();
        Reductions();
        Sorting();
        Products();
        Shape();
        Selecting();
        Splitting();
        Creation();
    }

    public IReadOnlyDictionary<string, Func<OperatorInputs, Tensor[]>> All => cases;

    private void Add(string name, Func<OperatorInputs, Tensor> compute) => cases.Add(name, x => [compute(x)]);

    private void Add(string name, Func<OperatorInputs, (Tensor, Tensor)> compute) => cases.Add(name, x => compute(x) is var (first, second) ? [first, second] : []);

    private void Add(string name, Func<OperatorInputs, Tensor[]> compute) => cases.Add(name, compute);

    private void Elementwise()
    {
        Add("exp", x => x.a.exp());
        Add("expm1", x => x.a.expm1());
        Add("exp2", x => x.a.exp2());
        Add("sin", x => x.a.sin());
        Add("cos", x => x.a.cos());
        Add("tan", x => x.a.tan());
        Add("sinh", x => x.a.sinh());
        Add("cosh", x => x.a.cosh());
        Add("tanh", x => x.a.tanh());
        Add("asinh", x => x.a.asinh());
        Add("atan", x => x.a.atan());
        Add("sinc", x => x.a.sinc());
        Add("sigmoid", x => x.a.sigmoid());
        Add("relu", x => x.a.relu());
        Add("relu6", x => x.a.relu6());
        Add("selu", x => x.a.selu());
        Add("silu", x => x.a.silu());
        Add("gelu", x => x.a.gelu());
        Add("celu", x => x.a.celu());
        Add("elu", x => x.a.elu());
        Add("erf", x => x.a.erf());
        Add("erfc", x => x.a.erfc());
        Add("abs", x => x.a.abs());
        Add("neg", x => x.a.neg());
        Add("sign", x => x.a.sign());
        Add("square", x => x.a.square());
        Add("deg2rad", x => x.a.deg2rad());
        Add("rad2deg", x => x.a.rad2deg());
        Add("hardsigmoid", x => x.a.hardsigmoid());
        Add("hardswish", x => x.a.hardswish());
        Add("softplus", x => x.a.softplus());
        Add("i0", x => x.a.i0());
        Add("ceil", x => x.a.ceil());
        Add("floor", x => x.a.floor());
        Add("trunc", x => x.a.trunc());
        Add("frac", x => x.a.frac());
        Add("positive", x => x.a.positive());
        Add("sgn", x => x.a.sgn());
        Add("log", x => x.p.log());
        Add("log2", x => x.p.log2());
        Add("log10", x => x.p.log10());
        Add("log1p", x => x.p.log1p());
        Add("sqrt", x => x.p.sqrt());
        Add("rsqrt", x => x.p.rsqrt());
        Add("reciprocal", x => x.p.reciprocal());
        Add("lgamma", x => x.p.lgamma());
        Add("digamma", x => x.p.digamma());
        Add("asin", x => x.u.asin());
        Add("acos", x => x.u.acos());
        Add("atanh", x => x.u.atanh());
        Add("erfinv", x => x.u.erfinv());
        Add("exp_", x => x.a.clone().exp_());
        Add("sin_", x => x.a.clone().sin_());
        Add("tanh_", x => x.a.clone().tanh_());
        Add("sigmoid_", x => x.a.clone().sigmoid_());
        Add("abs_", x => x.a.clone().abs_());
        Add("neg_", x => x.a.clone().neg_());
        Add("floor_", x => x.a.clone().floor_());
        Add("erf_", x => x.a.clone().erf_());
        Add("acosh", x => (x.p + 1).acosh());
        Add("round", x => (x.a * 3).round());
        Add("round 1 decimal", x => x.a.round(1));
        Add("mvlgamma", x => (x.p + 2).mvlgamma(2));
        Add("polygamma", x => torch.polygamma(x.p, 1));
        Add("logit", x => (x.u * 0.4 + 0.5).logit());
        Add("logit eps", x => (x.u * 0.5 + 0.5).logit(0.1));
        Add("log_sigmoid", x => x.a.log_sigmoid());
        Add("leaky_relu", x => x.a.leaky_relu(0.1));
        Add("hardtanh", x => x.a.hardtanh(-0.5, 0.7));
        Add("threshold", x => x.a.threshold(0.1, 2));
        Add("softplus beta", x => x.a.softplus(2, 1));
        Add("elu alpha", x => x.a.elu(0.5));
        Add("celu alpha", x => x.a.celu(0.5));
        Add("glu", x => x.a.glu(1));
        Add("softmax", x => x.a.softmax(1));
        Add("log_softmax", x => x.a.log_softmax(0));
        Add("clamp", x => x.a.clamp(-0.5, 0.5));
        Add("clamp min", x => x.a.clamp(min: 0.2));
        Add("clamp tensors", x => x.a.clamp(-x.p, x.p));
        Add("clamp_min", x => x.a.clamp_min(0.1));
        Add("clamp_max_", x => x.a.clone().clamp_max_(0.1));
        Add("nan_to_num", x => (x.a / 0).nan_to_num(1, 2, 3));
    }

    private void Arithmetic()
    {
        Add("a + b", x => x.a + x.b);
        Add("a - b", x => x.a - x.b);
        Add("a * b", x => x.a * x.b);
        Add("a / b", x => x.a / x.b);
        Add("a % b", x => x.a % x.b);
        Add("-a", x => -x.a);
        Add("a + row", x => x.a + x.v);
        Add("column * row", x => x.s[TensorIndex.Colon, 0..1] * x.v);
        Add("a + 2", x => x.a + 2);
        Add("a - 2.5", x => x.a - 2.5);
        Add("a * 3", x => x.a * 3);
        Add("a / 4", x => x.a / 4);
        Add("a % 0.7", x => x.a % 0.7);
        Add("2 - a", x => 2 - x.a);
        Add("1 / p", x => 1 / x.p);
        Add("3 + a", x => 3 + x.a);
        Add("0.5 * a", x => 0.5 * x.a);
        Add("add alpha", x => x.a.add(x.b, 2));
        Add("add_", x => x.a.clone().add_(x.b));
        Add("sub_", x => x.a.clone().sub_(x.b));
        Add("mul_ number", x => x.a.clone().mul_(1.5));
        Add("div_", x => x.a.clone().div_(x.p));
        Add("div floor", x => torch.div(x.a, x.p, RoundingMode.floor));
        Add("div trunc", x => torch.div(x.a, 0.3, RoundingMode.trunc));
        Add("floor_divide", x => x.a.detach().floor_divide(x.p.detach()));
        Add("fmod", x => x.a.fmod(x.p));
        Add("remainder", x => x.a.remainder(x.p));
        Add("pow tensor", x => x.p.pow(x.b));
        Add("pow number", x => x.p.pow(2.5));
        Add("pow_", x => x.p.clone().pow_(3));
        Add("float_power", x => x.p.float_power(x.b));
        Add("maximum", x => torch.maximum(x.a, x.b));
        Add("minimum", x => torch.minimum(x.a, x.b));
        Add("fmax", x => torch.fmax(x.a, x.b));
        Add("fmin", x => torch.fmin(x.a, x.b));
        Add("atan2", x => x.a.atan2(x.b));
        Add("hypot", x => x.a.hypot(x.b));
        Add("copysign", x => x.a.copysign(x.b));
        Add("logaddexp", x => x.a.logaddexp(x.b));
        Add("logaddexp2", x => x.a.logaddexp2(x.b));
        Add("xlogy", x => x.a.xlogy(x.p));
        Add("ldexp", x => x.a.ldexp(x.i));
        Add("heaviside", x => x.a.detach().heaviside(x.b.detach()));
        Add("lerp", x => x.a.lerp(x.b, x.u));
        Add("addcmul", x => x.a.addcmul(x.b, x.p, 0.5));
        Add("addcdiv", x => x.a.addcdiv(x.b, x.p, 0.5));
        Add("addcmul_", x => x.a.clone().addcmul_(x.b, x.p, 2));
        Add("where", x => torch.where(x.a > 0, x.a, x.b));
        Add("where number", x => torch.where(x.a > x.b, x.a, 0.0));
        Add("igamma", x => x.p.detach().igamma(x.p.detach() + 1));
    }

    private void Comparison()
    {
        Add("eq", x => x.i == 2);
        Add("ne", x => x.i != 2);
        Add("lt", x => x.a < x.b);
        Add("le", x => x.a <= 0);
        Add("gt", x => x.a > 0.5);
        Add("ge", x => x.i >= x.i.t()[0, 0]);
        Add("number < tensor", x => (Scalar)0.5 < x.a);
        Add("isclose", x => x.a.isclose(x.a + 1e-6));
        Add("isnan", x => (x.a / 0 * 0).isnan());
        Add("isinf", x => (x.a / 0).isinf());
        Add("isfinite", x => (1 / (x.a - x.a[0, 0])).isfinite());
        Add("isneginf", x => (x.a / 0).isneginf());
        Add("isin", x => torch.isin(x.i, tensor(new long[] { 1, 3 })));
        Add("logical_and", x => (x.a > 0).logical_and(x.b > 0));
        Add("logical_or", x => (x.a > 0).logical_or(x.b > 0));
        Add("logical_xor", x => (x.a > 0).logical_xor(x.b > 0));
        Add("logical_not", x => (x.a > 0).logical_not());
        Add("mask and", x => (x.a > 0) & (x.b > 0));
        Add("mask or", x => (x.a > 0) | (x.b > 0));
        Add("mask xor", x => (x.a > 0) ^ (x.b > 0));
        Add("mask not", x => ~(x.a > 0));
        Add("bits and", x => x.i & 3);
        Add("bits or", x => x.i | 5);
        Add("bits shift", x => x.i.bitwise_left_shift(x.i));
        Add("bits not", x => ~x.i);
        Add("gcd", x => x.i.gcd(x.i + 2));
    }

    private void Complex()
    {
        Add("real", x => x.z.real);
        Add("imag", x => x.z.imag);
        Add("abs complex", x => x.z.abs());
        Add("angle", x => x.z.angle());
        Add("conj", x => x.z.conj());
        Add("conj_physical", x => x.z.conj_physical());
        Add("complex product", x => x.z * x.z.conj());
        Add("complex exp", x => x.z.exp());
        Add("complex quotient", x => (x.z / (x.z + 2)));
        Add("view_as_real", x => torch.view_as_real(x.z));
        Add("view_as_complex", x => torch.view_as_complex(torch.stack([x.a, x.b], -1)));
        Add("complex", x => torch.complex(x.a, x.b));
        Add("polar", x => torch.polar(x.p, x.a));
        Add("adjoint product", x => x.z.matmul(x.z.mH));
        Add("H", x => x.z.H);
    }
}
