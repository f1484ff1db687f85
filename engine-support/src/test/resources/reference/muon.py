"""Computes muon.json: Muon with AdamW for biases, in double precision, with PyTorch.

Newton-Schulz iterations and update as in https://kellerjordan.github.io/posts/muon/.
Usage: python3 muon.py > muon.json
"""

import json

import torch

torch.set_default_dtype(torch.float64)
SHAPES = {"conv": [4, 3, 3, 3], "tall": [6, 2], "bias": [4]}


def orthogonalized(update, steps=5):
    a, b, c = (3.4445, -4.7750, 2.0315)
    x = update
    if x.size(-2) > x.size(-1):
        x = x.mT
    x = x / (x.norm() + 1e-7)
    for _ in range(steps):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.mT if update.size(-2) > update.size(-1) else x


def main():
    generator = torch.Generator().manual_seed(1)
    rate, momentum, decay = 0.02, 0.95, 0.1
    values = {name: torch.randn(shape, generator=generator).float().double() for name, shape in SHAPES.items()}
    initial = {name: value.flatten().tolist() for name, value in values.items()}
    mean = {name: torch.zeros_like(value) for name, value in values.items()}
    square = torch.zeros(SHAPES["bias"])
    steps = []
    for step in range(1, 7):
        gradients = {name: torch.randn(shape, generator=generator).float().double() for name, shape in SHAPES.items()}
        for name, gradient in gradients.items():
            values[name] *= 1 - rate * decay
            if name == "bias":
                mean[name].lerp_(gradient, 0.1)
                square = 0.95 * square + 0.05 * gradient**2
                root = (square / (1 - 0.95**step)).sqrt() + 1e-10
                values[name] -= 0.015 * rate * mean[name] / (1 - 0.9**step) / root
            else:
                mean[name].lerp_(gradient, 1 - momentum)
                matrix = gradient.lerp(mean[name], momentum).flatten(1)
                direction = orthogonalized(matrix) * max(1, matrix.size(0) / matrix.size(1)) ** 0.5
                values[name] -= rate * direction.view_as(values[name])
        steps.append(
            {
                "gradient": {name: g.flatten().tolist() for name, g in gradients.items()},
                "parameter_after": {name: v.flatten().tolist() for name, v in values.items()},
            }
        )
    print(json.dumps({"shapes": SHAPES, "lr": rate, "weight_decay": decay, "initial": initial, "steps": steps}))


main()
