#!/usr/bin/env python3
"""Values of linear algebra, Fourier transforms and special functions, computed by Python's torch for comparison.

Usage: linear_algebra.py > linear-algebra.json. Everything is double precision from a fixed seed.
"""
import json
import math

import torch

torch.manual_seed(20221215)
torch.set_default_dtype(torch.float64)
cases = []


def flat(t):
    t = t.detach()
    if t.is_complex():
        t = torch.view_as_real(t.resolve_conj())
    return [x if math.isfinite(x) else str(x) for x in t.double().flatten().tolist()]


def tensor(t):
    return {"shape": list(t.shape), "complex": t.is_complex(), "values": flat(t)}


def case(name, function, *inputs):
    result = function(*inputs)
    cases.append({"name": name, "inputs": [tensor(t) for t in inputs], "result": tensor(result)})


L = torch.linalg
a, wide, batch = torch.randn(4, 4), torch.randn(3, 5), torch.randn(2, 3, 3)
b, z = torch.randn(4, 2), torch.randn(3, 3, dtype=torch.complex128)
spd = a @ a.T + torch.eye(4)
low = torch.randn(5, 2) @ torch.randn(2, 4)
for x in (a, wide, batch, z, low):
    case("svdvals", L.svdvals, x)
    case("pinv", L.pinv, x)
    case("pinv rtol 0.3", lambda t: L.pinv(t, rtol=0.3), x)
    case("matrix_rank", L.matrix_rank, x)
    case("matrix_rank atol 1", lambda t: L.matrix_rank(t, atol=1.0), x)
    case("matrix_norm fro", L.matrix_norm, x)
    case("matrix_norm nuc", lambda t: L.matrix_norm(t, "nuc"), x)
    for order in (1, -1, 2, -2, math.inf, -math.inf):
        case(f"matrix_norm {order}", lambda t: L.matrix_norm(t, order), x)
    for order in (0, 1, 2, 3, math.inf, -math.inf):
        case(f"vector_norm {order}", lambda t: L.vector_norm(t, order), x)
    case("vector_norm last kept", lambda t: L.vector_norm(t, 2, dim=-1, keepdim=True), x)
    case("norm", L.norm, x)
    case("norm axis", lambda t: L.norm(t, dim=[-1]), x)
    case("cond", L.cond, x)
for x in (a, spd, batch, z):
    case("det", L.det, x)
    case("slogdet", lambda t: L.slogdet(t)[1], x)
    case("slogdet sign", lambda t: L.slogdet(t)[0], x)
    case("inv", L.inv, x)
    case("matrix_exp", L.matrix_exp, x)
    case("matrix_power 3", lambda t: L.matrix_power(t, 3), x)
    case("matrix_power -2", lambda t: L.matrix_power(t, -2), x)
    case("cond 1", lambda t: L.cond(t, 1), x)
    case("cond nuc", lambda t: L.cond(t, "nuc"), x)
    case("diagonal", lambda t: L.diagonal(t, offset=1), x)
case("eigvalsh", L.eigvalsh, spd)
case("eigvalsh", L.eigvalsh, z)
case("eigvalsh U", lambda t: L.eigvalsh(t, "U"), z)
case("cholesky", L.cholesky, spd)
case("cholesky upper", lambda t: L.cholesky(t).mT.contiguous(), spd)
case("cholesky_inverse", lambda t: torch.cholesky_inverse(L.cholesky(t)), spd)
case("logdet", torch.logdet, spd)
case("solve", L.solve, a, b)
case("solve right", lambda s, t: L.solve(s, t, left=False), a, b.T.contiguous())
case("solve_triangular", lambda s, t: L.solve_triangular(s, t, upper=True), spd, b)
case("solve_triangular unit", lambda s, t: L.solve_triangular(s, t, upper=False, unitriangular=True), spd, b)
case("lstsq", lambda s, t: L.lstsq(s, t).solution, torch.randn(6, 3), torch.randn(6, 2))
case("cross", L.cross, torch.randn(4, 3), torch.randn(4, 3))
case("vander", L.vander, torch.randn(4))
case("vander 2", lambda t: L.vander(t, N=2), torch.randn(4))
case("vecdot", L.vecdot, z, z.T.contiguous())
case("multi_dot", lambda s, t, u: L.multi_dot([s, t, u]), wide, torch.randn(5, 4), a)
case("tensorinv", lambda t: L.tensorinv(t, 1), torch.randn(6, 2, 3))
case("tensorsolve", lambda s, t: L.tensorsolve(s, t, dims=(0,)), torch.randn(3, 6, 2), torch.randn(6))

