"""Writes modules.json: values and gradients of modules and functions, initial values, paths of optimisers and learning rates, by Python's torch.

Run it with a Python that has torch: python3 modules.py. Every case starts from seed 0; inputs are sines, the same on both sides.
"""
import json
import os

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)


def wave(shape, phase=0.0):
    count = 1
    for length in shape:
        count *= length
    return torch.sin(0.7 * (torch.arange(count, dtype=torch.float64) + 1) + phase).reshape(shape)


def flat(tensor):
    return [float(v) for v in tensor.detach().double().reshape(-1)]


D = {"dtype": torch.float64}
classes = torch.tensor([1, 0, 3])
indices = torch.tensor([[1, 0], [3, 3]])
yes = torch.tensor([1.0, 0.0, 1.0, 1.0, 0.0, 0.0], dtype=torch.float64).reshape(2, 3)


def module(make, *extra):
    def run(inputs):
        m = make()
        return m, m(*inputs, *extra)
    return run


def evaluated(make):
    def run(inputs):
        m = make()
        m(wave([5, *inputs[0].shape[1:]], 2.0))
        m.eval()
        return m, m(*inputs)
    return run


def function(f):
    return lambda inputs: (None, f(*inputs))


CASES = {
    "Linear": ([[2, 3]], module(lambda: nn.Linear(3, 4, **D))),
    "Linear without bias": ([[2, 3]], module(lambda: nn.Linear(3, 4, bias=False, **D))),
    "Embedding": ([], module(lambda: nn.Embedding(4, 3, **D), indices)),
    "Embedding with padding": ([], module(lambda: nn.Embedding(4, 3, padding_idx=-1, **D), indices)),
    "LayerNorm": ([[2, 3, 4]], module(lambda: nn.LayerNorm([3, 4], **D))),
    "BatchNorm1d": ([[4, 3]], module(lambda: nn.BatchNorm1d(3, **D))),
    "BatchNorm1d of signals": ([[4, 3, 2]], module(lambda: nn.BatchNorm1d(3, momentum=0.3, **D))),
    "BatchNorm1d without statistics": ([[4, 3]], module(lambda: nn.BatchNorm1d(3, affine=False, track_running_stats=False, **D))),
    "BatchNorm1d evaluated": ([[4, 3]], evaluated(lambda: nn.BatchNorm1d(3, **D))),
    "BatchNorm2d": ([[2, 3, 2, 2]], module(lambda: nn.BatchNorm2d(3, **D))),
    "BatchNorm2d evaluated": ([[2, 3, 2, 2]], evaluated(lambda: nn.BatchNorm2d(3, **D))),
    "GroupNorm": ([[2, 4, 3]], module(lambda: nn.GroupNorm(2, 4, **D))),
    "Conv1d": ([[2, 2, 7]], module(lambda: nn.Conv1d(2, 4, 3, stride=2, padding=1, dilation=2, groups=2, **D))),
    "Conv1d same": ([[2, 2, 7]], module(lambda: nn.Conv1d(2, 3, 4, padding="same", **D))),
    "Conv1d circular": ([[2, 2, 7]], module(lambda: nn.Conv1d(2, 3, 3, padding=2, padding_mode="circular", **D))),
    "Conv2d": ([[2, 2, 5, 6]], module(lambda: nn.Conv2d(2, 3, 3, stride=2, padding=1, **D))),
    "Conv2d of two lengths": ([[2, 2, 5, 6]], module(lambda: nn.Conv2d(2, 3, (3, 2), stride=(1, 2), padding=(0, 1), bias=False, **D))),
    "Conv2d reflected": ([[2, 2, 5, 6]], module(lambda: nn.Conv2d(2, 3, (3, 2), padding="same", padding_mode="reflect", **D))),
    "MaxPool2d": ([[1, 2, 5, 6]], module(lambda: nn.MaxPool2d(2, stride=1, padding=1))),
    "AvgPool2d": ([[1, 2, 5, 6]], module(lambda: nn.AvgPool2d((2, 3), padding=(1, 0), count_include_pad=False))),
    "AdaptiveAvgPool2d": ([[1, 2, 5, 6]], module(lambda: nn.AdaptiveAvgPool2d((2, 3)))),
    "Flatten": ([[2, 3, 2]], module(lambda: nn.Flatten())),
    "Identity": ([[2, 3]], module(lambda: nn.Identity())),
    "Dropout": ([[40]], module(lambda: nn.Dropout(0.4))),
    "Sequential": ([[2, 3]], module(lambda: nn.Sequential(nn.Linear(3, 5, **D), nn.Tanh(), nn.Linear(5, 2, **D)))),
    "ReLU": ([[12]], module(lambda: nn.ReLU())),
    "LeakyReLU": ([[12]], module(lambda: nn.LeakyReLU(0.2))),
    "ELU": ([[12]], module(lambda: nn.ELU(0.7))),
    "GELU": ([[12]], module(lambda: nn.GELU())),
    "GELU by tanh": ([[12]], module(lambda: nn.GELU("tanh"))),
    "SiLU": ([[12]], module(lambda: nn.SiLU())),
    "Tanh": ([[12]], module(lambda: nn.Tanh())),
    "Sigmoid": ([[12]], module(lambda: nn.Sigmoid())),
    "Softplus": ([[12]], module(lambda: nn.Softplus(2, 1))),
    "Hardtanh": ([[12]], module(lambda: nn.Hardtanh(-0.5, 0.25))),
    "Softmax": ([[3, 4]], module(lambda: nn.Softmax(0))),
    "LogSoftmax": ([[3, 4]], module(lambda: nn.LogSoftmax(-1))),
    "MSELoss": ([[2, 3], [2, 3]], module(lambda: nn.MSELoss())),
    "L1Loss": ([[2, 3], [2, 3]], module(lambda: nn.L1Loss(reduction="sum"))),
    "SmoothL1Loss": ([[2, 3], [2, 3]], module(lambda: nn.SmoothL1Loss(beta=0.5))),
    "HuberLoss": ([[2, 3], [2, 3]], module(lambda: nn.HuberLoss(delta=0.5))),
    "CrossEntropyLoss": ([[3, 4]], module(lambda: nn.CrossEntropyLoss(), classes)),
    "CrossEntropyLoss with weights": ([[3, 4]], module(lambda: nn.CrossEntropyLoss(wave([4]) + 2, ignore_index=0, label_smoothing=0.1), classes)),
    "NLLLoss": ([[3, 4]], module(lambda: nn.NLLLoss(reduction="none"), classes)),
    "BCEWithLogitsLoss": ([[2, 3]], module(lambda: nn.BCEWithLogitsLoss(pos_weight=wave([3]) + 2), yes)),
    "KLDivLoss": ([[2, 3], [2, 3]], module(lambda: nn.KLDivLoss(log_target=True))),
    "CosineSimilarity": ([[2, 3], [2, 3]], module(lambda: nn.CosineSimilarity(dim=1))),
    "binary_cross_entropy": ([[2, 3]], function(lambda x: F.binary_cross_entropy(torch.sigmoid(x), yes))),
    "normalize": ([[2, 3]], function(lambda x: F.normalize(x, p=3, dim=0))),
    "pad constant": ([[2, 3]], function(lambda x: F.pad(x, (1, 2, 0, 1), value=0.5))),
    "pad reflect": ([[1, 2, 4]], function(lambda x: F.pad(x, (2, 1), mode="reflect"))),
    "pad replicate": ([[1, 2, 4]], function(lambda x: F.pad(x, (2, 1), mode="replicate"))),
    "pad circular": ([[1, 2, 4]], function(lambda x: F.pad(x, (2, 1), mode="circular"))),
    "interpolate nearest": ([[1, 2, 3, 4]], function(lambda x: F.interpolate(x, scale_factor=1.7))),
    "interpolate linear": ([[1, 2, 5]], function(lambda x: F.interpolate(x, size=8, mode="linear", align_corners=True))),
    "interpolate bilinear": ([[1, 2, 3, 4]], function(lambda x: F.interpolate(x, size=(5, 7), mode="bilinear"))),
    "interpolate bilinear smoothed": ([[1, 2, 6, 7]], function(lambda x: F.interpolate(x, size=(3, 4), mode="bilinear", antialias=True))),
    "interpolate bicubic": ([[1, 2, 3, 4]], function(lambda x: F.interpolate(x, scale_factor=(2.0, 1.5), mode="bicubic", recompute_scale_factor=True))),
    "interpolate area": ([[1, 2, 6, 4]], function(lambda x: F.interpolate(x, size=(3, 3), mode="area"))),
    "unfold": ([[1, 2, 4, 5]], function(lambda x: F.unfold(x, (2, 3), padding=(1, 0), stride=(1, 2)))),
    "one_hot": ([], function(lambda: F.one_hot(indices, 5).double())),
}


