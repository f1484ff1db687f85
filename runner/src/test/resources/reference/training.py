"""Computes training.json: small trainings by PyTorch 1.13, from a seed to the last weight.

Run in this folder, on Debian with python3-torch: /usr/bin/python3 training.py

Images, labels, initial weights and order are made here from the same formulas and streams of
random numbers as in Menagerie; layers, loss, clipping, optimizers and schedules are PyTorch's.
Besides what 64-bit floats give there is how far 32-bit floats are off, and how far the losses
would move if a part of the recipe were dropped: tolerances have to lie between the two.
"""

import json
import math

import numpy as np
import torch
from torch import nn
from torch.optim import lr_scheduler

SEED, EPOCHS, BATCH, TRAIN, TEST, EDGE, CLASSES = 11, 3, 16, 50, 20, 8, 4
BATCHES = math.ceil(TRAIN / BATCH)
MEAN, STD = 0.25, 0.5
MASK, GAMMA = (1 << 64) - 1, 0x9E3779B97F4A7C15


def mix(z):
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def stream(purpose, *position):
    """SplitMix64, named by what it is for; yields numbers in [0, 1)."""
    state = mix((SEED + GAMMA) & MASK)
    for letter in purpose:
        state = mix(state ^ (ord(letter) + GAMMA) & MASK)
    for coordinate in position:
        state = mix((state + GAMMA) & MASK ^ mix(coordinate))
    while True:
        state = (state + GAMMA) & MASK
        yield (mix(state) >> 11) * 2.0**-53


def image(number):
    """Coarse noise; the quadrant that is brighter tells the class."""
    levels = []
    for row in range(EDGE):
        for column in range(EDGE):
            noise = (73 * number + 151 * row + 89 * column + 7 * number * row * column) % 128
            quadrant = row // 4 * 2 + column // 4
            levels.append(noise + (60 if quadrant == number % CLASSES else 0))
    return [np.float32((level / 255.0 - MEAN) / STD) for level in levels]


def images(first, count):
    pixels = np.array([image(first + i) for i in range(count)])
    labels = [(first + i) % CLASSES for i in range(count)]
    return torch.tensor(pixels.reshape(count, 1, EDGE, EDGE)), torch.tensor(labels)


def order(epoch):
    indices, random = list(range(TRAIN)), stream("order", epoch)
    for last in range(TRAIN - 1, 0, -1):
        chosen = int(next(random) * (last + 1))
        indices[chosen], indices[last] = indices[last], indices[chosen]
    return indices


def network():
    layers = nn.Sequential(
        nn.Conv2d(1, 6, 3, padding=1, bias=False), nn.BatchNorm2d(6), nn.SiLU(), nn.AvgPool2d(2),
        nn.Conv2d(6, 8, 3), nn.Tanh(), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
        nn.Linear(8, CLASSES))
    for index, fan_in in ((0, 9), (4, 54), (8, 8)):
        for name in ("weight", "bias"):
            tensor, random = getattr(layers[index], name), stream(f"weights/{index}.{name}")
            if tensor is None:
                continue
            bound = 1 / math.sqrt(fan_in)
            values = [np.float32(-bound + 2 * bound * next(random)) for _ in range(tensor.numel())]
            tensor.data = torch.tensor(np.array(values)).reshape(tensor.shape)
    return layers


TRAIN_SET, TEST_SET = images(0, TRAIN), images(1000, TEST)


def train(case, dtype):
    torch.set_default_dtype(dtype)
    model = network().to(dtype)
    pixels, labels = TRAIN_SET[0].to(dtype), TRAIN_SET[1]
    loss_of = nn.CrossEntropyLoss(label_smoothing=case["smoothing"])
    optimizer = case["optimizer"](model.parameters(), **case["options"])
    scheduler = case["scheduler"](optimizer, **case["scheduler_options"])
    result = {"losses": [], "clipped_steps": 0, "learning_rates": [], "test_losses": []}
    for epoch in range(1, EPOCHS + 1):
        model.train()
        indices = order(epoch)
        for start in range(0, TRAIN, BATCH):
            batch = indices[start:start + BATCH]
            optimizer.zero_grad()
            loss = loss_of(model(pixels[batch]), labels[batch])
            loss.backward()
            norm = nn.utils.clip_grad_norm_(model.parameters(), case["clip_norm"])
            rate = optimizer.param_groups[0]["lr"]
            optimizer.step()
            if case["per"] == "batch":
                scheduler.step()
            result["losses"].append(loss.item())
            result["clipped_steps"] += int(norm > case["clip_norm"])
        if case["per"] == "epoch":
            scheduler.step()
        model.eval()
        with torch.no_grad():
            test = nn.CrossEntropyLoss()(model(TEST_SET[0].to(dtype)), TEST_SET[1])
        result["learning_rates"].append(rate)
        result["test_losses"].append(test.item())
    result["weights"] = {
        name: tensor.reshape(-1).tolist()
        for name, tensor in model.state_dict().items() if not name.endswith("num_batches_tracked")}
    return result


