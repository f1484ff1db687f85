"""Computes tones.json: autocontrast and equalize of torchvision 0.14, which for images are Pillow's.

Run in this folder, on Debian with python3-pil: /usr/bin/python3 tones.py
The images have enough pixels to be equalized, and only how many have which level matters.
"""

import json

from PIL import Image, ImageOps

COUNTS = {
    "strokes on black": {0: 600, 40: 50, 128: 34, 200: 60, 255: 40},
    "all levels": {level: 1 + level * 7 % 5 for level in range(256)},
    "a narrow range": {level: 20 for level in range(100, 141)},
    "one level": {77: 784},
    "two levels": {3: 500, 9: 284},
    "one pixel too few to equalize": {5: 254, 200: 3},
    "just enough to equalize": {5: 255, 200: 3},
    "black and white": {0: 400, 255: 384},
}

cases = []
for name, counts in COUNTS.items():
    pixels = bytes(level for level, count in counts.items() for _ in range(count))
    image = Image.frombytes("L", (len(pixels), 1), pixels)
    case = {"name": name, "levels": list(counts), "counts": list(counts.values())}
    for operation in (ImageOps.autocontrast, ImageOps.equalize):
        output = dict(zip(pixels, operation(image).tobytes()))
        case[operation.__name__] = [output[level] for level in counts]
    cases.append(case)

with open("tones.json", "w", encoding="ascii") as file:
    file.write("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n")
