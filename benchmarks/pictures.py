"""Writes a folder of PNG files, for measurements: pictures.py FOLDER IMAGES SIDE

Ten classes of coloured squares, whose colour and place tell the class, with a little noise.
"""
import os
import random
import struct
import sys
import zlib

CLASSES = 10


def chunk(kind, data):
    crc = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)


def picture(number, side):
    draw = random.Random(number)
    label = number % CLASSES
    background = bytes([40 + 2 * label, 60, 80]) * side
    rows = [bytearray(background) for _ in range(side)]
    square = side // 4
    left = (side - square) * label // (CLASSES - 1)
    top = draw.randrange(side - square)
    for row in rows[top : top + square]:
        row[3 * left : 3 * (left + square)] = bytes([250 - 20 * label, 20 * label, 128]) * square
    for row in rows:
        row[draw.randrange(3 * side)] = draw.randrange(256)
    pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 1)
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )


def main(folder, images, side):
    for label in range(CLASSES):
        os.makedirs(f"{folder}/class{label}", exist_ok=True)
    for number in range(images):
        with open(f"{folder}/class{number % CLASSES}/{number:06}.png", "wb") as file:
            file.write(picture(number, side))


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