x, c, g = torch.randn(3, 7), torch.randn(2, 6, dtype=torch.complex128), torch.randn(2, 4, 5)
F = torch.fft
for norm in ("backward", "forward", "ortho"):
    for name in ("fft", "ifft", "hfft"):
        case(f"fft.{name} {norm}", lambda t: getattr(F, name)(t, norm=norm), c)
    for name in ("rfft", "ihfft"):
        case(f"fft.{name} {norm}", lambda t: getattr(F, name)(t, norm=norm), x)
    case(f"fft.irfft {norm}", lambda t: F.irfft(t, norm=norm), c)
case("fft.fft n5 dim0", lambda t: F.fft(t, n=5, dim=0), x)
case("fft.irfft n7", lambda t: F.irfft(t, n=7), c)
for name in ("fft2", "ifft2", "rfft2", "fftn", "ifftn", "rfftn"):
    case(f"fft.{name}", getattr(F, name), g)
for name in ("irfft2", "irfftn", "hfft2", "hfftn"):
    case(f"fft.{name}", getattr(F, name), c)
for name in ("ihfft2", "ihfftn"):
    case(f"fft.{name}", getattr(F, name), x)
case("fft.fftn s dim", lambda t: F.fftn(t, s=[3, 6], dim=[0, 2], norm="ortho"), g)
case("fft.fftshift", F.fftshift, g)
case("fft.ifftshift dim", lambda t: F.ifftshift(t, dim=[2]), g)
case("fft.fftfreq", lambda: F.fftfreq(7, 0.5))
case("fft.rfftfreq", lambda: F.rfftfreq(8, 0.25))

S = torch.special
real = torch.cat([torch.randn(9) * 2, torch.tensor([0.0, -0.0, 30.0, -30.0, 1e-9, math.inf, -math.inf])])
unit, plus = torch.cat([torch.rand(8), torch.tensor([0.0, 0.5, 1.0])]), torch.rand(8) * 5 + 0.1
for name in "entr erf erfc erfcx expit expm1 exp2 gammaln digamma psi i0 i0e i1 i1e ndtr sinc".split():
    case(f"special.{name}", getattr(S, name), real)
for name in "erfinv logit ndtri".split():
    case(f"special.{name}", getattr(S, name), unit)
for name in "airy_ai bessel_j0 bessel_j1 bessel_y0 bessel_y1 modified_bessel_i0 modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 scaled_modified_bessel_k0 scaled_modified_bessel_k1 spherical_bessel_j0".split():
    case(f"special.{name}", getattr(S, name), plus)
for name in "chebyshev_polynomial_t chebyshev_polynomial_u hermite_polynomial_h hermite_polynomial_he laguerre_polynomial_l legendre_polynomial_p".split():
    case(f"special.{name}", getattr(S, name), unit, torch.arange(11.0) % 4)
for name in "gammainc gammaincc xlog1py".split():
    case(f"special.{name}", getattr(S, name), plus, plus.flip(0).contiguous())
case("special.zeta", S.zeta, plus + 1, plus)
case("special.polygamma 2", lambda t: S.polygamma(2, t), plus)
case("special.multigammaln 3", lambda t: S.multigammaln(t, 3), plus + 1)
case("special.softmax", lambda t: S.softmax(t, 0), x)
case("special.log_softmax", lambda t: S.log_softmax(t, 1), x)

print(json.dumps({"torch": torch.__version__, "cases": cases}, separators=(",", ":")).replace('{"name"', '\n{"name"'))