def case(shapes, run):
    inputs = [wave(s, 0.5 * i).requires_grad_() for i, s in enumerate(shapes)]
    torch.manual_seed(0)
    m, y = run(inputs)
    named = list(m.named_parameters()) if m is not None else []
    result = {"shape": list(y.shape), "values": flat(y), "parameters": {n: flat(p) for n, p in named}}
    if y.requires_grad:
        (y * wave(y.shape, 1.0)).sum().backward()
        result["input gradients"] = [flat(i.grad) for i in inputs]
        result["gradients"] = {n: flat(p.grad) for n, p in named}
    result["buffers"] = {n: flat(b) for n, b in m.named_buffers()} if m is not None else {}
    return result


def initial():
    fills = {
        "uniform_": lambda t: nn.init.uniform_(t, -1, 2), "normal_": lambda t: nn.init.normal_(t, 1, 2), "constant_": lambda t: nn.init.constant_(t, 0.3),
        "eye_": nn.init.eye_, "orthogonal_": lambda t: nn.init.orthogonal_(t, 1.5), "xavier_uniform_": lambda t: nn.init.xavier_uniform_(t, 2),
        "xavier_normal_": nn.init.xavier_normal_, "kaiming_uniform_": lambda t: nn.init.kaiming_uniform_(t, nonlinearity="relu"),
        "kaiming_normal_": lambda t: nn.init.kaiming_normal_(t, 0.1, mode="fan_out"), "trunc_normal_": lambda t: nn.init.trunc_normal_(t, 0.2, 1.5, -1, 2),
    }
    results = {}
    for name, fill in fills.items():
        for kind, shape in (("wide", [3, 5]), ("tall", [5, 2])):
            torch.manual_seed(0)
            results[f"{name} {kind}"] = flat(fill(torch.empty(shape, dtype=torch.float64)))
    torch.manual_seed(0)
    results["single precision"] = flat(nn.Linear(3, 4).weight)
    return results


