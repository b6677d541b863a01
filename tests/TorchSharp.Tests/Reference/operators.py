"""Writes operators.json and indexing.json: what PyTorch gives for the cases that OperatorParityTests and IndexingParityTests compute in C#.

Run with Debian's python3-torch 1.13: python3 operators.py
"""
import inspect
import json
import os

import torch

HERE = os.path.dirname(os.path.abspath(__file__))


def inputs():
    torch.manual_seed(20)
    real = dict(dtype=torch.float64)
    return {
        "a": torch.randn(3, 4, **real), "b": torch.randn(3, 4, **real), "p": torch.rand(3, 4, **real) + 0.5,
        "u": torch.rand(3, 4, **real) * 1.8 - 0.9, "v": torch.randn(4, **real), "m": torch.randn(4, 3, **real),
        "s": torch.randn(4, 4, **real), "t": torch.randn(2, 3, 4, **real), "i": torch.randint(0, 6, (3, 4)),
        "j": torch.stack([torch.randperm(4) for _ in range(3)]), "z": torch.complex(torch.randn(3, 4, **real), torch.randn(3, 4, **real)),
    }


# Names of arguments are names of inputs.
CASES = {
    # Elementwise
    "exp": lambda a: a.exp(),
    "expm1": lambda a: a.expm1(),
    "exp2": lambda a: a.exp2(),
    "sin": lambda a: a.sin(),
    "cos": lambda a: a.cos(),
    "tan": lambda a: a.tan(),
    "sinh": lambda a: a.sinh(),
    "cosh": lambda a: a.cosh(),
    "tanh": lambda a: a.tanh(),
    "asinh": lambda a: a.asinh(),
    "atan": lambda a: a.atan(),
    "sinc": lambda a: a.sinc(),
    "sigmoid": lambda a: a.sigmoid(),
    "relu": lambda a: a.relu(),
    "relu6": lambda a: torch.nn.functional.relu6(a),
    "selu": lambda a: torch.nn.functional.selu(a),
    "silu": lambda a: torch.nn.functional.silu(a),
    "gelu": lambda a: torch.nn.functional.gelu(a),
    "celu": lambda a: torch.nn.functional.celu(a),
    "elu": lambda a: torch.nn.functional.elu(a),
    "erf": lambda a: a.erf(),
    "erfc": lambda a: a.erfc(),
    "abs": lambda a: a.abs(),
    "neg": lambda a: a.neg(),
    "sign": lambda a: a.sign(),
    "square": lambda a: a.square(),
    "deg2rad": lambda a: a.deg2rad(),
    "rad2deg": lambda a: a.rad2deg(),
    "hardsigmoid": lambda a: torch.nn.functional.hardsigmoid(a),
    "hardswish": lambda a: torch.nn.functional.hardswish(a),
    "softplus": lambda a: torch.nn.functional.softplus(a),
    "i0": lambda a: a.i0(),
    "ceil": lambda a: a.ceil(),
    "floor": lambda a: a.floor(),
    "trunc": lambda a: a.trunc(),
    "frac": lambda a: a.frac(),
    "positive": lambda a: a.positive(),
    "sgn": lambda a: a.sgn(),
    "log": lambda p: p.log(),
    "log2": lambda p: p.log2(),
    "log10": lambda p: p.log10(),
    "log1p": lambda p: p.log1p(),
    "sqrt": lambda p: p.sqrt(),
    "rsqrt": lambda p: p.rsqrt(),
    "reciprocal": lambda p: p.reciprocal(),
    "lgamma": lambda p: p.lgamma(),
    "digamma": lambda p: p.digamma(),
    "asin": lambda u: u.asin(),
    "acos": lambda u: u.acos(),
    "atanh": lambda u: u.atanh(),
    "erfinv": lambda u: u.erfinv(),
    "exp_": lambda a: a.clone().exp_(),
    "sin_": lambda a: a.clone().sin_(),
    "tanh_": lambda a: a.clone().tanh_(),
    "sigmoid_": lambda a: a.clone().sigmoid_(),
    "abs_": lambda a: a.clone().abs_(),
    "neg_": lambda a: a.clone().neg_(),
    "floor_": lambda a: a.clone().floor_(),
    "erf_": lambda a: a.clone().erf_(),
    "acosh": lambda p: (p + 1).acosh(),
    "round": lambda a: (a * 3).round(),
    "round 1 decimal": lambda a: a.round(decimals=1),
    "mvlgamma": lambda p: (p + 2).mvlgamma(2),
    "polygamma": lambda p: torch.polygamma(1, p),
    "logit": lambda u: (u * 0.4 + 0.5).logit(),
    "logit eps": lambda u: (u * 0.5 + 0.5).logit(0.1),
    "log_sigmoid": lambda a: torch.nn.functional.logsigmoid(a),
    "leaky_relu": lambda a: torch.nn.functional.leaky_relu(a, 0.1),
    "hardtanh": lambda a: torch.nn.functional.hardtanh(a, -0.5, 0.7),
    "threshold": lambda a: torch.nn.functional.threshold(a, 0.1, 2),
    "softplus beta": lambda a: torch.nn.functional.softplus(a, 2, 1),
    "elu alpha": lambda a: torch.nn.functional.elu(a, 0.5),
    "celu alpha": lambda a: torch.nn.functional.celu(a, 0.5),
    "glu": lambda a: torch.nn.functional.glu(a, 1),
    "softmax": lambda a: a.softmax(1),
    "log_softmax": lambda a: a.log_softmax(0),
    "clamp": lambda a: a.clamp(-0.5, 0.5),
    "clamp min": lambda a: a.clamp(min=0.2),
    "clamp tensors": lambda a, p: a.clamp(-p, p),
    "clamp_min": lambda a: a.clamp_min(0.1),
    "clamp_max_": lambda a: a.clone().clamp_max_(0.1),
    "nan_to_num": lambda a: (a / 0).nan_to_num(nan=1, posinf=2, neginf=3),
    # Arithmetic
    "a + b": lambda a, b: a + b,
    "a - b": lambda a, b: a - b,
    "a * b": lambda a, b: a * b,
    "a / b": lambda a, b: a / b,
    "a % b": lambda a, b: a % b,
    "-a": lambda a: -a,
    "a + row": lambda a, v: a + v,
    "column * row": lambda v, s: s[:, :1] * v,
    "a + 2": lambda a: a + 2,
    "a - 2.5": lambda a: a - 2.5,
    "a * 3": lambda a: a * 3,
    "a / 4": lambda a: a / 4,
    "a % 0.7": lambda a: a % 0.7,
    "2 - a": lambda a: 2 - a,
    "1 / p": lambda p: 1 / p,
    "3 + a": lambda a: 3 + a,
    "0.5 * a": lambda a: 0.5 * a,
    "add alpha": lambda a, b: torch.add(a, b, alpha=2),
    "add_": lambda a, b: a.clone().add_(b),
    "sub_": lambda a, b: a.clone().sub_(b),
    "mul_ number": lambda a: a.clone().mul_(1.5),
    "div_": lambda a, p: a.clone().div_(p),
    "div floor": lambda a, p: torch.div(a, p, rounding_mode="floor"),
    "div trunc": lambda a: torch.div(a, 0.3, rounding_mode="trunc"),
    "floor_divide": lambda a, p: a.detach().floor_divide(p.detach()),
    "fmod": lambda a, p: a.fmod(p),
    "remainder": lambda a, p: a.remainder(p),
    "pow tensor": lambda b, p: p.pow(b),
    "pow number": lambda p: p.pow(2.5),
    "pow_": lambda p: p.clone().pow_(3),
    "float_power": lambda b, p: p.float_power(b),
    "maximum": lambda a, b: torch.maximum(a, b),
    "minimum": lambda a, b: torch.minimum(a, b),
    "fmax": lambda a, b: torch.fmax(a, b),
    "fmin": lambda a, b: torch.fmin(a, b),
    "atan2": lambda a, b: a.atan2(b),
    "hypot": lambda a, b: a.hypot(b),
    "copysign": lambda a, b: a.copysign(b),
    "logaddexp": lambda a, b: a.logaddexp(b),
    "logaddexp2": lambda a, b: a.logaddexp2(b),
    "xlogy": lambda a, p: a.xlogy(p),
    "ldexp": lambda a, i: a.ldexp(i),
    "heaviside": lambda a, b: a.detach().heaviside(b.detach()),
    "lerp": lambda a, b, u: a.lerp(b, u),
    "addcmul": lambda a, b, p: a.addcmul(b, p, value=0.5),
    "addcdiv": lambda a, b, p: a.addcdiv(b, p, value=0.5),
    "addcmul_": lambda a, b, p: a.clone().addcmul_(b, p, value=2),
    "where": lambda a, b: torch.where(a > 0, a, b),
    "where number": lambda a, b: torch.where(a > b, a, torch.tensor(0.0, dtype=torch.float64)),
    "igamma": lambda p: p.detach().igamma(p.detach() + 1),
    # Comparison
    "eq": lambda i: i == 2,
    "ne": lambda i: i != 2,
    "lt": lambda a, b: a < b,
    "le": lambda a: a <= 0,
    "gt": lambda a: a > 0.5,
    "ge": lambda i: i >= i.t()[0, 0],
    "number < tensor": lambda a: 0.5 < a,
    "isclose": lambda a: a.isclose(a + 1e-6),
    "isnan": lambda a: (a / 0 * 0).isnan(),
    "isinf": lambda a: (a / 0).isinf(),
    "isfinite": lambda a: (1 / (a - a[0, 0])).isfinite(),
    "isneginf": lambda a: (a / 0).isneginf(),
    "isin": lambda i: torch.isin(i, torch.tensor([1, 3])),
    "logical_and": lambda a, b: (a > 0).logical_and(b > 0),
    "logical_or": lambda a, b: (a > 0).logical_or(b > 0),
    "logical_xor": lambda a, b: (a > 0).logical_xor(b > 0),
    "logical_not": lambda a: (a > 0).logical_not(),
    "mask and": lambda a, b: (a > 0) & (b > 0),
    "mask or": lambda a, b: (a > 0) | (b > 0),
    "mask xor": lambda a, b: (a > 0) ^ (b > 0),
    "mask not": lambda a: ~(a > 0),
    "bits and": lambda i: i & 3,
    "bits or": lambda i: i | 5,
    "bits shift": lambda i: i.bitwise_left_shift(i),
    "bits not": lambda i: ~i,
    "gcd": lambda i: i.gcd(i + 2),
    # Complex numbers
    "real": lambda z: z.real,
    "imag": lambda z: z.imag,
    "abs complex": lambda z: z.abs(),
    "angle": lambda z: z.angle(),
    "conj": lambda z: z.conj(),
    "conj_physical": lambda z: z.conj_physical(),
    "complex product": lambda z: z * z.conj(),
    "complex exp": lambda z: z.exp(),
    "complex quotient": lambda z: (z / (z + 2)),
    "view_as_real": lambda z: torch.view_as_real(z),
    "view_as_complex": lambda a, b: torch.view_as_complex(torch.stack([a, b], -1)),
    "complex": lambda a, b: torch.complex(a, b),
    "polar": lambda a, p: torch.polar(p, a),
    "adjoint product": lambda z: z @ z.mH,
    "H": lambda z: z.H,
    # Reductions
    "sum": lambda a: a.sum(),
    "sum axis": lambda a: a.sum(1),
    "sum keepdim": lambda a: a.sum(0, keepdim=True),
    "sum axes": lambda t: t.sum([0, 2]),
    "sum whole numbers": lambda i: i.sum(),
    "sum type": lambda i: i.sum(dtype=torch.float64),
    "mean": lambda a: a.mean(),
    "mean axes": lambda t: t.mean([0, -1], keepdim=True),
    "nanmean": lambda a: (a / (a > 0)).where(a > 0, a / 0 * 0).nanmean(),
    "nansum": lambda a: (0 / (a * (a > 0))).nansum(),
    "prod": lambda p: p.prod(),
    "prod axis": lambda p: p.prod(1),
    "var": lambda a: a.var(),
    "var biased": lambda a: a.var(unbiased=False),
    "var axis": lambda a: a.var(1, unbiased=False, keepdim=True),
    "std": lambda a: a.std(),
    "std axes": lambda t: t.std([0, 2]),
    "var_mean": lambda a: torch.var_mean(a, 1),
    "std_mean": lambda a: torch.std_mean(a),
    "max": lambda a: a.max(),
    "min": lambda a: a.min(),
    "max axis": lambda a: a.max(1),
    "min axis": lambda a: a.min(0, keepdim=True),
    "amax": lambda a: a.amax([0, 1]),
    "amin": lambda a: a.amin(1, keepdim=True),
    "argmax": lambda a: a.argmax(),
    "argmax axis": lambda a: a.argmax(0),
    "argmin axis": lambda a: a.argmin(1, keepdim=True),
    "aminmax": lambda a: a.detach().aminmax(dim=1),
    "all": lambda a: (a > -9).all(),
    "any axis": lambda a: (a > 1).any(0),
    "norm": lambda a: a.norm(),
    "norm 1": lambda a: a.norm(1),
    "norm axis": lambda a: a.norm(dim=1, keepdim=True),
    "dist": lambda a, b: a.dist(b, 3),
    "logsumexp": lambda a: a.logsumexp(1),
    "count_nonzero": lambda i: i.count_nonzero(),
    "count_nonzero axis": lambda i: i.count_nonzero([0]),
    "median": lambda a: a.median(),
    "mode": lambda i: i.mode(1),
    "quantile": lambda a: a.quantile(torch.tensor([0.25, 0.5], dtype=torch.float64), 1),
    "cov": lambda a: a.cov(),
    "corrcoef": lambda a: a.corrcoef(),
    "cumsum": lambda a: a.cumsum(1),
    "cumprod": lambda a: a.cumprod(0),
    "cummax": lambda a: a.cummax(1),
    "cummin": lambda a: a.cummin(0),
    "logcumsumexp": lambda a: a.logcumsumexp(1),
    "diff": lambda a: a.diff(),
    "diff twice": lambda a: a.diff(2, 1),
    "trapezoid": lambda a: torch.trapezoid(a, dx=0.5),
    "cumulative_trapezoid": lambda a: torch.cumulative_trapezoid(a, dim=0),
    "renorm": lambda a: a.renorm(2, 0, 1),
    # Sorting and counting
    "sort": lambda a: a.sort(1),
    "sort descending": lambda a: a.sort(0, True),
    "argsort": lambda a: a.argsort(1),
    "topk": lambda a: a.topk(2, 1),
    "topk least": lambda a: a.topk(2, 0, False),
    "kthvalue": lambda a: a.kthvalue(2, 1),
    "msort": lambda a: a.msort(),
    "unique": lambda i: torch.unique(i),
    "unique counts": lambda i: torch.unique(i, return_inverse=True, return_counts=True),
    "unique_consecutive": lambda i: torch.unique_consecutive(i),
    "bincount": lambda i: i.flatten().bincount(),
    "bincount weights": lambda a, i: i.flatten().bincount(a.detach().flatten(), 9),
    "histc": lambda a: a.detach().histc(5, -2, 2),
    "searchsorted": lambda a, v: torch.searchsorted(v.sort()[0].detach(), a.detach()),
    "bucketize": lambda a, v: torch.bucketize(a.detach(), v.sort()[0].detach(), right=True),
    "nonzero": lambda a: (a > 0).nonzero(),
    "masked_select": lambda a, b: a.masked_select(b > 0),
    "take": lambda a, i: a.take(i),
    # Products
    "matmul": lambda a, m: a.matmul(m),
    "matmul broadcast": lambda m, t: t.matmul(m),
    "mm": lambda a, m: a.mm(m),
    "bmm": lambda t: t.bmm(t.mT),
    "mv": lambda a, v: a.mv(v),
    "dot": lambda v: v.dot(v + 1),
    "vdot": lambda z: z[0].vdot(z[1]),
    "outer": lambda v: v.outer(v),
    "inner": lambda a, b: a.inner(b),
    "addmm": lambda a, m, s: s.addmm(m, a, beta=0.5, alpha=2),
    "addmv": lambda v, s: v.addmv(s, v, beta=2, alpha=3),
    "addr": lambda v, s: s.addr(v, v),
    "baddbmm": lambda t: t.bmm(t.mT).baddbmm(t, t.mT, beta=2, alpha=-1),
    "einsum attention": lambda t: torch.einsum("bij,bkj->bik", t, t),
    "einsum trace": lambda s: torch.einsum("ii", s),
    "tensordot": lambda a, t: torch.tensordot(t, a, dims=2),
    "tensordot axes": lambda s, t: torch.tensordot(t, s, dims=([2], [0])),
    "kron": lambda a, u: a.kron(u),
    "trace": lambda s: s.trace(),
    "cdist": lambda a, b: torch.cdist(a, b),
    "cdist 1": lambda a, b: torch.cdist(a, b, p=1.0),
    # Shape
    "reshape": lambda a: a.reshape(2, -1),
    "view": lambda a: a.view(4, 3),
    "flatten": lambda t: t.flatten(1),
    "unflatten": lambda a: a.unflatten(1, (2, 2)),
    "squeeze": lambda a: a[:1].squeeze(),
    "squeeze axis": lambda a: a[:1].squeeze(0),
    "unsqueeze": lambda a: a.unsqueeze(1),
    "transpose": lambda t: t.transpose(0, 2),
    "permute": lambda t: t.permute(2, 0, 1),
    "T": lambda a: a.T,
    "mT": lambda t: t.mT,
    "t": lambda a: a.t(),
    "expand": lambda v: v.expand(3, 4),
    "expand_as": lambda a, v: v.expand_as(a),
    "broadcast_to": lambda v: v.broadcast_to((2, 3, 4)),
    "repeat": lambda a: a.repeat(2, 1),
    "tile": lambda a: a.tile((1, 2)),
    "repeat_interleave": lambda a: a.repeat_interleave(2, 1),
    "repeat_interleave each": lambda a: a.repeat_interleave(torch.tensor([1, 0, 2]), 0),
    "cat": lambda a, b: torch.cat([a, b], 1),
    "stack": lambda a, b: torch.stack([a, b], 2),
    "hstack": lambda a, b: torch.hstack([a, b]),
    "vstack": lambda a, b: torch.vstack([a, b]),
    "column_stack": lambda v: torch.column_stack([v, v]),
    "block_diag": lambda a, m: torch.block_diag(a, m),
    "split": lambda a: a.split(3, 1),
    "split lengths": lambda a: a.split([1, 3], 1),
    "chunk": lambda a: a.chunk(2, 1),
    "tensor_split": lambda a: a.tensor_split(3, 1),
    "unbind": lambda a: a.unbind(1),
    "narrow": lambda a: a.narrow(1, 1, 2),
    "select": lambda a: a.select(1, -1),
    "movedim": lambda t: t.movedim(0, 2),
    "unfold": lambda a: a.unfold(1, 2, 1),
    "as_strided": lambda a: a.as_strided((2, 2), (4, 2), 1),
    "flip": lambda a: a.flip(0, 1),
    "fliplr": lambda a: a.fliplr(),
    "roll": lambda a: a.roll(1, 1),
    "roll all": lambda a: a.roll(2),
    "roll two": lambda a: a.roll((1, -1), (0, 1)),
    "rot90": lambda a: torch.rot90(a),
    "diag vector": lambda v: v.diag(),
    "diag matrix": lambda s: s.diag(1),
    "diagonal": lambda t: t.diagonal(0, 1, 2),
    "diag_embed": lambda a: a.diag_embed(),
    "tril": lambda s: s.tril(),
    "triu": lambda s: s.triu(1),
    "atleast_3d": lambda v: torch.atleast_3d(v),
    "broadcast_tensors": lambda a, v: torch.broadcast_tensors(v, a),
    "meshgrid": lambda v: torch.meshgrid([v, v[:2]], indexing="xy"),
    # Selecting
    "gather": lambda a, j: a.gather(1, j),
    "scatter": lambda a, b, j: a.scatter(1, j, b),
    "scatter_add": lambda a, b, j: a.scatter_add(1, j, b),
    "index_select": lambda a: a.index_select(0, torch.tensor([2, 0, 2])),
    "index_add": lambda a, m: a.index_add(1, torch.tensor([0, 0, 3]), m.t()[:, :3], alpha=2),
    "index_copy": lambda a, b: a.index_copy(0, torch.tensor([1]), b[:1]),
    "index_fill": lambda a: a.index_fill(1, torch.tensor([1, 3]), 7),
    "masked_fill": lambda a, b: a.masked_fill(b > 0, -9),
    "masked_scatter": lambda a, b, p: a.masked_scatter(b > 0, p),
    "take_along_dim": lambda a: a.take_along_dim(a.argsort(1), 1),
    "select_scatter": lambda a, v: a.select_scatter(v, 0, 1),
    "diagonal_scatter": lambda v, s: s.diagonal_scatter(v),
    "slice_scatter": lambda a, b: a.slice_scatter(b[:1], dim=0, start=1, end=2, step=1),
    "fill_": lambda a: a.clone().fill_(2.5),
    "zero_": lambda a: a.clone().zero_(),
    "to whole": lambda a: (a * 3).long(),
    "to single": lambda a: a.float(),
    "to complex": lambda a: a.cdouble(),
    # Creation
    "arange": lambda: torch.arange(2, 9, 3),
    "arange reals": lambda: torch.arange(0.0, 1.0, 0.25, dtype=torch.float64),
    "linspace": lambda: torch.linspace(-1, 1, 7, dtype=torch.float64),
    "logspace": lambda: torch.logspace(-1, 2, 4, dtype=torch.float64),
    "eye": lambda: torch.eye(2, 3),
    "full": lambda: torch.full((2, 2), 3),
    "tril_indices": lambda: torch.tril_indices(3, 3, -1),
    "triu_indices": lambda: torch.triu_indices(3, 4, 1),
    "full_like": lambda a: torch.full_like(a.detach(), 1.5),
    "seeded randn": lambda: torch.randn(4, 5, generator=torch.Generator().manual_seed(7)),
    "seeded rand": lambda: torch.rand(3, 3, generator=torch.Generator().manual_seed(7), dtype=torch.float64),
    "seeded randint": lambda: torch.randint(-2, 9, (12,), generator=torch.Generator().manual_seed(7)),
    "seeded randperm": lambda: torch.randperm(12, generator=torch.Generator().manual_seed(7)),
    "seeded normal": lambda: torch.normal(1.0, 2.0, (17,), generator=torch.Generator().manual_seed(7)),
    "seeded bernoulli": lambda p: p.detach().clamp(0, 1).bernoulli(generator=torch.Generator().manual_seed(7)),
    "seeded multinomial": lambda p: p.detach().multinomial(3, generator=torch.Generator().manual_seed(7)),
    "seeded normal_": lambda: torch.zeros(20).normal_(0, 1, generator=torch.Generator().manual_seed(7)),
    "seeded uniform_": lambda: torch.zeros(5).uniform_(-1, 1, generator=torch.Generator().manual_seed(7)),
    "seeded exponential_": lambda: torch.zeros(5, dtype=torch.float64).exponential_(2, generator=torch.Generator().manual_seed(7)),
}


