"""The Python side of the benchmark 'torch': the same work on the same libtorch, one thread.

Reads lines "CASE REPETITIONS", answers each with one line: seconds per call, the 5th percentile over repetitions.
"""
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.manual_seed(0)


def add():
    a, b = torch.randn(4), torch.randn(4)

    def work():
        for _ in range(100):
            torch.add(a, b)

    return work, 100


def attention():
    layers, tokens, width, heads = 48, 128, 256, 4
    weights = [[torch.randn(width, width) * width**-0.5 for _ in range(4)] for _ in range(layers)]
    gain, shift = torch.ones(width), torch.zeros(width)
    x0 = torch.randn(tokens, width)

    def split(t):
        return t.view(tokens, heads, width // heads).transpose(0, 1)

    def work():
        with torch.no_grad():
            x = x0
            for q, k, v, o in weights:
                y = F.layer_norm(x, [width], gain, shift)
                scores = split(y.matmul(q)).matmul(split(y.matmul(k)).transpose(-2, -1)) / (width // heads) ** 0.5
                mixed = scores.softmax(-1).matmul(split(y.matmul(v))).transpose(0, 1).reshape(tokens, width)
                x = x + mixed.matmul(o)
            return x

    return work, 1


def mlp():
    parts = []
    for _ in range(20):
        parts += [torch.nn.Linear(128, 128, bias=False), torch.nn.BatchNorm1d(128), torch.nn.ReLU()]
    model = torch.nn.Sequential(*parts, torch.nn.Linear(128, 10))
    optimiser = torch.optim.SGD(model.parameters(), lr=0.01)
    x, y = torch.randn(256, 128), torch.randint(0, 10, (256,))

    def work():
        optimiser.zero_grad()
        F.cross_entropy(model(x), y).backward()
        optimiser.step()

    return work, 1


def svdvals():
    a = torch.randn(512, 512)
    return (lambda: torch.linalg.svdvals(a)), 1


cases = {f.__name__: f for f in (add, attention, mlp, svdvals)}
ready = {}
print("ready", torch.__version__, flush=True)
for line in sys.stdin:
    name, repetitions = line.split()
    if name not in ready:
        ready[name] = cases[name]()
        for _ in range(5):
            ready[name][0]()
    work, calls = ready[name]
    times = []
    for _ in range(int(repetitions)):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) / calls)
    print(sorted(times)[len(times) // 20], flush=True)
