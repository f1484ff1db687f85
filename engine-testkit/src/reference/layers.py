"""Computes vocabulary/layers.json: single layers by PyTorch 1.13, in 64-bit floats.

    /usr/bin/python3 layers.py ../main/resources/org/menagerie/engine/testkit/vocabulary/layers.json
    /usr/bin/python3 layers.py FILE NAME DOCUMENT SHAPE

The first computes what the file holds again, from the inputs in it, and says what differs. The second
adds a layer, or replaces the one of that name; documents are those of docs/model-files.md with every
argument given, and shapes are those of one image:

    /usr/bin/python3 layers.py FILE softplus '{"layer": "softplus"}' '[2, 4, 4]'
"""

import json
import sys
import zlib

import numpy as np
import torch
from torch import nn

BATCH = 4
MODULES = {name.lower(): getattr(nn, name) for name in dir(nn)}
ARGUMENTS = {"slope": "negative_slope", "min": "min_val", "max": "max_val"}


class Branches(nn.Module):
    def __init__(self, merge, paths):
        super().__init__()
        self.merge = merge
        self.paths = nn.ModuleList(paths)

    def forward(self, x):
        first, *others = [path(x) for path in self.paths]
        if self.merge == "concat":
            return torch.cat([first, *others], 1)
        for other in others:
            first = first + other if self.merge == "add" else first * other
        return first


class ChannelShuffle(nn.Module):
    """PyTorch's own has no gradient."""

    def __init__(self, groups):
        super().__init__()
        self.groups = groups

    def forward(self, x):
        return x.unflatten(1, (self.groups, -1)).transpose(1, 2).flatten(1, 2)


def module(document, shape):
    arguments = dict(document)
    name = arguments.pop("layer")
    if name == "branches":
        return Branches(arguments["merge"], [path(layers, shape) for layers in arguments["paths"]])
    if name == "conv2d":
        return nn.Conv2d(shape[0], arguments.pop("filters"), arguments.pop("kernel"), **arguments)
    if name == "linear":
        return nn.Linear(shape[-1], arguments["units"], arguments["bias"])
    if name == "batch_norm":
        kind = nn.BatchNorm2d if len(shape) == 3 else nn.BatchNorm1d
        return kind(shape[0], **arguments)
    if name == "group_norm":
        return nn.GroupNorm(arguments["groups"], shape[0])
    if name == "layer_norm":
        return nn.LayerNorm(shape)
    if name == "prelu":
        return nn.PReLU(shape[0] if arguments["per_channel"] else 1)
    if name == "channel_shuffle":
        return ChannelShuffle(arguments["groups"])
    if name in ("max_pool", "avg_pool"):
        kernel = arguments.pop("kernel")
        return MODULES[name.replace("_", "") + "2d"](kernel, ceil_mode=arguments.pop("ceil"), **arguments)
    if name in ("adaptive_avg_pool", "adaptive_max_pool"):
        return MODULES[name.replace("_", "") + "2d"](arguments["size"])
    if name == "gelu":
        return nn.GELU("tanh" if arguments.get("tanh") else "none")
    return MODULES[name.replace("_", "")](**{ARGUMENTS.get(key, key): value for key, value in arguments.items()})


def path(documents, shape):
    layers = []
    for document in documents:
        layers.append(module(document, shape))
        shape = list(nn.Sequential(*layers[-1:]).eval()(torch.zeros(1, *shape)).shape[1:])
    return nn.Sequential(*layers)


def numbers(tensor):
    return tensor.detach().double().flatten().tolist()


def computed(case):
    """The case with all that follows from its document, its inputs and its parameters."""
    layer = module(case["document"], case["input_shape"]).double()
    given = {parameter["name"]: parameter["values"] for parameter in case["parameters"]}
    for name, parameter in layer.named_parameters():
        parameter.data = torch.tensor(given[name]).double().reshape(parameter.shape)
    x = torch.tensor(case["input"]).double().reshape(BATCH, *case["input_shape"]).requires_grad_()
    before = numbers(layer.eval()(x))
    y = layer.train()(x)
    y.backward(torch.tensor(case["upstream_gradient"]).double().reshape(y.shape))
    return {
        "name": case["name"], "document": case["document"],
        "input_shape": case["input_shape"], "output_shape": list(y.shape[1:]), "batch": BATCH,
        "parameters": [
            {"name": name, "shape": list(p.shape), "values": numbers(p), "gradient": numbers(p.grad)}
            for name, p in layer.named_parameters()],
        "input": case["input"], "upstream_gradient": case["upstream_gradient"],
        "eval_output_before": before, "train_output": numbers(y), "input_gradient": numbers(x.grad),
        "running_statistics_after": [
            {"name": name, "values": numbers(b)} for name, b in layer.named_buffers() if "running" in name],
        "eval_output_after": numbers(layer.eval()(x)),
    }


def drawn(name, document, shape):
    """A case with inputs and parameters drawn by its name, all of them 32-bit floats."""
    draw = np.random.default_rng(zlib.crc32(name.encode()))
    torch.manual_seed(zlib.crc32(name.encode()))

    def floats(values):
        return np.asarray(values, np.float32).astype(float).flatten().tolist()

    layer = module(document, shape)
    count = BATCH * layer.eval()(torch.zeros(1, *shape)).numel()
    return {
        "name": name, "document": document, "input_shape": shape,
        "parameters": [
            {"name": key, "values": floats(p.detach().numpy() + draw.uniform(-0.1, 0.1, tuple(p.shape)))}
            for key, p in layer.named_parameters()],
        "input": floats(draw.standard_normal(BATCH * int(np.prod(shape)))),
        "upstream_gradient": floats(draw.uniform(-1, 1, count)),
    }


def values(tree):
    if isinstance(tree, dict):
        return [value for key in sorted(tree) for value in values(tree[key])]
    return [value for item in tree for value in values(item)] if isinstance(tree, list) else [tree]


def differs(a, b):
    if isinstance(a, (str, bool)) or isinstance(b, (str, bool)):
        return a != b
    return abs(a - b) > 1e-12 * (1 + abs(b))


def main(file, *added):
    with open(file) as stored:
        cases = json.load(stored)
    if added:
        name, document, shape = added[0], json.loads(added[1]), json.loads(added[2])
        cases = [case for case in cases if case["name"] != name] + [computed(drawn(name, document, shape))]
        with open(file, "w") as changed:
            json.dump(cases, changed, separators=(",", ":"))
        return 0
    wrong = []
    for case in cases:
        expected, actual = values(case), values(computed(case))
        if len(expected) != len(actual) or any(map(differs, actual, expected)):
            wrong.append(case["name"])
    print(f"{len(cases)} layers; different: {', '.join(wrong) or 'none'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
