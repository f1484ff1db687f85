"""Writes a folder of IDX files with few images, of ten patterns in noise, for runs of a moment.

Usage: small-images.py FOLDER TRAINING_IMAGES TEST_IMAGES
"""

import random
import struct
import sys
from pathlib import Path

SIDE = 28

folder, *counts = sys.argv[1:]
dice = random.Random(1)
patterns = [[dice.randrange(192) for _ in range(SIDE * SIDE)] for _ in range(10)]
Path(folder).mkdir(parents=True)
for part, count in zip(["train", "t10k"], map(int, counts)):
    labels = bytes(i % 10 for i in range(count))
    images = b"".join(bytes(p + dice.randrange(64) for p in patterns[label]) for label in labels)
    Path(folder, part + "-images-idx3-ubyte").write_bytes(
        struct.pack(">4i", 0x803, count, SIDE, SIDE) + images
    )
    Path(folder, part + "-labels-idx1-ubyte").write_bytes(struct.pack(">2i", 0x801, count) + labels)
