"""Computes trainings/*.json: the installed zoos' networks, trained by PyTorch 1.13 in 64-bit floats.

    /usr/bin/python3 networks.py ../main/resources/org/menagerie/engine/testkit/trainings [NAME...]

Weights and batches are made from the same streams of random numbers as in ReferenceNetwork. Dropout
is off; the optimizer is SGD with learning rate 0.01 and momentum 0.9. Each network is trained from
several seeds in two forms: as it is, with its kinks, and smooth, with SiLU for ReLU and means for
maxima. "moves" says how far 64-bit floats themselves move where kinks are, if the weights of the
beginning are off in the last bits of a 32-bit float, up or down by chance: by 2^-17, so that in
every step some of the hundreds of thousands of values change sides of a kink. By 2^-24 it is one in
a few trainings, and PyTorch's own 32-bit floats then pass a kink that four draws of it do not.
"""

import json
import math
import re
import sys

import numpy as np
import torch
from torch import nn

SEEDS = [7, 10007, 20007]
STEPS, BATCH, EVALUATED, DRAWS = 12, 16, 4, 4
PERTURBATION = 2.0**-17
GAMMA = 0x9E3779B97F4A7C15

# cF:K is a convolution of F filters of KxK without bias, CF:K one with; p1 its padding; n batch norm,
# r ReLU, m MaxPool(2), g global mean, lF a linear layer. Dropout stands where it does in the model.
NETWORKS = {
    "mnistnet-mnistnet1": "c8:3 r c16:3 r c16:3 r c8:1 m c8:3 r c8:3 r c16:3 r c10:1 r c10:5 f",
    "mnistnet-mnistnet2": "c8:3 r n d c16:3 r n d c8:1 m c16:3 r n d c16:3 r n d c16:3 r n d g c10:1 f",
    "mnistnet-mnistnet3": "c8:3 r n d c16:3 r n d c8:1 r n m c12:3 r n d c16:3 r n d c16:3 r n d g c10:1 f",
    "model4-model4": "c10:3 n r d c14:3 n r d c16:3 n r d m c12:1 n r c16:3 n r d c16:3 n r d g c10:1 f",
    "model5-model1": "c8:3 r d c16:3 r d c24:3 r d m c8:1 c16:3 r d c24:3 r d c10:1 c10:7 f",
    "model5-model2": "c8:3 r n d c16:3 n d c24:3 r n d m c8:1 c16:3 r n d c24:3 r n d c10:1 c10:7 f",
    "model5-model3": "c8:3 r n d c8:3 n d c16:3 r n d m c8:1 c8:3 r n d c16:3 r n d c10:1 g f",
    "model5-model4": "c8:3 r n d c16:3 n d c16:3 r n d m c8:1 c16:3 r n d c16:3 r n d c10:1 g f",
    "model5-model5": "c6:3 r n d c16:3 n d c20:3 r n d m c6:1 c16:3 r n d c20:3p1 r n d g c10:1 f",
    "pipeline-simple": "c8:3 n r c12:3 n r c16:3 n r c20:3 n r m C12:1 n r c16:3p1 n r c16:3p1 n r c16:3p1 n r g C10:1 f",
    "progressive-model1": "C16:3 r C8:3 r C16:3 r m C8:3 r C16:3 r m C8:3p1 r C10:3p1 r f l10",
    "progressive-model2": "C16:3 n r d C8:3 n r d C16:3 n r d m C8:3 n r d C16:3 n r d m C12:3p1 n r d C10:3p1 g f",
    "progressive-model3": "C8:3 n r C8:3 n r m C12:3 n r C12:3 n r m C24:3 n r m C10:3p1 g f",
}


def units(seed, count):
    """Numbers in [0, 1) of the plain SplitMix64 stream of a seed."""
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(GAMMA)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


