"""A reader of safetensors files that shares nothing with Menagerie's own.

It stands in for the real package, which few machines have, and holds a file to every rule of
https://github.com/huggingface/safetensors#format; a file that breaks one is a ValueError.
"""

import json
import math
import struct

SIZES = {"F32": 4}
LARGEST_HEADER = 100_000_000


def _once(pairs):
    entries = dict(pairs)
    if len(entries) != len(pairs):
        raise ValueError("a name stands twice in the header")
    return entries


def read(path):
    """Returns the metadata, and by name each tensor's shape and values as tuples."""
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack("<Q", data[:8])
    if length > min(LARGEST_HEADER, len(data) - 8):
        raise ValueError("the header is longer than the file or the format allows")
    header, values = data[8 : 8 + length], data[8 + length :]
    if not header.startswith(b"{"):
        raise ValueError("the header does not begin with a brace")
    entries = json.loads(header.decode("utf-8"), object_pairs_hook=_once)
    metadata = entries.pop("__metadata__", {})
    if not all(isinstance(value, str) for value in metadata.values()):
        raise ValueError("metadata are not all text")
    tensors, end = {}, 0
    for name, entry in sorted(entries.items(), key=lambda item: item[1]["data_offsets"]):
        if set(entry) != {"dtype", "shape", "data_offsets"}:
            raise ValueError(f"{name} has other keys than it should")
        begin, after = entry["data_offsets"]
        count = math.prod(entry["shape"])
        if begin != end or after - begin != count * SIZES[entry["dtype"]]:
            raise ValueError(f"{name} leaves a hole, overlaps, or is not as long as its shape says")
        tensors[name] = tuple(entry["shape"]), struct.unpack(f"<{count}f", values[begin:after])
        end = after
    if end != len(values):
        raise ValueError("there are values that belong to no tensor")
    return metadata, tensors