def numbers(tensor):
    tensor = tensor.detach()
    if tensor._is_zerotensor():
        tensor = torch.zeros(tensor.shape, dtype=tensor.dtype)
    tensor = tensor.resolve_conj().contiguous()
    kind = str(tensor.dtype).removeprefix("torch.")
    shape = list(tensor.shape)
    if tensor.is_complex():
        tensor = torch.view_as_real(tensor)
    data = [value if value - value == 0 else str(value) for value in tensor.double().flatten().tolist()]
    return {"dtype": kind, "shape": shape, "data": [int(v) if not isinstance(v, str) and v == int(v) and abs(v) < 1e9 else v for v in data]}


def gradients(case, given):
    """Gradients of the first result, weighted with cos(0), cos(1), ... so that no direction is lost; complex results by their parts."""
    used = {n: t.clone() for n, t in given.items()}
    for tensor in used.values():
        if tensor.is_floating_point() or tensor.is_complex():
            tensor.requires_grad_()
    result = case(**used)
    first = result[0] if isinstance(result, (tuple, list)) else result
    if not first.requires_grad:
        return {}
    parts = torch.view_as_real(first.resolve_conj()) if first.is_complex() else first
    weights = torch.cos(torch.arange(parts.numel(), dtype=torch.float64)).reshape(parts.shape)
    (parts * weights).sum().backward()
    return {n: numbers(t.grad) for n, t in used.items() if t.grad is not None}