def deviation(one, other):
    flat = [[v for values in r["weights"].values() for v in values] for r in (one, other)]
    return {
        "losses": max(abs(a - b) for a, b in zip(one["losses"], other["losses"])),
        "test_losses": max(abs(a - b) for a, b in zip(one["test_losses"], other["test_losses"])),
        "weights": max(abs(a - b) for a, b in zip(*flat))}


SGD = {
    "recipe": {
        "optimizer": "sgd(lr=0.1, momentum=0.9, weight_decay=0.02, nesterov=true)",
        "schedule": "one_cycle(max_lr=0.2, pct_start=0.4)"},
    "smoothing": 0.1, "clip_norm": 0.6,
    "optimizer": torch.optim.SGD,
    "options": {"lr": 0.1, "momentum": 0.9, "weight_decay": 0.02, "nesterov": True},
    "scheduler": lr_scheduler.OneCycleLR, "per": "batch",
    "scheduler_options": {"max_lr": 0.2, "pct_start": 0.4, "total_steps": EPOCHS * BATCHES}}
ADAM = {
    "recipe": {
        "optimizer": "adam(lr=0.02, weight_decay=0.05)",
        "schedule": "step(step_size=1, gamma=0.6)"},
    "smoothing": 0.1, "clip_norm": 0.6,
    "optimizer": torch.optim.Adam, "options": {"lr": 0.02, "weight_decay": 0.05},
    "scheduler": lr_scheduler.StepLR, "per": "epoch",
    "scheduler_options": {"step_size": 1, "gamma": 0.6}}
ADAMW = ADAM | {
    "recipe": {
        "optimizer": "adamw(lr=0.02, weight_decay=0.5)",
        "schedule": "cosine(per=batch)"},
    "optimizer": torch.optim.AdamW, "options": {"lr": 0.02, "weight_decay": 0.5},
    "scheduler": lr_scheduler.CosineAnnealingLR, "per": "batch",
    "scheduler_options": {"T_max": EPOCHS * BATCHES}}
CONSTANT = {"scheduler": lr_scheduler.ConstantLR, "scheduler_options": {"factor": 1}}
FAULTS = {
    "no smoothing": {"smoothing": 0.0},
    "no clipping": {"clip_norm": math.inf},
    "no schedule": CONSTANT}


def options(case, **changes):
    return {"options": case["options"] | changes}


def report(name, case, faults):
    exact = train(case, torch.float64)
    return {
        "name": name,
        "recipe": case["recipe"] | {
            "epochs": EPOCHS, "batch_size": BATCH, "label_smoothing": case["smoothing"],
            "clip_norm": case["clip_norm"], "mean": MEAN, "std": STD},
        "float64": exact,
        "float32_deviation": deviation(train(case, torch.float32), exact),
        "deviation_of_faults": {
            fault: deviation(train(case | change, torch.float64), exact)
            for fault, change in faults.items()}}


trainings = [
    report("sgd", SGD, FAULTS | {
        "no nesterov": options(SGD, nesterov=False),
        "no weight decay": options(SGD, weight_decay=0),
        "momentum not cycled":
            {"scheduler_options": SGD["scheduler_options"] | {"cycle_momentum": False}}}),
    report("adam", ADAM, FAULTS | {"no weight decay": options(ADAM, weight_decay=0)}),
    report("adamw", ADAMW, FAULTS | {"no weight decay": options(ADAMW, weight_decay=0)})]
with open("training.json", "w") as file:
    file.write("[" + ",\n".join(json.dumps(training) for training in trainings) + "]\n")
for training in trainings:
    print(training["name"], training["float64"]["losses"], training["float64"]["clipped_steps"],
          training["float64"]["test_losses"])
    print("  float32", training["float32_deviation"])
    for fault, moved in training["deviation_of_faults"].items():
        print("  ", fault, moved)
