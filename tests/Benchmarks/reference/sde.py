"""Paths of the covariance SDE, batched over paths: the algorithm of CovarianceSde.Simulate in NumPy and in torch.

Usage: sde.py PATHS STEPS TOKENS THREADS. Prints one line per library: name, version, seconds on the clock, seconds of processor time.
"""
import os
import sys

paths, steps, tokens, threads = (int(a) for a in sys.argv[1:5])
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = str(threads)

import time
import numpy as np

GAMMA, TAU, DT = 0.354, 1.0, 0.01
LINEAR = GAMMA**2 * (2 - GAMMA**2)
DRIFT = GAMMA**2 / TAU**2 / tokens
NOISE = (GAMMA**2 / TAU / tokens) ** 2


def start():
    v = 0.8 * np.eye(tokens) + 0.2
    return np.broadcast_to(v, (paths, tokens, tokens)).copy()


def with_numpy():
    random, v = np.random.default_rng(1), start()
    for _ in range(steps):
        r = v.mean(2, keepdims=True)
        c = v - r - r.transpose(0, 2, 1) + r.mean(1, keepdims=True)
        g = np.diagonal(c, axis1=1, axis2=2)
        h = v @ (g - g.mean(1, keepdims=True))[:, :, None]
        d = np.diagonal(v, axis1=1, axis2=2)[:, :, None]
        tilt = d * h.transpose(0, 2, 1)
        b = DRIFT * ((c * c).sum((1, 2), keepdims=True) / tokens * v + 0.5 * (tilt + tilt.transpose(0, 2, 1)))
        l = np.linalg.cholesky(v)
        k = np.linalg.cholesky(LINEAR / 2 * v + NOISE * (v @ c @ v))
        n = l @ random.standard_normal((paths, tokens, tokens)) @ k.transpose(0, 2, 1)
        v = v + DT * b + DT**0.5 * (n + n.transpose(0, 2, 1))
    return v


def with_torch():
    import torch

    torch.set_num_threads(threads)
    torch.manual_seed(1)
    v = torch.from_numpy(start())
    for _ in range(steps):
        r = v.mean(2, keepdim=True)
        c = v - r - r.transpose(1, 2) + r.mean(1, keepdim=True)
        g = torch.diagonal(c, dim1=1, dim2=2)
        h = v @ (g - g.mean(1, keepdim=True))[:, :, None]
        d = torch.diagonal(v, dim1=1, dim2=2)[:, :, None]
        tilt = d * h.transpose(1, 2)
        b = DRIFT * ((c * c).sum((1, 2), keepdim=True) / tokens * v + 0.5 * (tilt + tilt.transpose(1, 2)))
        l = torch.linalg.cholesky(v)
        k = torch.linalg.cholesky(LINEAR / 2 * v + NOISE * (v @ c @ v))
        n = l @ torch.randn(paths, tokens, tokens, dtype=torch.float64) @ k.transpose(1, 2)
        v = v + DT * b + DT**0.5 * (n + n.transpose(1, 2))
    return v


def report(name, version, run):
    wall, processor = time.perf_counter(), time.process_time()
    run()
    print(name, version, time.perf_counter() - wall, time.process_time() - processor, flush=True)


report("numpy", np.__version__, with_numpy)
try:
    import torch
except ImportError:
    print("torch is not installed", file=sys.stderr)
else:
    report("torch", torch.__version__, with_torch)
