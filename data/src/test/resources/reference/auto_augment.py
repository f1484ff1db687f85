"""Computes auto-augment.json: RandAugment's and TrivialAugmentWide's operations of torchvision 0.14.

Run in this folder, on Debian with python3-torchvision: /usr/bin/python3 auto_augment.py
Magnitudes are those of each class at some bins; images are small, of one and of three channels.
"""

import json
import sys

sys.path.pop(0)  # a file of this folder has the name of the package

import numpy as np
from PIL import Image
from torchvision.transforms import InterpolationMode, RandAugment, TrivialAugmentWide
from torchvision.transforms.autoaugment import _apply_op


def picture(shape, mode, seed):
    random = np.random.RandomState(seed)
    return Image.fromarray(random.randint(0, 256, shape).astype(np.uint8), mode)


def levels(image):
    array = np.array(image)
    return (array if array.ndim == 2 else array.transpose(2, 0, 1)).reshape(-1).tolist()


IMAGES = {"grey": picture((9, 7), "L", 1), "color": picture((6, 6, 3), "RGB", 2)}
cases = []
for name, image in IMAGES.items():
    width, height = image.size
    for bins in (31, 10):
        for policy, space in (
            ("RAND_AUGMENT", RandAugment()._augmentation_space(bins, (height, width))),
            ("TRIVIAL_AUGMENT_WIDE", TrivialAugmentWide()._augmentation_space(bins)),
        ):
            for index, (op, (magnitudes, signed)) in enumerate(space.items()):
                for bin in (0, 2, 9, 20, 30) if bins == 31 else (4, 5):
                    if magnitudes.ndim == 0 and (bin != 9 or policy != "RAND_AUGMENT"):
                        continue
                    magnitude = float(magnitudes[bin].item()) if magnitudes.ndim > 0 else 0.0
                    for sign in (1, -1) if signed and bin != 0 else (1,):
                        output = _apply_op(image, op, sign * magnitude, InterpolationMode.NEAREST, [3] * len(image.getbands()))
                        cases.append({"policy": policy, "bins": bins, "bin": bin, "op": index, "image": name,
                                      "magnitude": magnitude, "sign": sign, "output": levels(output)})

images = {
    name: {"shape": [len(image.getbands()), image.height, image.width], "levels": levels(image)}
    for name, image in IMAGES.items()
}
with open("auto-augment.json", "w", encoding="ascii") as file:
    file.write('{"images": ' + json.dumps(images) + ',\n"cases": [\n')
    file.write(",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]}\n")
