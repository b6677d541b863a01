"""The Python side of the benchmark 'scan': a selective scan as a loop over tokens and in chunks, one thread.

Reads lines "CASE REPETITIONS", answers each with one line: seconds per call, the 5th percentile over repetitions.
"""
import sys
import time

import torch

torch.set_num_threads(1)
torch.manual_seed(0)
tokens, width, states, chunk = 1024, 256, 16, 32
u = torch.randn(1, tokens, width)
delta = torch.nn.functional.softplus(torch.randn(1, tokens, width) - 3)
poles = -torch.arange(1.0, states + 1).expand(width, states).contiguous()
write, read = torch.randn(1, tokens, states), torch.randn(1, tokens, states)
parts = [u, delta, poles, write, read]


def loop(u, delta, poles, write, read):
    decay = torch.exp(delta.unsqueeze(-1) * poles)
    drive = (delta * u).unsqueeze(-1) * write.unsqueeze(2)
    state = torch.zeros(1, width, states)
    outputs = []
    # Unbound once: indexing in the loop would make the backward of every step as large as the sequence.
    for a, x, c in zip(decay.unbind(1), drive.unbind(1), read.unsqueeze(2).unbind(1)):
        state = a * state + x
        outputs.append((state * c).sum(-1))
    return torch.stack(outputs, 1)


def chunks(u, delta, poles, write, read):
    decay = torch.exp(delta.unsqueeze(-1) * poles).view(1, tokens // chunk, chunk, width, states)
    drive = ((delta * u).unsqueeze(-1) * write.unsqueeze(2)).view(1, tokens // chunk, chunk, width, states)
    reach = 1
    while reach < chunk:
        here = decay[:, :, reach:]
        drive = torch.cat([drive[:, :, :reach], drive[:, :, reach:] + here * drive[:, :, :-reach]], 2)
        decay = torch.cat([decay[:, :, :reach], here * decay[:, :, :-reach]], 2)
        reach *= 2
    state = torch.zeros(1, 1, width, states)
    all_states = []
    for c in range(tokens // chunk):
        inside = drive[:, c] + decay[:, c] * state
        all_states.append(inside)
        state = inside[:, -1:]
    return (torch.cat(all_states, 1) * read.unsqueeze(2)).sum(-1)


def forward(scan):
    def work():
        with torch.no_grad():
            return scan(*parts)

    return work


def both(scan):
    leaves = [p.clone().requires_grad_() for p in parts]

    def work():
        for leaf in leaves:
            leaf.grad = None
        scan(*leaves).sum().backward()

    return work


with torch.no_grad():
    assert torch.allclose(loop(*parts), chunks(*parts), atol=1e-4)
cases = {
    "loop_forward": lambda: forward(loop), "chunks_forward": lambda: forward(chunks),
    "loop_both": lambda: both(loop), "chunks_both": lambda: both(chunks),
}
ready = {}
print("ready", "torch", torch.__version__, flush=True)
for line in sys.stdin:
    name, repetitions = line.split()
    if name not in ready:
        ready[name] = cases[name]()
        ready[name]()
    times = []
    for _ in range(int(repetitions)):
        start = time.perf_counter()
        ready[name]()
        times.append(time.perf_counter() - start)
    print(sorted(times)[len(times) // 20], flush=True)
