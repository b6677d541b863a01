using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

/// <summary>The cases of <c>Reference/operators.py</c>, under the same names.</summary>
internal sealed class OperatorCases
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

    private void Reductions()
    {
        Add("sum", x => x.a.sum());
        Add("sum axis", x => x.a.sum(1));
        Add("sum keepdim", x => x.a.sum(0, keepdim: true));
        Add("sum axes", x => x.t.sum(0, 2));
        Add("sum whole numbers", x => x.i.sum());
        Add("sum type", x => x.i.sum(float64));
        Add("mean", x => x.a.mean());
        Add("mean axes", x => x.t.mean([0, -1], true));
        Add("nanmean", x => (x.a / (x.a > 0)).where(x.a > 0, x.a / 0 * 0).nanmean());
        Add("nansum", x => (0 / (x.a * (x.a > 0))).nansum());
        Add("prod", x => x.p.prod());
        Add("prod axis", x => x.p.prod(1));
        Add("var", x => x.a.var());
        Add("var biased", x => x.a.var(false));
        Add("var axis", x => x.a.var(1, unbiased: false, keepdim: true));
        Add("std", x => x.a.std());
        Add("std axes", x => x.t.std([0, 2]));
        Add("var_mean", x => torch.var_mean(x.a, 1));
        Add("std_mean", x => torch.std_mean(x.a));
        Add("max", x => x.a.max());
        Add("min", x => x.a.min());
        Add("max axis", x => x.a.max(1));
        Add("min axis", x => x.a.min(0, keepdim: true));
        Add("amax", x => x.a.amax([0, 1]));
        Add("amin", x => x.a.amin([1], true));
        Add("argmax", x => x.a.argmax());
        Add("argmax axis", x => x.a.argmax(0));
        Add("argmin axis", x => x.a.argmin(1, keepdim: true));
        Add("aminmax", x => x.a.detach().aminmax(1));
        Add("all", x => (x.a > -9).all());
        Add("any axis", x => (x.a > 1).any(0));
        Add("norm", x => x.a.norm());
        Add("norm 1", x => x.a.norm(1f));
        Add("norm axis", x => x.a.norm(1, keepdim: true));
        Add("dist", x => x.a.dist(x.b, 3));
        Add("logsumexp", x => x.a.logsumexp(1));
        Add("count_nonzero", x => x.i.count_nonzero());
        Add("count_nonzero axis", x => x.i.count_nonzero([0]));
        Add("median", x => x.a.median());
        Add("mode", x => x.i.mode(1));
        Add("quantile", x => x.a.quantile(tensor(new[] { 0.25, 0.5 }), 1));
        Add("cov", x => x.a.cov());
        Add("corrcoef", x => x.a.corrcoef());
        Add("cumsum", x => x.a.cumsum(1));
        Add("cumprod", x => x.a.cumprod(0));
        Add("cummax", x => x.a.cummax(1));
        Add("cummin", x => x.a.cummin(0));
        Add("logcumsumexp", x => x.a.logcumsumexp(1));
        Add("diff", x => x.a.diff());
        Add("diff twice", x => x.a.diff(2, 1));
        Add("trapezoid", x => torch.trapezoid(x.a, 0.5));
        Add("cumulative_trapezoid", x => torch.cumulative_trapezoid(x.a, dim: 0));
        Add("renorm", x => x.a.renorm(2, 0, 1));
    }

    private void Sorting()
    {
        Add("sort", x => x.a.sort(1));
        Add("sort descending", x => x.a.sort(0, true));
        Add("argsort", x => x.a.argsort(1));
        Add("topk", x => x.a.topk(2, 1));
        Add("topk least", x => x.a.topk(2, 0, false));
        Add("kthvalue", x => x.a.kthvalue(2, 1));
        Add("msort", x => x.a.msort());
        Add("unique", x => torch.unique(x.i).output);
        Add("unique counts", x => Three(torch.unique(x.i, return_inverse: true, return_counts: true)));
        Add("unique_consecutive", x => torch.unique_consecutive(x.i).output);
        Add("bincount", x => torch.bincount(x.i.flatten()));
        Add("bincount weights", x => x.i.flatten().bincount(x.a.detach().flatten(), 9));
        Add("histc", x => x.a.detach().histc(5, -2, 2));
        Add("searchsorted", x => torch.searchsorted(x.v.sort().values.detach(), x.a.detach()));
        Add("bucketize", x => torch.bucketize(x.a.detach(), x.v.sort().values.detach(), right: true));
        Add("nonzero", x => (x.a > 0).nonzero());
        Add("masked_select", x => x.a.masked_select(x.b > 0));
        Add("take", x => x.a.take(x.i));
    }

    private void Products()
    {
        Add("matmul", x => x.a.matmul(x.m));
        Add("matmul broadcast", x => x.t.matmul(x.m));
        Add("mm", x => x.a.mm(x.m));
        Add("bmm", x => x.t.bmm(x.t.mT));
        Add("mv", x => x.a.mv(x.v));
        Add("dot", x => x.v.dot(x.v + 1));
        Add("vdot", x => x.z[0].vdot(x.z[1]));
        Add("outer", x => x.v.outer(x.v));
        Add("inner", x => x.a.inner(x.b));
        Add("addmm", x => x.s.addmm(x.m, x.a, 0.5f, 2));
        Add("addmv", x => x.v.addmv(x.s, x.v, 2, 3));
        Add("addr", x => x.s.addr(x.v, x.v));
        Add("baddbmm", x => x.t.bmm(x.t.mT).baddbmm(x.t, x.t.mT, 2, -1));
        Add("einsum attention", x => torch.einsum("bij,bkj->bik", x.t, x.t));
        Add("einsum trace", x => torch.einsum("ii", x.s));
        Add("tensordot", x => torch.tensordot(x.t, x.a, 2));
        Add("tensordot axes", x => torch.tensordot(x.t, x.s, [2], [0]));
        Add("kron", x => x.a.kron(x.u));
        Add("trace", x => x.s.trace());
        Add("cdist", x => torch.cdist(x.a, x.b));
        Add("cdist 1", x => torch.cdist(x.a, x.b, 1));
    }

    private void Shape()
    {
        Add("reshape", x => x.a.reshape(2, -1));
        Add("view", x => x.a.view(4, 3));
        Add("flatten", x => x.t.flatten(1));
        Add("unflatten", x => x.a.unflatten(1, 2, 2));
        Add("squeeze", x => x.a[0..1].squeeze());
        Add("squeeze axis", x => x.a[0..1].squeeze(0));
        Add("unsqueeze", x => x.a.unsqueeze(1));
        Add("transpose", x => x.t.transpose(0, 2));
        Add("permute", x => x.t.permute(2, 0, 1));
        Add("T", x => x.a.T);
        Add("mT", x => x.t.mT);
        Add("t", x => x.a.t());
        Add("expand", x => x.v.expand(3, 4));
        Add("expand_as", x => x.v.expand_as(x.a));
        Add("broadcast_to", x => x.v.broadcast_to(2, 3, 4));
        Add("repeat", x => x.a.repeat(2, 1));
        Add("tile", x => x.a.tile([1, 2]));
        Add("repeat_interleave", x => x.a.repeat_interleave(2, 1));
        Add("repeat_interleave each", x => x.a.repeat_interleave(tensor(new long[] { 1, 0, 2 }), 0));
        Add("cat", x => torch.cat([x.a, x.b], 1));
        Add("stack", x => torch.stack([x.a, x.b], 2));
        Add("hstack", x => torch.hstack([x.a, x.b]));
        Add("vstack", x => torch.vstack([x.a, x.b]));
        Add("column_stack", x => torch.column_stack([x.v, x.v]));
        Add("block_diag", x => torch.block_diag(x.a, x.m));
        Add("split", x => x.a.split(3, 1));
        Add("split lengths", x => x.a.split([1, 3], 1));
        Add("chunk", x => x.a.chunk(2, 1));
        Add("tensor_split", x => x.a.tensor_split(3, 1));
        Add("unbind", x => x.a.unbind(1));
        Add("narrow", x => x.a.narrow(1, 1, 2));
        Add("select", x => x.a.select(1, -1));
        Add("movedim", x => torch.movedim(x.t, 0, 2));
        Add("unfold", x => x.a.unfold(1, 2, 1));
        Add("as_strided", x => x.a.as_strided([2, 2], [4, 2], 1));
        Add("flip", x => x.a.flip(0, 1));
        Add("fliplr", x => x.a.fliplr());
        Add("roll", x => x.a.roll(1, 1));
        Add("roll all", x => x.a.roll(2));
        Add("roll two", x => x.a.roll((1, -1), (0, 1)));
        Add("rot90", x => torch.rot90(x.a));
        Add("diag vector", x => x.v.diag());
        Add("diag matrix", x => x.s.diag(1));
        Add("diagonal", x => x.t.diagonal(0, 1, 2));
        Add("diag_embed", x => x.a.diag_embed());
        Add("tril", x => x.s.tril());
        Add("triu", x => x.s.triu(1));
        Add("atleast_3d", x => x.v.atleast_3d());
        Add("broadcast_tensors", x => torch.broadcast_tensors(x.v, x.a).ToArray());
        Add("meshgrid", x => torch.meshgrid([x.v, x.v[0..2]], "xy"));
    }

    private void Selecting()
    {
        Add("gather", x => x.a.gather(1, x.j));
        Add("scatter", x => x.a.scatter(1, x.j, x.b));
        Add("scatter_add", x => x.a.scatter_add(1, x.j, x.b));
        Add("index_select", x => x.a.index_select(0, tensor(new long[] { 2, 0, 2 })));
        Add("index_add", x => x.a.index_add(1, tensor(new long[] { 0, 0, 3 }), x.m.t()[TensorIndex.Colon, 0..3], 2));
        Add("index_copy", x => x.a.index_copy(0, tensor(new long[] { 1 }), x.b[0..1]));
        Add("index_fill", x => x.a.index_fill(1, tensor(new long[] { 1, 3 }), 7));
        Add("masked_fill", x => x.a.masked_fill(x.b > 0, -9));
        Add("masked_scatter", x => x.a.masked_scatter(x.b > 0, x.p));
        Add("take_along_dim", x => x.a.take_along_dim(x.a.argsort(1), 1));
        Add("select_scatter", x => x.a.select_scatter(x.v, 0, 1));
        Add("diagonal_scatter", x => x.s.diagonal_scatter(x.v));
        Add("slice_scatter", x => x.a.slice_scatter(x.b[0..1], 0, 1, 2));
        Add("fill_", x => x.a.clone().fill_(2.5));
        Add("zero_", x => x.a.clone().zero_());
        Add("to whole", x => (x.a * 3).@long());
        Add("to single", x => x.a.@float());
        Add("to complex", x => x.a.cdouble());
    }

    private void Splitting()
    {
        Add("hsplit", x => x.a.hsplit(2));
        Add("vsplit", x => x.a.vsplit([1L]));
        Add("dsplit", x => x.t.dsplit(1, 3));
        Add("cartesian_prod", x => torch.cartesian_prod(x.v, x.v[0..2]));
        Add("combinations", x => torch.combinations(x.v));
        Add("gradient", x => torch.gradient(x.a, 2, 1L).ToArray());
        Add("trapz", x => torch.trapz(x.a, x.b));
        Add("histogram", x => torch.histogram(x.a.detach(), 4, (-1, 1), density: true));
        Add("histogram bounds", x => torch.histogram(x.a.detach(), tensor(new double[] { -1, 0, 2 }), x.p.detach()));
    }

    private void Creation()
    {
        Add("hann_window", _ => torch.hann_window(5));
        Add("hamming_window", _ => torch.hamming_window(5, false));
        Add("blackman_window", _ => torch.blackman_window(6));
        Add("bartlett_window", _ => torch.bartlett_window(6));
        Add("kaiser_window", _ => torch.kaiser_window(6));
        Add("arange", _ => torch.arange(2, 9, 3));
        Add("arange reals", _ => torch.arange(0.0, 1.0, 0.25, float64));
        Add("linspace", _ => torch.linspace(-1, 1, 7, float64));
        Add("logspace", _ => torch.logspace(-1, 2, 4, dtype: float64));
        Add("eye", _ => torch.eye(2, 3));
        Add("full", _ => torch.full(2, 2, 3));
        Add("tril_indices", _ => torch.tril_indices(3, 3, -1));
        Add("triu_indices", _ => torch.triu_indices(3, 4, 1));
        Add("full_like", x => torch.full_like(x.a.detach(), 1.5));
        Add("seeded randn", _ => torch.randn(4, 5, generator: new Generator(7)));
        Add("seeded rand", _ => torch.rand(3, 3, float64, generator: new Generator(7)));
        Add("seeded randint", _ => torch.randint(-2, 9, [12L], generator: new Generator(7)));
        Add("seeded randperm", _ => torch.randperm(12, generator: new Generator(7)));
        Add("seeded normal", _ => torch.normal(1, 2, [17L], generator: new Generator(7)));
        Add("seeded bernoulli", x => x.p.detach().clamp(0, 1).bernoulli(new Generator(7)));
        Add("seeded multinomial", x => x.p.detach().multinomial(3, generator: new Generator(7)));
        Add("seeded normal_", _ => torch.zeros(20).normal_(0, 1, new Generator(7)));
        Add("seeded uniform_", _ => torch.zeros(5).uniform_(-1, 1, new Generator(7)));
        Add("seeded exponential_", _ => torch.zeros(5, float64).exponential_(2, new Generator(7)));
    }

    private static Tensor[] Three((Tensor, Tensor?, Tensor?) results) => [results.Item1, results.Item2!, results.Item3!];
}
