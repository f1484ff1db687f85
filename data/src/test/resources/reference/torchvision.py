"""Computes torchvision.json: what torchvision 0.14 makes of synthetic 8-bit PIL images.

Run in this folder, on Debian with python3-torchvision: /usr/bin/python3 torchvision.py
(augmentations.json holds rotate and affine of one 28x28 image, from the same functions.)
"""

import json
import sys

sys.path.pop(0)  # this file has the name of the package

import numpy as np
import torch
from PIL import Image
from torchvision.transforms import InterpolationMode
from torchvision.transforms import functional as F

MODES = {"nearest": InterpolationMode.NEAREST, "bilinear": InterpolationMode.BILINEAR}


def picture(width, height, seed):
    random = np.random.RandomState(seed)
    return Image.fromarray(random.randint(0, 256, (height, width)).astype(np.uint8), "L")


def levels(image):
    return np.array(image).reshape(-1).tolist()


IMAGES = {"wide": picture(12, 10, 1), "square": picture(14, 14, 2), "odd": picture(9, 9, 3)}
cases = []


def add(op, image, output, **parameters):
    cases.append({"op": op, "image": image, **parameters, "output": levels(output)})


for name, image in IMAGES.items():
    for mode in MODES:
        for degrees in (0.0, 33.3, 90.0, 180.0, -120.25):
            add("rotate", name, F.rotate(image, degrees, MODES[mode], fill=1),
                degrees=degrees, fill=1, interpolation=mode)
        for degrees, translate, scale, shear in (
            (0.0, [1, -2], 0.93, [0.0, 0.0]),
            (0.0, [0, 0], 1.07, [0.0, 0.0]),
            (0.0, [0, 0], 1.0, [20.0, 0.0]),
            (0.0, [0, 0], 1.0, [0.0, -12.5]),
            (14.0, [-2, 1], 0.9, [10.0, 5.0]),
            (-33.0, [3, 0], 1.3, [-7.0, 16.0]),
            (25.0, [0, 0], 0.0001, [0.0, 0.0]),
        ):
            add("affine", name, F.affine(image, degrees, translate, scale, shear, MODES[mode], fill=7),
                degrees=degrees, translate=translate, scale=scale, shear=shear, fill=7,
                interpolation=mode)
        width, height = image.size
        start = [[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]]
        for end in (
            start,
            [[1, 2], [width - 2, 0], [width - 1, height - 3], [2, height - 1]],
            [[3, 0], [width - 3, 2], [width - 2, height - 1], [0, height - 2]],
        ):
            add("perspective", name, F.perspective(image, start, end, MODES[mode], fill=3),
                corners=[x for point in end for x in point],
                coefficients=F._get_perspective_coeffs(start, end), fill=3, interpolation=mode)

    for size in (1, 4, 7, 8, 13):
        add("center_crop", name, F.resize(F.center_crop(image, [size]), [height, width]), size=size)

def unit(seed):
    """SplitMix64, the random numbers of Menagerie: in [0, 1), with 53 bits."""
    mask, state = (1 << 64) - 1, seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9 & mask
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB & mask
        yield ((z ^ (z >> 31)) >> 11) * 2.0**-53


for name, image in IMAGES.items():
    width, height = image.size
    for alpha, sigma in ((50.0, 1.0), (8.0, 0.5)):
        size = int(8 * sigma + 1) | 1
        random = unit(4)
        noise = [2 * next(random) - 1 for _ in range(2 * height * width)]
        noise = torch.tensor(noise, dtype=torch.float32).reshape(2, 1, 1, height, width)
        right = F.gaussian_blur(noise[0], [size, size], [sigma, sigma]) * alpha / height
        down = F.gaussian_blur(noise[1], [size, size], [sigma, sigma]) * alpha / width
        displacement = torch.concat([right, down], 1).permute([0, 2, 3, 1])
        add("elastic", name, F.elastic_transform(image, displacement, fill=0), alpha=alpha,
            sigma=sigma, seed=4)

images = {n: {"width": i.width, "height": i.height, "levels": levels(i)} for n, i in IMAGES.items()}
with open("torchvision.json", "w", encoding="ascii") as file:
    file.write('{"images": ' + json.dumps(images) + ',\n"cases": [\n')
    file.write(",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]}\n")
