"""Of the real package's module as much as docs/results.md uses."""

import torch

import safetensors


def load_file(path):
    _, tensors = safetensors.read(path)
    return {name: torch.tensor(values).reshape(shape) for name, (shape, values) in tensors.items()}
