"""{name} as a torch.nn.Module, exported by Menagerie.

    network = load()                      # with the weights, in evaluation mode
    logits = network(normalize(pixels))   # pixels: torch.uint8, [n, *INPUT]
"""

import json
import struct
from pathlib import Path

import torch
from torch import nn

WEIGHTS = Path(__file__).with_name({weights})
INPUT = {input}
CLASSES = {classes}
MEAN = {mean}  # of each channel
STD = {std}


def normalize(pixels):
    """What the network takes, of grey levels 0 to 255."""
    mean, std = (torch.tensor(values).reshape(-1, 1, 1) for values in (MEAN, STD))
    return (pixels.float() / 255 - mean) / std


class Branches(nn.Module):
    """Paths from one input, merged."""

    def __init__(self, merge, *paths):
        super().__init__()
        self.merge = merge
        self.paths = nn.ModuleList(paths)

    def forward(self, x):
        outputs = [path(x) for path in self.paths]
        if self.merge == "concat":
            return torch.cat(outputs, dim=1)
        result = outputs[0]
        for output in outputs[1:]:
            result = result + output if self.merge == "add" else result * output
        return result


class DropPath(nn.Module):
    """Dropout of whole images."""

    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        kept = torch.rand([len(x)] + [1] * (x.dim() - 1), device=x.device) >= self.p
        return x * kept / (1 - self.p)


class Network(nn.Sequential):
    """Takes normalized images, [n, *INPUT], and gives logits, [n, len(CLASSES)]."""

    def __init__(self):
        super().__init__(
{layers}
        )


def read(path):
    """The tensors of a safetensors file of 32-bit floats, by name."""
    data = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            values = bytearray(data[8 + length + begin : 8 + length + end])
            tensors[name] = torch.frombuffer(values, dtype=torch.float32).reshape(entry["shape"])
    return tensors


def load(path=WEIGHTS):
    """The network with its weights, in evaluation mode."""
    network = Network()
    missing, unexpected = network.load_state_dict(read(path), strict=False)
    # PyTorch counts batches too, which only matters for batch norm without momentum.
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]
    if missing or unexpected:
        raise ValueError(f"{path}: missing {missing}, unexpected {unexpected}")
    return network.eval()
