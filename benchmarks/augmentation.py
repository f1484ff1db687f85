"""Images per second of torchvision's transforms on 28x28 8-bit PIL images, one thread.

Prints one line for each augmentation: its text in a recipe, a tab, images per second.
With --list it prints the texts alone.
"""

import sys
import time

import numpy as np
import torch
from PIL import Image
from torchvision import transforms as T

TRANSFORMS = {
    "rotation(degrees=7, fill=1)": T.RandomRotation(7, fill=1),
    "rotation(degrees=7, interpolation=bilinear)": T.RandomRotation(
        7, interpolation=T.InterpolationMode.BILINEAR
    ),
    "affine(degrees=15)": T.RandomAffine(15),
    "affine(degrees=0, translate=(0.1, 0.1), scale=(0.95, 1.05))": T.RandomAffine(
        0, translate=(0.1, 0.1), scale=(0.95, 1.05)
    ),
    "affine(degrees=15, translate=(0.1, 0.1), scale=(0.95, 1.05), shear=10)": T.RandomAffine(
        15, translate=(0.1, 0.1), scale=(0.95, 1.05), shear=10
    ),
    "perspective(distortion=0.2, p=1)": T.RandomPerspective(0.2, p=1),
    "erasing(p=1)": T.RandomErasing(p=1),
    "elastic(alpha=50, sigma=5)": T.ElasticTransform(50.0, 5.0),
}


def images_per_second(transform, images, seconds):
    for image in images[:100]:
        transform(image)
    done = 0
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        for image in images[:100]:
            transform(image)
        done += 100
    return done / (time.perf_counter() - start)


def main():
    if "--list" in sys.argv:
        print("\n".join(TRANSFORMS))
        return
    torch.set_num_threads(1)
    random = np.random.RandomState(1)
    arrays = [random.randint(0, 256, (28, 28)).astype(np.uint8) for _ in range(100)]
    pictures = [Image.fromarray(array, "L") for array in arrays]
    # RandomErasing takes tensors only.
    tensors = [torch.from_numpy(array)[None] for array in arrays]
    for text, transform in TRANSFORMS.items():
        images = tensors if text.startswith("erasing") else pictures
        print(f"{text}\t{images_per_second(transform, images, 1.0):.0f}", flush=True)


if __name__ == "__main__":
    main()
