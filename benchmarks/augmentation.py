"""Images per second of torchvision's transforms on 8-bit PIL images, processor time of
one thread.

Images are grey with 28x28 pixels; those of augmentations that change colours have 3x32x32. Prints
one line for each augmentation: its text in a recipe, a tab, images per second. With --list it prints
the texts alone, each after its image's channels and a tab; others as arguments limit it to those.
"""

import sys
import time

import numpy as np
import torch
from PIL import Image
from torchvision import transforms as T

GREY = {
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
    "horizontal_flip(p=1)": T.RandomHorizontalFlip(1),
    "vertical_flip(p=1)": T.RandomVerticalFlip(1),
    "crop(padding=4)": T.RandomCrop(28, padding=4),
    "crop(padding=4, padding_mode=reflect)": T.RandomCrop(28, padding=4, padding_mode="reflect"),
    "center_crop(size=20)": T.Compose([T.Compose([T.CenterCrop(20), T.Resize(28)]), T.Resize(28)]),
    "resized_crop(scale=(0.5, 1))": T.RandomResizedCrop(28, scale=(0.5, 1)),
    "color_jitter(brightness=0.4)": T.ColorJitter(brightness=0.4),
    "color_jitter(contrast=0.4)": T.ColorJitter(contrast=0.4),
    "adjust_sharpness(sharpness_factor=2, p=1)": T.RandomAdjustSharpness(2, 1),
    "posterize(bits=3, p=1)": T.RandomPosterize(3, 1),
    "solarize(threshold=128, p=1)": T.RandomSolarize(128, 1),
    "autocontrast(p=1)": T.RandomAutocontrast(1),
    "equalize(p=1)": T.RandomEqualize(1),
    "invert(p=1)": T.RandomInvert(1),
    "random_apply(augmentation=rotation(degrees=7), p=0.5)": T.RandomApply([T.RandomRotation(7)]),
    "rand_augment": T.RandAugment(),
    "trivial_augment_wide": T.TrivialAugmentWide(),
}
COLOUR = {
    "color_jitter(saturation=0.4)": T.ColorJitter(saturation=0.4),
    "color_jitter(hue=0.1)": T.ColorJitter(hue=0.1),
    "color_jitter(brightness=0.4, contrast=0.4, saturation=0.4, hue=0.1)": T.ColorJitter(
        0.4, 0.4, 0.4, 0.1
    ),
    "grayscale(p=1)": T.RandomGrayscale(1),
    "crop(padding=4, fill=0)": T.RandomCrop(32, padding=4),
    "adjust_sharpness(sharpness_factor=0.5, p=1)": T.RandomAdjustSharpness(0.5, 1),
    "equalize": T.RandomEqualize(),
    "rand_augment(num_ops=2)": T.RandAugment(2),
    "trivial_augment_wide(num_magnitude_bins=31)": T.TrivialAugmentWide(31),
}


def images_per_second(transform, images, seconds):
    for image in images[:100]:
        transform(image)
    done = 0
    start = time.process_time()
    while time.process_time() - start < seconds:
        for image in images[:100]:
            transform(image)
        done += 100
    return done / (time.process_time() - start)


def pictures(random, shape, mode):
    arrays = [random.randint(0, 256, shape).astype(np.uint8) for _ in range(100)]
    return arrays, [Image.fromarray(array, mode) for array in arrays]


def main():
    if "--list" in sys.argv:
        for channels, transforms in ((1, GREY), (3, COLOUR)):
            print("\n".join(f"{channels}\t{text}" for text in transforms))
        return
    torch.set_num_threads(1)
    random = np.random.RandomState(1)
    arrays, grey = pictures(random, (28, 28), "L")
    _, colour = pictures(random, (32, 32, 3), "RGB")
    # RandomErasing takes tensors only.
    tensors = [torch.from_numpy(array)[None] for array in arrays]
    for text, transform in {**GREY, **COLOUR}.items():
        if len(sys.argv) > 1 and text not in sys.argv:
            continue
        images = tensors if text.startswith("erasing") else colour if text in COLOUR else grey
        print(f"{text}\t{images_per_second(transform, images, 1.0):.0f}", flush=True)


if __name__ == "__main__":
    main()
