"""Computes batch-norm.json: batch norms far from zero by PyTorch 1.13.

Run in this folder, on Debian with python3-torch: /usr/bin/python3 batch_norm.py

One training step of BatchNorm, Flatten and Linear, with and without a ReLU before, on images whose
mean is many times their deviation. Pixels are multiples of 1/256, which 32-bit floats hold.
"""

import json

import torch
from torch import nn

IMAGES, CHANNELS, EDGE, CLASSES = 37, 2, 4, 3
AREA = EDGE * EDGE
MEANS = [0, 100, 10000, -10000]
torch.set_num_threads(1)


def noise(i):
    """Whole numbers from -443 to 443; over 256, their deviation is about 1."""
    return (7919 * i + 104729 * (i % 13) + i * i % 977) % 887 - 443


def pixels(mean):
    signs = [1, -1]
    return torch.tensor([
        mean * signs[i // AREA % CHANNELS] + noise(i) / 256 for i in range(IMAGES * CHANNELS * AREA)
    ]).reshape(IMAGES, CHANNELS, EDGE, EDGE)


def step(mean, relu, kind):
    norm, linear = nn.BatchNorm2d(CHANNELS, momentum=1), nn.Linear(CHANNELS * AREA, CLASSES)
    layers = nn.Sequential(*([nn.ReLU()] if relu else []), norm, nn.Flatten(), linear)
    norm.weight.data = torch.tensor([0.75, -1.25])
    norm.bias.data = torch.tensor([0.5, 0.25])
    linear.weight.data = torch.tensor([
        noise(i) / 4096 for i in range(CLASSES * CHANNELS * AREA)]).reshape(CLASSES, -1)
    linear.bias.data = torch.zeros(CLASSES)
    layers.to(kind)
    logits = layers(pixels(mean).to(kind))
    labels = torch.tensor([i % CLASSES for i in range(IMAGES)])
    loss = nn.functional.cross_entropy(logits, labels)
    loss.backward()
    return {
        "running_mean": norm.running_mean.tolist(),
        "running_var": norm.running_var.tolist(),
        "loss": loss.item(),
        "weight_gradient": norm.weight.grad.tolist(),
        "bias_gradient": norm.bias.grad.tolist(),
    }


cases = [
    {"mean": mean, "relu": relu, "float32": step(mean, relu, torch.float32),
     "float64": step(mean, relu, torch.float64)}
    for mean in MEANS for relu in (False, True)
]
with open("batch-norm.json", "w") as file:
    json.dump(cases, file, indent=1)
    file.write("\n")