def descend(make, steps=20):
    w, b = wave([3, 4]).requires_grad_(), wave([3], 1.0).requires_grad_()
    optimiser = make([w, b])
    losses = []
    for t in range(steps):
        optimiser.zero_grad()
        loss = ((w @ wave([4], float(t)) - b) ** 2).sum()
        loss.backward()
        optimiser.step()
        losses.append(float(loss))
    return {"losses": losses, "weights": flat(w), "bias": flat(b)}


OPTIMISERS = {
    "SGD": lambda p: torch.optim.SGD(p, 0.1),
    "SGD decayed": lambda p: torch.optim.SGD(p, 0.1, weight_decay=0.1),
    "SGD momentum": lambda p: torch.optim.SGD(p, 0.05, momentum=0.9, dampening=0.2, weight_decay=0.1),
    "SGD nesterov": lambda p: torch.optim.SGD(p, 0.05, momentum=0.8, nesterov=True, weight_decay=0.05),
    "SGD maximize": lambda p: torch.optim.SGD(p, 0.01, momentum=0.5, weight_decay=0.1, maximize=True),
    "Adam": lambda p: torch.optim.Adam(p, 0.05),
    "Adam amsgrad": lambda p: torch.optim.Adam(p, 0.05, betas=(0.8, 0.9), eps=1e-4, weight_decay=0.1, amsgrad=True),
    "Adam maximize": lambda p: torch.optim.Adam(p, 0.01, maximize=True),
    "AdamW": lambda p: torch.optim.AdamW(p, 0.05, weight_decay=0.2),
    "AdamW amsgrad": lambda p: torch.optim.AdamW(p, 0.05, betas=(0.5, 0.7), weight_decay=0, amsgrad=True, maximize=True),
    "two groups": lambda p: torch.optim.SGD([{"params": p[:1]}, {"params": p[1:], "lr": 0.01, "momentum": 0.9}], 0.1),
}

