"""Softmax regressions as PyTorch trains them in double precision, for softmax-regression.json.

    python3 softmax_regression.py > ../main/resources/org/menagerie/engine/testkit/softmax-regression.json

Flatten and one linear layer on images of 1x4x4 pixels, three classes, six batches, the last one
smaller; learning rate and momentum change with every step.
"""

import json
import random

import torch

torch.set_default_dtype(torch.float64)
SHAPE = [1, 4, 4]
PIXELS = 16
CLASSES = 3
SIZES = [8, 8, 8, 8, 8, 5]

CASES = [
    ("sgd", {"lr": 0.1}, 0, None),
    ("sgd with momentum and weight decay", {"lr": 0.1, "momentum": 0.9, "weight_decay": 0.01}, 0, None),
    ("sgd with Nesterov's momentum", {"lr": 0.1, "momentum": 0.9, "nesterov": True}, 0, None),
    ("adam", {"lr": 0.02}, 0, None),
    ("adam with weight decay", {"lr": 0.02, "betas": [0.9, 0.99], "weight_decay": 0.05}, 0, None),
    ("adamw", {"lr": 0.02, "weight_decay": 0.1}, 0, None),
    ("sgd with smoothed labels", {"lr": 0.1, "momentum": 0.9}, 0.1, None),
    ("sgd with clipped gradients", {"lr": 0.1, "momentum": 0.9}, 0, 0.2),
]


def numbers(count, spread):
    """Few digits, so that they are read as the same 32-bit floats everywhere."""
    return [round(random.gauss(0, spread), 4) for _ in range(count)]


def tensor(values, *shape):
    """What an engine is given, to the last bit."""
    return torch.tensor(values, dtype=torch.float32).double().reshape(*shape)


def listed(values):
    return [round(value, 12) for value in values.flatten().tolist()]


def optimizer(name, settings, parameters):
    kind = name.split()[0]
    return {"sgd": torch.optim.SGD, "adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[kind](parameters, **settings)


def train(case, start, batches):
    name, settings, smoothing, clip = case
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(PIXELS, CLASSES))
    weight, bias = model[1].weight, model[1].bias
    with torch.no_grad():
        weight.copy_(tensor(start["weight"], CLASSES, PIXELS))
        bias.copy_(tensor(start["bias"], CLASSES))
    rule = optimizer(name, settings, model.parameters())
    loss_of = torch.nn.CrossEntropyLoss(label_smoothing=smoothing)
    steps = []
    for i, batch in enumerate(batches):
        group = rule.param_groups[0]
        group["lr"] = settings["lr"] * (1 - i / 10)
        if "betas" in group:
            momentum = settings.get("betas", [0.9])[0] - 0.01 * i
            group["betas"] = (momentum, group["betas"][1])
        else:
            momentum = group["momentum"] = max(0, settings.get("momentum", 0) - 0.01 * i)
        rule.zero_grad()
        logits = model(tensor(batch["images"], -1, *SHAPE))
        loss = loss_of(logits, torch.tensor(batch["labels"]))
        loss.backward()
        gradients = [listed(weight.grad), listed(bias.grad)]
        if clip is not None:
            torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
        rule.step()
        steps.append({
            "lr": group["lr"],
            "momentum": momentum,
            "loss": loss.item(),
            "logits": listed(logits),
            "gradients": {"1.weight": gradients[0], "1.bias": gradients[1]},
            "after": {"1.weight": listed(weight), "1.bias": listed(bias)},
        })
    state = {}
    for parameter, where in ((weight, "1.weight"), (bias, "1.bias")):
        for key, value in rule.state[parameter].items():
            if key != "step" and value is not None:
                state[where + "." + key] = listed(value)
    return {
        "name": name,
        "settings": settings,
        "label_smoothing": smoothing,
        "clip_norm": clip,
        "steps": steps,
        "optimizer_state": state,
    }


def main():
    random.seed(1)
    start = {"weight": numbers(CLASSES * PIXELS, 0.25), "bias": numbers(CLASSES, 0.25)}
    batches = [
        {"images": numbers(size * PIXELS, 1), "labels": [random.randrange(CLASSES) for _ in range(size)]}
        for size in SIZES
    ]
    print(json.dumps({
        "torch": torch.__version__,
        "input": SHAPE,
        "classes": CLASSES,
        "weight": start["weight"],
        "bias": start["bias"],
        "batches": batches,
        "trainings": [train(case, start, batches) for case in CASES],
    }))


main()
