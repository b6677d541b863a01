using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

/// <summary>Cases that look at a tensor as a whole: reductions, orders, products, shapes, parts, creation.</summary>
internal sealed partial class OperatorCases
{
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
