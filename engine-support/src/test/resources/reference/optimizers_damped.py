"""Computes optimizers-damped.json with PyTorch 1.13 in double precision: every argument differs from
its default, and weight decay and epsilon are as large as the gradients, so that each shows.

Usage: python3 optimizers_damped.py > optimizers-damped.json
"""

import json
import warnings

import torch

warnings.filterwarnings("ignore")

CASES = [
    ("rmsprop", torch.optim.RMSprop, dict(lr=0.1, alpha=0.7, eps=0.25, momentum=0.5, weight_decay=0.5)),
    ("rmsprop", torch.optim.RMSprop, dict(lr=0.1, alpha=0.7, eps=0.25, centered=True, weight_decay=0.5)),
    ("adagrad", torch.optim.Adagrad, dict(lr=0.5, lr_decay=0.5, eps=0.25, initial_accumulator_value=0.5, weight_decay=0.5)),
    ("adadelta", torch.optim.Adadelta, dict(lr=2.0, rho=0.7, eps=0.25, weight_decay=0.5)),
    ("nadam", torch.optim.NAdam, dict(lr=0.1, betas=(0.7, 0.9), eps=0.25, weight_decay=0.5, momentum_decay=0.5)),
    ("radam", torch.optim.RAdam, dict(lr=0.1, betas=(0.7, 0.9), eps=0.25, weight_decay=0.5)),
    ("adamax", torch.optim.Adamax, dict(lr=0.1, betas=(0.7, 0.9), eps=0.25, weight_decay=0.5)),
    ("adam", torch.optim.Adam, dict(lr=0.1, betas=(0.7, 0.9), eps=0.25, weight_decay=0.5, amsgrad=True)),
    ("adamw", torch.optim.AdamW, dict(lr=0.1, betas=(0.7, 0.9), eps=0.25, weight_decay=0.5, amsgrad=True)),
    ("sgd", torch.optim.SGD, dict(lr=0.1, momentum=0.7, dampening=0.25, weight_decay=0.5)),
]


def main():
    generator = torch.Generator().manual_seed(2)
    references = []
    for name, optimizer, arguments in CASES:
        parameter = torch.randn(4, generator=generator).double().requires_grad_()
        reference = dict(optimizer=name, initial=parameter.tolist(), **arguments, steps=[])
        torchs = optimizer([parameter], **arguments)
        for step in range(10):
            rate = arguments["lr"] * (1 - step / 20)
            for group in torchs.param_groups:
                group["lr"] = rate
            parameter.grad = torch.randn(4, generator=generator).double() / 2
            gradient = parameter.grad.tolist()
            torchs.step()
            reference["steps"].append(dict(lr=rate, gradient=gradient, parameter_after=parameter.tolist()))
        references.append(reference)
    print(json.dumps(references))


main()
