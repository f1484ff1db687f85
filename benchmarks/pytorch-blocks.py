"""Trains a model of the zoo in PyTorch when it is told to.

Answers each line on standard input with the milliseconds per step of a block of steps. The network
and the batch are read from the folder that the class Workload has written.
Usage: pytorch-blocks.py THREADS ZOO/MODEL WORKLOAD
"""

import json
import os
import sys
import time

import torch
from torch import nn

BATCH_SIZE = 128
IMAGE = (1, 28, 28)
STEPS = 10
SECONDS = 0.3

ACTIVATIONS = {
    "RELU": nn.ReLU,
    "LEAKY_RELU": nn.LeakyReLU,
    "SIGMOID": nn.Sigmoid,
    "TANH": nn.Tanh,
    "SILU": nn.SiLU,
}


class Residual(nn.Module):
    def __init__(self, branch):
        super().__init__()
        self.branch = branch

    def forward(self, x):
        return x + self.branch(x)


def module(layer, shape):
    """The module of a layer that gets inputs of this shape, without the batch."""
    kind = layer["class"].rsplit(".", 1)[-1]
    if kind == "Conv2d":
        return nn.Conv2d(
            shape[0],
            layer["filters"],
            layer["kernel"],
            stride=layer["stride"],
            padding=layer["padding"],
            dilation=layer["dilation"],
            groups=layer["groups"],
            bias=layer["bias"],
        )
    if kind == "Linear":
        return nn.Linear(shape[0], layer["units"], bias=layer["bias"])
    if kind == "BatchNorm":
        norm = nn.BatchNorm2d if len(shape) == 3 else nn.BatchNorm1d
        return norm(shape[0], eps=layer["epsilon"], momentum=layer["momentum"])
    if kind == "Activation":
        return ACTIVATIONS[layer["function"]]()
    if kind == "Dropout":
        return nn.Dropout(layer["rate"])
    if kind in ("MaxPool", "AvgPool"):
        pool = nn.MaxPool2d if kind == "MaxPool" else nn.AvgPool2d
        return pool(layer["kernel"], stride=layer["stride"], padding=layer["padding"])
    if kind == "GlobalAvgPool":
        return nn.AdaptiveAvgPool2d(1)
    if kind == "Flatten":
        return nn.Flatten()
    if kind == "Residual":
        return Residual(sequence(layer["layers"], shape))
    sys.exit(f"PyTorch has no layer {kind}")


def sequence(layers, shape):
    modules = []
    for layer in layers:
        modules.append(module(layer, shape))
        with torch.no_grad():
            # Of two images, since batch normalisation takes no single one.
            shape = modules[-1](torch.zeros(2, *shape)).shape[1:]
    return nn.Sequential(*modules)


def layers_of(model, workload):
    with open(os.path.join(workload, "networks.tsv"), encoding="utf-8") as lines:
        for line in lines:
            name, _, layers = line.split("\t")
            if name == model:
                return json.loads(layers)
    sys.exit(f"{workload} has no model {model}")


def batch_in(workload):
    with open(os.path.join(workload, "batch.bin"), "rb") as file:
        content = bytearray(file.read())
    end = 4 * BATCH_SIZE * IMAGE[0] * IMAGE[1] * IMAGE[2]
    images = torch.frombuffer(content[:end], dtype=torch.float32)
    labels = torch.frombuffer(content[end:], dtype=torch.int32)
    return images.reshape(BATCH_SIZE, *IMAGE), labels.long()


def main():
    threads, model, workload = sys.argv[1:]
    torch.set_num_threads(int(threads))
    torch.manual_seed(1)
    network = sequence(layers_of(model, workload), IMAGE)
    network.train()
    optimizer = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9)
    criterion = nn.CrossEntropyLoss()
    images, labels = batch_in(workload)
    for _ in sys.stdin:
        start = time.perf_counter()
        steps = 0
        while steps < STEPS or time.perf_counter() - start < SECONDS:
            optimizer.zero_grad()
            loss = criterion(network(images), labels)
            loss.backward()
            optimizer.step()
            loss.item()
            steps += 1
        print(f"{1000 * (time.perf_counter() - start) / steps:.4f}", flush=True)


if __name__ == "__main__":
    main()