def operators():
    all_inputs = inputs()
    cases = {}
    for name, case in CASES.items():
        given = {n: all_inputs[n] for n in inspect.signature(case).parameters}
        result = case(**given)
        results = list(result) if isinstance(result, (tuple, list)) else [result]
        cases[name] = {"results": [numbers(r) for r in results], "gradients": gradients(case, given)}
    return {"inputs": {n: numbers(t) for n, t in all_inputs.items()}, "cases": cases}


INDEXING = [
    "t[1]",
    "t[-1]",
    "t[1, 2]",
    "t[1, 2, 3]",
    "t[-1, -2, -3]",
    "t[:]",
    "t[..., 0]",
    "t[0, ...]",
    "t[..., 1, 2]",
    "t[:, 1]",
    "t[1:]",
    "t[:2]",
    "t[1:3, 2]",
    "t[:, ::2]",
    "t[:, 1:4:2, -1]",
    "t[:, :, -2:]",
    "t[:, :, :-1]",
    "t[-2:-1]",
    "t[5:9]",
    "t[None]",
    "t[:, None]",
    "t[..., None]",
    "t[1, None, :, None, 0]",
    "t[True]",
    "t[False]",
    "t[i]",
    "t[i, k]",
    "t[:, i]",
    "t[i, :, k]",
    "t[..., k]",
    "t[i, 1]",
    "t[1, i]",
    "t[i, None, k]",
    "t[i, 1:3]",
    "t[i[:, None], k]",
    "t[r]",
    "t[t > 25]",
    "t[q]",
    "t[:, w]",
    "t[..., w5]",
    "t[o, o]",
    "t[torch.tensor(2), 1:]",
    "t[i, ..., 0]",
]


def indexing():
    names = {
        "torch": torch, "t": torch.arange(60, dtype=torch.float64).reshape(3, 4, 5), "i": torch.tensor([2, 0]), "k": torch.tensor([-1, 3]),
        "r": torch.tensor([[0, 1], [2, 2]]), "q": torch.tensor([[True, False, True, False], [False] * 4, [True] * 4]),
        "w": torch.tensor([True, False, True, True]), "w5": torch.tensor([False, True, False, False, True]), "o": torch.tensor([0, 0, 1]),
    }
    cases = {}
    for expression in INDEXING:
        written, added = names["t"].clone(), names["t"].clone()
        taken = eval(expression, dict(names))
        exec(expression + " = value", dict(names, t=written, value=-torch.arange(1.0, taken.numel() + 1, dtype=torch.float64).reshape(taken.shape)))
        exec(expression + " = 7", dict(names, t=added))
        cases[expression] = {"taken": numbers(taken), "written": numbers(written), "filled": numbers(added)}
    return cases


def write(name, content):
    with open(os.path.join(HERE, name), "w") as file:
        lines = json.dumps(content, separators=(",", ":")).replace("},\"", "},\n\"")
        file.write(lines + "\n")


write("operators.json", operators())
write("indexing.json", indexing())