def batch(seed, size):
    random = units(seed, size + size * 784)
    labels = (random[:size] * 10).astype(int)
    noise = random[size:].reshape(size, 28, 28)
    bar = np.zeros((size, 28, 28))
    for image, label in enumerate(labels):
        row, column = 4 + 12 * (label // 5), 2 + 5 * (label % 5)
        bar[image, row:row + 8, column:column + 5] = 0.7
    pixels = (0.3 * noise + bar).astype(np.float32).astype(np.float64)
    images = ((pixels - 0.1307) / 0.3081).astype(np.float32).astype(np.float64)
    return torch.tensor(images).reshape(size, 1, 28, 28), torch.tensor(labels)


def network(text, smooth):
    layers, channels = [], 1
    for word in text.split():
        conv = re.fullmatch(r"([cC])(\d+):(\d)(?:p(\d))?", word)
        if conv:
            filters = int(conv[2])
            layers.append(nn.Conv2d(channels, filters, int(conv[3]), padding=int(conv[4] or 0), bias=conv[1] == "C"))
            channels = filters
        elif word[0] == "l":
            layers.append(nn.Linear(9 * channels, int(word[1:])))
        else:
            layers.append({
                "n": lambda: nn.BatchNorm2d(channels), "r": nn.SiLU if smooth else nn.ReLU,
                "d": nn.Identity, "m": lambda: nn.AvgPool2d(2) if smooth else nn.MaxPool2d(2),
                "g": lambda: nn.AdaptiveAvgPool2d(1), "f": nn.Flatten}[word]())
    return nn.Sequential(*layers).double()


def initialize(layers, seed, draw):
    """Weights of the seed; with a draw, each a little larger or smaller."""
    count = sum(p.numel() for p in layers.parameters())
    random, at = units(seed, count), 0
    directions = np.random.default_rng(draw).integers(0, 2, count) * 2.0 - 1
    for layer in layers:
        for name, tensor in layer.named_parameters():
            some = random[at:at + tensor.numel()]
            if isinstance(layer, nn.BatchNorm2d):
                values = 1 + 0.1 * (2 * some - 1) if name == "weight" else (2 * some - 1) * 0.1
            elif name == "weight":
                values = (2 * some - 1) * math.sqrt(6.0 / tensor[0].numel())
            else:
                values = (2 * some - 1) * 0.1
            values = values.astype(np.float32).astype(np.float64)
            if draw:
                values *= 1 + PERTURBATION * directions[at:at + tensor.numel()]
            tensor.data = torch.tensor(values).reshape(tensor.shape)
            at += tensor.numel()


def train(text, smooth, seed, draw=0):
    layers = network(text, smooth)
    initialize(layers, seed, draw)
    images, _ = batch(seed + 1, EVALUATED)
    loss_of = nn.CrossEntropyLoss()
    result = {"seed": seed}
    with torch.no_grad():
        result["logits_before"] = layers.eval()(images).flatten().tolist()
    rule = torch.optim.SGD(layers.parameters(), lr=0.01, momentum=0.9)
    result["losses"] = []
    for step in range(STEPS):
        inputs, labels = batch(seed + 100 + step, BATCH)
        rule.zero_grad()
        loss = loss_of(layers.train()(inputs), labels)
        loss.backward()
        if step == 0:
            result["gradient_norms"] = [p.grad.norm().item() for p in layers.parameters()]
        rule.step()
        result["losses"].append(loss.item())
    with torch.no_grad():
        result["logits_after"] = layers.eval()(images).flatten().tolist()
    result["statistics"] = {
        name: tensor.tolist() for name, tensor in layers.named_buffers() if name.split(".")[1] != "num_batches_tracked"}
    return result


def relative(a, b):
    """The distance of two tensors by the norm of the first."""
    a, b = np.array(a), np.array(b)
    return float(np.linalg.norm(a - b) / np.linalg.norm(a))


def moves(true, others):
    """How far others are off at most; of losses, up to each step."""
    losses = np.max([np.abs(np.array(o["losses"]) - true["losses"]) for o in others], axis=0)
    gradients = np.array([np.abs(np.array(o["gradient_norms"]) - true["gradient_norms"]) for o in others])
    return {
        "gradient_norms": gradients.max(axis=0).tolist(),
        "losses": np.maximum.accumulate(losses).tolist(),
        "logits_after": max(float(np.abs(np.array(o["logits_after"]) - true["logits_after"]).max()) for o in others),
        "statistics": max(
            [relative(true["statistics"][name], o["statistics"][name]) for o in others for name in true["statistics"]],
            default=0.0),
    }


def rounded(value, digits):
    if isinstance(value, float):
        return float(f"%.{digits}g" % value)
    if isinstance(value, list):
        return [rounded(v, digits) for v in value]
    if isinstance(value, dict):
        return {k: rounded(v, 3 if k == "moves" else digits) for k, v in value.items()}
    return value


torch.set_num_threads(1)
for name in sys.argv[2:] or NETWORKS:
    text = NETWORKS[name]
    kinks = []
    for seed in SEEDS:
        true = train(text, False, seed)
        true["moves"] = moves(true, [train(text, False, seed, draw) for draw in range(1, DRAWS + 1)])
        kinks.append(true)
    reference = {"layers": text.split(), "smooth": [train(text, True, seed) for seed in SEEDS], "kinks": kinks}
    with open(f"{sys.argv[1]}/{name}.json", "w") as file:
        json.dump(rounded(reference, 10), file)
        file.write("\n")
    print(name, [k["moves"]["losses"][-1] for k in kinks], [k["moves"]["logits_after"] for k in kinks], flush=True)
