#!/usr/bin/env python3
"""Writes many stored runs, made from a small real one: models, engines, seeds and accuracies differ.
Usage: benchmarks/stored-runs.py SOURCE FOLDER RUNS SEEDS    (SOURCE: the folder of a finished run)"""
import base64
import copy
import json
import os
import random
import sys


def better(outcome, epochs, fewer, dice):
    """The same outcome with as many of its mistakes mended."""
    mended = {m["image"] for m in dice.sample(outcome["mistakes"], fewer)}
    bits = bytearray(base64.b64decode(outcome["correct"]))
    bits.extend(bytes((outcome["images"] + 7) // 8 - len(bits)))
    for mistake in outcome["mistakes"]:
        if mistake["image"] in mended:
            bits[mistake["image"] // 8] |= 1 << mistake["image"] % 8
            row = outcome["confusion"][mistake["label"]]
            row[mistake["predicted"]] -= 1
            row[mistake["label"]] += 1
    outcome["mistakes"] = [m for m in outcome["mistakes"] if m["image"] not in mended]
    outcome["correct"] = base64.b64encode(bytes(bits).rstrip(b"\0")).decode()
    epochs[-1]["test_correct"] += fewer
    epochs[-1]["test_accuracy"] = 100 * epochs[-1]["test_correct"] / outcome["images"]


def main(source, folder, runs, seeds):
    dice = random.Random(1)
    with open(os.path.join(source, "result.json")) as file:
        real = json.load(file)
    for number in range(runs):
        run = copy.deepcopy(real)
        model, seed = divmod(number, seeds)
        spec = run["spec"]
        spec["zoo"], spec["model"], spec["seed"] = "many", "model%05d" % model, seed + 1
        run["parameters"] = 3000 + 7 * model
        mistakes = len(run["test_outcome"]["mistakes"])
        better(run["test_outcome"], run["history"], dice.randrange(mistakes // 2), dice)
        home = os.path.join(folder, "many-%s-%s-s%d" % (spec["model"], spec["engine"], seed + 1))
        os.makedirs(home)
        with open(os.path.join(home, "result.json"), "w") as file:
            json.dump(run, file, indent=2, sort_keys=True)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
