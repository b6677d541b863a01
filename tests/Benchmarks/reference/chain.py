"""The recursion M <- D^(-1/2) A M A^T D^(-1/2), A = 1 + gamma W, over a batch of chains with NumPy's batched matmul.

Arguments: width, chains, layers, repeats. Prints the seconds of each repeat, one a line.
"""
import sys
import time

import numpy

width, chains, layers, repeats = map(int, sys.argv[1:5])
gamma = 0.03
rng = numpy.random.default_rng(1)
identity = numpy.eye(width)
m = numpy.broadcast_to(identity, (chains, width, width)).copy()
mixing = numpy.empty_like(m)


def layer(m):
    rng.standard_normal(out=mixing)
    numpy.multiply(mixing, gamma, out=mixing)
    numpy.add(mixing, identity, out=mixing)
    k = mixing @ m @ mixing.transpose(0, 2, 1)
    scale = 1 / numpy.sqrt(numpy.einsum("cii->ci", k))
    k *= scale[:, :, None]
    k *= scale[:, None, :]
    return k


for _ in range(20):
    m = layer(m)
for _ in range(repeats):
    start = time.perf_counter()
    for _ in range(layers):
        m = layer(m)
    print(time.perf_counter() - start, flush=True)
