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


def reference(optimizer, nesterov, momentum, decay, factor, beta1, beta2, epsilon):
    generator = torch.Generator().manual_seed(1)
    rate = 0.02

    def draw():
        return {n: torch.randn(s, generator=generator).float().double() for n, s in SHAPES.items()}

    def lists(tensors):
        return {name: tensor.flatten().tolist() for name, tensor in tensors.items()}

    values = draw()
    initial = lists(values)
    mean = {name: torch.zeros_like(value) for name, value in values.items()}
    square = torch.zeros(SHAPES["bias"])
    steps = []
    for step in range(1, 7):
        gradients = draw()
        for name, gradient in gradients.items():
            values[name] *= 1 - rate * decay
            if name == "bias":
                mean[name].lerp_(gradient, 1 - beta1)
                square = beta2 * square + (1 - beta2) * gradient**2
                root = (square / (1 - beta2**step)).sqrt() + epsilon
                values[name] -= factor * rate * mean[name] / (1 - beta1**step) / root
            else:
                mean[name].lerp_(gradient, 1 - momentum)
                update = gradient.lerp(mean[name], momentum) if nesterov else mean[name]
                matrix = update.flatten(1)
                direction = orthogonalized(matrix) * max(1, matrix.size(0) / matrix.size(1)) ** 0.5
                values[name] -= rate * direction.view_as(values[name])
        steps.append({"gradient": lists(gradients), "parameter_after": lists(values)})
    return {"optimizer": optimizer, "shapes": SHAPES, "lr": rate, "initial": initial, "steps": steps}


print(
    json.dumps(
        [
            reference("muon(weight_decay=0.1)", True, 0.95, 0.1, 0.015, 0.9, 0.95, 1e-10),
            reference(
                "muon(momentum=0.7, nesterov=false, adam_lr_factor=2, adam_beta1=0.5, adam_beta2=0.7,"
                " adam_eps=0.5)", False, 0.7, 0, 2, 0.5, 0.7, 0.5),
        ]
    )
)