S = torch.optim.lr_scheduler
SCHEDULERS = {
    "StepLR": lambda o: S.StepLR(o, 4, 0.5),
    "MultiStepLR": lambda o: S.MultiStepLR(o, [3, 7, 7, 12], 0.5),
    "ExponentialLR": lambda o: S.ExponentialLR(o, 0.9),
    "ConstantLR": lambda o: S.ConstantLR(o, 0.3, 6),
    "LinearLR": lambda o: S.LinearLR(o, 0.25, 0.8, 8),
    "CosineAnnealingLR": lambda o: S.CosineAnnealingLR(o, 7, 0.01),
    "LambdaLR": lambda o: S.LambdaLR(o, lambda t: 1 / (1 + t)),
    "OneCycleLR": lambda o: S.OneCycleLR(o, 0.5, total_steps=30),
    "OneCycleLR of three phases": lambda o: S.OneCycleLR(o, 0.5, epochs=3, steps_per_epoch=10, pct_start=0.2, anneal_strategy="linear", three_phase=True),
    "SequentialLR": lambda o: S.SequentialLR(o, [S.LinearLR(o, 0.1, 1, 5), S.CosineAnnealingLR(o, 10), S.ExponentialLR(o, 0.9)], [5, 15]),
}


def schedule(make):
    optimiser = torch.optim.SGD([wave([3]).requires_grad_()], 0.2, momentum=0.9)
    scheduler = make(optimiser)
    rates, momenta = [], []
    for t in range(29):
        rates.append(optimiser.param_groups[0]["lr"])
        momenta.append(optimiser.param_groups[0]["momentum"])
        optimiser.step()
        scheduler.step()
    return {"rates": rates, "momenta": momenta}


def plateau():
    optimiser = torch.optim.SGD([wave([3]).requires_grad_()], 0.2)
    scheduler = S.ReduceLROnPlateau(optimiser, factor=0.5, patience=2, cooldown=1, min_lr=0.02)
    rates = []
    for t in range(29):
        scheduler.step(1 / (1 + t) if t < 6 else 0.2)
        rates.append(optimiser.param_groups[0]["lr"])
    return rates


w, b = wave([3, 4]).requires_grad_(), wave([3], 1.0).requires_grad_()
(w * wave([3, 4], 2.0)).sum().backward()
(b * 3).sum().backward()
norm = float(nn.utils.clip_grad_norm_([w, b], 1.5))

results = {
    "cases": {name: case(shapes, run) for name, (shapes, run) in CASES.items()},
    "initial": initial(),
    "optimisers": {name: descend(make) for name, make in OPTIMISERS.items()},
    "schedulers": {name: schedule(make) for name, make in SCHEDULERS.items()},
    "plateau": plateau(),
    "clipped": {"norm": norm, "weights": flat(w.grad), "bias": flat(b.grad)},
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "modules.json"), "w") as file:
    json.dump(results, file, indent=0, sort_keys=True)
    file.write("\n")
